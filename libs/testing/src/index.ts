export { eventually, type Patience } from './eventually';
export { jobContext, type ContextOptions } from './job-context';
export { ManualClock } from './manual-clock';
export { Admin } from './postgres/admin';
export { Given } from './postgres/given';
export { afterThisTest, onEmptyPostgres, onPostgres, type World, type WrittenMessage } from './postgres/on-postgres';
export { queueHomes, type QueueHome } from './queues';
export { testPostgresUrl, testRedisUrl } from './servers/addresses';
export { onRedis, type OwnRedis } from './servers/on-redis';
