import { testRedisUrl } from './servers/addresses';

/**
 * The two systems that can hold the queue. Specs test every promise of libs/messaging on both, on Redis only where the
 * machine has it.
 */
export type QueueDriver = 'redis' | 'postgres';

export const queueDrivers = (): { name: QueueDriver; redisUrl: string | undefined; isHere: boolean }[] => [
  { name: 'redis', redisUrl: testRedisUrl(), isHere: testRedisUrl() !== undefined },
  { name: 'postgres', redisUrl: undefined, isHere: true },
];
