/** `npm run chaos` alone: it takes as long as it is told to, and starts the servers of its own product. */
module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'chaos',
  rootDir: __dirname,
  testMatch: ['<rootDir>/chaos.spec.ts'],
  testTimeout: 24 * 3_600_000,
};
