module.exports = {
  ...require('../jest.preset.cjs'),
  displayName: 'e2e',
  rootDir: __dirname,
  runner: require.resolve('../dev/testing/stories/one-a-core.cjs'),
  testEnvironment: require.resolve('../dev/testing/stories/begun-in-time.cjs'),
  globalSetup: '<rootDir>/build-first.cjs',
  testMatch: ['<rootDir>/*.spec.ts'], // the specs in chaos/ and runbooks/ run by commands of their own
};
