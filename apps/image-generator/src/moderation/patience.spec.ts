import { expect, it } from '@jest/globals';
import { patienceMs, waitedMs } from './patience';

const NOON = new Date('2026-11-23T12:00:00Z');

it.each([
  ['is asked for the first time', null, 10_000],
  ['has waited five seconds', 5_000, 20_000],
  ['has waited a minute', 60_000, 60_000],
  ['has waited an hour', 3_600_000, 60_000],
])(
  'the moderator gets more time for an order that has waited longer, up to a minute: an order that %s',
  (_what, ago, expected) => {
    const deferredSince = ago === null ? null : new Date(NOON.getTime() - ago);

    expect(patienceMs(waitedMs({ deferredSince }, NOON))).toBe(expected);
  },
);
