import { describe, expect, it } from '@jest/globals';
import { memoryNote } from './queue-driver';

describe('what an operator reads about a Redis', () => {
  it.each([
    ['one that evicts', 'maxmemory:0\r\nmaxmemory_policy:volatile-lru\r\n', 'its maxmemory-policy is volatile-lru;'],
    ['one that evicts nothing', 'maxmemory:0\r\nmaxmemory_policy:noeviction\r\n', undefined],
    [
      'one that is nearly full',
      'used_memory:81\r\nused_memory_rss:9\r\nmaxmemory:100\r\nmaxmemory_policy:noeviction\r\n',
      'has used 81% of its maxmemory;',
    ],
    ['one with room', 'used_memory:80\r\nmaxmemory:100\r\nmaxmemory_policy:noeviction\r\n', undefined],
    ['one that does not tell', '# Memory\r\nused_memory:1\r\n', undefined],
  ])('an operator reads a note only about a Redis that may lose or refuse jobs: %s', (_what, info, note) => {
    expect(memoryNote(info)).toEqual(note && expect.stringContaining(note));
  });
});
