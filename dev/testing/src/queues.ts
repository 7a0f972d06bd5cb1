import { testRedisUrl } from './servers/addresses';

/**
 * The two homes of the queue, on each of which every promise of libs/messaging is tested; Redis only where the machine
 * has one.
 */
export type QueueDriver = 'redis' | 'postgres';

export const queueDrivers = (): { name: QueueDriver; redisUrl: string | undefined; isHere: boolean }[] => [
  { name: 'redis', redisUrl: testRedisUrl(), isHere: testRedisUrl() !== undefined },
  { name: 'postgres', redisUrl: undefined, isHere: true },
];
