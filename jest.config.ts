import { availableParallelism, totalmem } from 'node:os';
import type { Config } from 'jest';

/** What a worker takes whose spec runs the whole product. */
const WORKER_BYTES = 2.5 * 1024 ** 3;

// Workers start with the flags of this process. V8's helper threads of all processes on these cores cost more than they save: 6 % of what a
// worker uses of the processors, measured on the gateway's specs (decision 100).
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
  // Tests wait for more than half of the time, for servers and for clocks: two workers keep one core busy (decision 100).
  maxWorkers: Math.max(1, Math.min(2 * availableParallelism(), Math.floor(totalmem() / WORKER_BYTES))),
  testTimeout: 180_000,
};

export default config;
