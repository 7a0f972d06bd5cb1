import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import type { Build } from './build-info';
import { Logger } from './logger';
import { withWorkFacts } from './work-facts';

const linesOf = (write: (log: Logger) => void, build?: Build): Record<string, unknown>[] => {
  const dir = mkdtempSync(path.join(tmpdir(), 'aisha-log-'));
  try {
    write(Logger.forApp('shop', { level: 'info', dir, sync: true, ...(build && { build }) }));
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
  it('a line of the log names the person and order of its work, though the caller passes neither', () => {
    const [line] = linesOf((log) =>
      withWorkFacts({ traceId: 'a tap', userId: 'anna' }, () => log.info('photo.checked', { width: 640 })),
    );

    expect(line).toMatchObject({ app: 'shop', msg: 'photo.checked', traceId: 'a tap', userId: 'anna', width: 640 });
  });

  it('a line of the log has its level as a word, the time, and its release and replica', () => {
    const build = { version: '1.2.3', commit: 'abc' };
    const [line] = linesOf((log) => log.warn('photo.late'), build);

    expect(line).toMatchObject({ level: 'warn', ...build, instance: hostname() });
    expect(line!['time']).toBe(new Date(line!['time'] as string).toISOString());
  });

  it.each([
    ['in the middle of other work', { traceId: 'a poll' }],
    ['out of the blue', {}],
  ])("a line of the log about an order is in the order's trace, also %s", (_, facts) => {
    const [line] = linesOf((log) => withWorkFacts(facts, () => log.info('webhook.accepted', { orderId: 'one' })));

    expect(line).toMatchObject({ traceId: 'one', orderId: 'one' });
  });
});

describe('the end of an order', () => {
  it.each([
    [null, 'info'],
    ['cancelled-by-user', 'info'],
    ['prompt-refused', 'info'],
    ['provider-failed', 'warn'],
    ['storage-unreachable', 'warn'],
  ] as const)('the end of an order with the error %s is logged as %s', (code, level) => {
    const error = code && new AppError(code, { facts: { errorType: 'why' } });
    const [line] = linesOf((log) => log.ended('shop.ended', { outcome: 'some' }, error));

    expect(line).toMatchObject({ msg: 'shop.ended', level, code, outcome: 'some', ...error?.facts });
  });
});

describe('a line about an error', () => {
  it.each([
    [new AppError('audio-unreadable'), 'info'],
    [new AppError('prompt-refused'), 'info'],
    [new AppError('provider-failed'), 'error'],
    [new AppError('file-missing'), 'error'],
    [new TypeError('no such thing'), 'error'],
  ])('a line about %s has the level %s, by who caused the error', (error, level) => {
    const [line] = linesOf((log) => log.failed('recording.not-measured', error));

    expect(line).toMatchObject({ msg: 'recording.not-measured', level });
  });
});

describe('a log in a directory', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'aisha-log-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));

  it('a log in a directory is a file of JSON lines for each app, and the directory is made if it is missing', async () => {
    Logger.forApp('billing', { level: 'info', dir: path.join(dir, 'new') }).info('hold.settled', { orderId: 'o' });

    const file = path.join(dir, 'new', 'billing.log');
    const line = await eventually(() => existsSync(file) && readFileSync(file, 'utf8'));
    expect(JSON.parse(line)).toMatchObject({ app: 'billing', msg: 'hold.settled', orderId: 'o' });
  });

  it('a log in a directory goes on in a second file before the first reaches twelve megabytes', async () => {
    const log = Logger.forApp('billing', { level: 'info', dir });
    const megabyte = 'x'.repeat(1_000_000);

    for (let line = 0; line < 12; line += 1) log.info('much', { megabyte });

    await eventually(() => expect(readdirSync(dir).sort()).toEqual(['billing.log', 'billing.log.1']));
  });
});
