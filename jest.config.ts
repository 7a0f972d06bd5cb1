import { availableParallelism } from 'node:os';
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
  testSequencer: '<rootDir>/libs/testing/longest-first.cjs',
  // Tests wait for servers a third of the time: with one worker more than cores the cores are busy.
  maxWorkers: availableParallelism() + 1,
  testTimeout: 180_000,
};

export default config;
