import type { Config } from 'jest';

const config: Config = {
  projects: [
    '<rootDir>/apps/*/jest.config.cjs',
    '<rootDir>/libs/*/jest.config.cjs',
    '<rootDir>/tools/jest.config.cjs',
    '<rootDir>/e2e/jest.config.cjs',
  ],
  globalSetup: '<rootDir>/libs/embedded/src/jest/global-setup.ts',
  globalTeardown: '<rootDir>/libs/embedded/src/jest/global-teardown.ts',
  // Most tests wait for a server half of the time; by itself jest leaves a core free. More workers than cores make Telegram's ten
  // seconds too short for the stories.
  maxWorkers: '100%',
  testTimeout: 60_000,
};

export default config;
