export { anotherPort, freePort } from './free-port';
export type { EmbeddedServer } from './guarded-server';
export { startPostgres } from './postgres';
export { redisOnPath, startRedis } from './redis';
export { scratchDirectory } from './scratch-directory';
export { startStandby } from './standby';
export { TEST_POSTGRES_URL, TEST_REDIS_URL } from './test-addresses';
export { timePasses, type AskRows } from './time-passes';
