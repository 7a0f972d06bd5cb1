/** The configuration of `npm run chaos` only. The run takes as long as its options say, and starts the servers of its own product. */
module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'chaos',
  rootDir: __dirname,
  testMatch: ['<rootDir>/chaos.spec.ts'],
  testTimeout: 24 * 3_600_000,
};
