export { anotherPort, freePort } from './free-port';
export type { EmbeddedServer } from './guarded-server';
export { startPostgres } from './postgres';
export { redisOnPath, startRedis } from './redis';
export { startStandby } from './standby';
export { timePasses, type AskRows } from './time-passes';
export { TEST_POSTGRES_URL, TEST_REDIS_URL } from './jest/addresses';
export { scratchDirectory } from './jest/scratch-directory';
