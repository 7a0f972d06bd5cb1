import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Logger } from './logger';
import { withWorkFacts } from './work-facts';

const linesOf = (write: (log: Logger) => void): Record<string, unknown>[] => {
  const dir = mkdtempSync(path.join(tmpdir(), 'aisha-log-'));
  try {
    write(Logger.forApp('shop', { level: 'info', dir, sync: true }));
    const written = readFileSync(path.join(dir, 'shop.log'), 'utf8');
    return written
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  } finally {
    rmSync(dir, { recursive: true });
  }
};

describe('a line of the log', () => {
  it('says whose work it is about without being told', () => {
    const [line] = linesOf((log) =>
      withWorkFacts({ traceId: 'a tap', userId: 'anna' }, () => log.info('photo.checked', { width: 640 })),
    );

    expect(line).toMatchObject({ app: 'shop', msg: 'photo.checked', traceId: 'a tap', userId: 'anna', width: 640 });
  });

  it.each([
    ['in the middle of other work', { traceId: 'a poll' }],
    ['out of the blue', {}],
  ])("about an order is in the order's trace, also %s", (_, facts) => {
    const [line] = linesOf((log) => withWorkFacts(facts, () => log.info('webhook.accepted', { orderId: 'one' })));

    expect(line).toMatchObject({ traceId: 'one', orderId: 'one' });
  });
});
