import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Logger } from '@aisha/platform';
import { folderOfThisTest } from './timing/folder-of-this-test';

/** A log that its test reads back. */
export function readableLog() {
  const dir = folderOfThisTest();
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
