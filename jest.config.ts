import { availableParallelism, totalmem } from 'node:os';
import type { Config } from 'jest';

/** The memory, in bytes, of a worker whose spec runs the whole product. */
const WORKER_BYTES = 2.5 * 1024 ** 3;

// Workers start with the flags of this process. On these cores V8's helper threads cost more than they save: 6 % of a worker's processor
// time, measured on the gateway's specs (decision 100).
process.execArgv.push('--single-threaded-gc');

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
  // Tests spend more than half of the time waiting for servers and for clocks: two workers keep one core busy (decision 100).
  maxWorkers: Math.max(1, Math.min(2 * availableParallelism(), Math.floor(totalmem() / WORKER_BYTES))),
  testTimeout: 300_000,
};

export default config;
