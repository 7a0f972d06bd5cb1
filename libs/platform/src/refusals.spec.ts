import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from './logger';
import { Refusals } from './refusals';

const NEVER_MS = 1_000_000;

describe('refused requests', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'aisha-refusals-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const refusals = (everyMs: number) =>
    new Refusals('webhook.refused', Logger.forApp('app', { level: 'info', dir, sync: true }), everyMs);
  const lines = () =>
    readFileSync(path.join(dir, 'app.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { refused: object }).refused);

  it('the first refused request is logged at once, and the others together when the log stops, so that none is missing', () => {
    const log = refusals(NEVER_MS);
    for (let i = 0; i < 1_000; i += 1) log.add(i % 2 ? 'malformed' : 'too-slow');
    expect(lines()).toEqual([{ 'too-slow': 1 }]);

    log.stop();

    expect(lines()).toEqual([{ 'too-slow': 1 }, { malformed: 500, 'too-slow': 499 }]);
  });

  it('refused requests are logged again after the pause', async () => {
    const log = refusals(1);
    log.add('malformed');
    while (lines().length < 3) await new Promise((resolve) => setImmediate(resolve, log.add('malformed')));
    log.stop();

    expect(lines().length).toBeGreaterThanOrEqual(3);
  });
});
