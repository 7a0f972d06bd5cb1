/** The configuration of `npm run runbooks` only. The run plants one incident after another in one product, and waits until each is over. */
module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'runbooks',
  rootDir: __dirname,
  testMatch: ['<rootDir>/runbooks.spec.ts'],
};
