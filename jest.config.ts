import { availableParallelism, totalmem } from 'node:os';
import type { Config } from 'jest';

/** What a worker takes whose spec runs the whole product. */
const WORKER_BYTES = 2.5 * 1024 ** 3;

const config: Config = {
  projects: [
    '<rootDir>/apps/*/jest.config.cjs',
    '<rootDir>/dev/*/jest.config.cjs',
    '<rootDir>/libs/*/jest.config.cjs',
    '<rootDir>/tools/jest.config.cjs',
    '<rootDir>/e2e/jest.config.cjs',
  ],
  globalSetup: '<rootDir>/dev/embedded/src/jest/global-setup.ts',
  globalTeardown: '<rootDir>/dev/embedded/src/jest/global-teardown.ts',
  testSequencer: '<rootDir>/dev/testing/longest-first.cjs',
  // Tests wait a third of the time, for servers and for clocks: with one worker more than cores the cores are busy (decision 100).
  maxWorkers: Math.max(1, Math.min(availableParallelism() + 1, Math.floor(totalmem() / WORKER_BYTES))),
  testTimeout: 180_000,
};

export default config;
