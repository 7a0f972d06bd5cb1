export { Collector, type SeenSpan } from './collector';
export { eventually } from './eventually';
export { freeWorkOf, unpaidOf } from './free-work';
export { jobContext, type ContextOptions } from './job-context';
export { ListedCalls } from './listed-calls';
export { ManualClock } from './manual-clock';
export { Admin } from './postgres/admin';
export { type Fixtures, fixturesOn } from './postgres/fixtures';
export {
  afterThisTest,
  onEmptyPostgres,
  onPostgres,
  type PostgresHarness,
  type WrittenMessage,
} from './postgres/on-postgres';
export { statementsOf } from './postgres/statements-of';
export { queueDrivers, type QueueDriver } from './queues';
export { RawClient } from './raw-client';
export { quickMinutes } from './quick-minutes';
export { readableLog } from './readable-log';
export { testPostgresUrl, testRedisUrl } from './servers/addresses';
export { hasPgBouncer, onPgBouncer } from './servers/on-pgbouncer';
export { onRedis, type OwnRedis } from './servers/on-redis';
