import { testRedisUrl } from './servers/addresses';

/** What the queue can live on; every promise of libs/messaging is tested on each. Redis where the machine has one. */
export type QueueDriver = 'redis' | 'postgres';

export const queueDrivers = (): { name: QueueDriver; redisUrl: string | undefined; isHere: boolean }[] => [
  { name: 'redis', redisUrl: testRedisUrl(), isHere: testRedisUrl() !== undefined },
  { name: 'postgres', redisUrl: undefined, isHere: true },
];
