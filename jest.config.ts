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
  // Most tests wait for a server half of the time: one more than there are cores keeps them all busy.
  maxWorkers: availableParallelism() + 1,
  testTimeout: 60_000,
};

export default config;
