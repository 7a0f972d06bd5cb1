import { describe, expect, it } from '@jest/globals';
import { firstServerOf } from './reachable.mts';

const serverOf = (url: string) => firstServerOf('REDIS_URL', url);

describe('the address of Redis that npm start asks', () => {
  it('the address of Redis that npm start asks is where the apps ask: sentinels have a port of their own', () => {
    expect(serverOf('redis://queue.inside')).toEqual({ host: 'queue.inside', port: 6_379 });
    expect(serverOf('rediss://bot:word@[::1]:7000/0')).toEqual({ host: '::1', port: 7_000 });
    expect(serverOf('redis-sentinel://:word@one,two:7001#aisha')).toEqual({ host: 'one', port: 26_379 });
    expect(serverOf('redis-sentinel://one:7000,two#aisha')).toEqual({ host: 'one', port: 7_000 });
  });

  it('a password in the address of Redis may have a comma; with a sign that ends an address it is refused without being told', () => {
    expect(serverOf('redis://:a,b@queue:7000')).toEqual({ host: 'queue', port: 7_000 });
    for (const password of ['hunter/2', 'hunter#2'])
      expect(() => serverOf(`redis://:${password}@queue:7000`)).toThrow(/^REDIS_URL: must be an address (?!.*hunter)/);
  });
});
