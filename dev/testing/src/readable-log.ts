import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Logger } from '@aisha/platform';
import { afterThisTest } from './timing/after-this-test';

/** A log that its test reads back. */
export function readableLog() {
  const dir = mkdtempSync(path.join(tmpdir(), 'aisha-log-'));
  afterThisTest(() => rm(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'app.log');
  return {
    log: Logger.forApp('app', { level: 'info', dir, sync: true }),
    /** The lines of one event written so far. */
    lines: (event: string): Record<string, unknown>[] =>
      (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').filter(Boolean) : [])
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ msg }) => msg === event),
  };
}
