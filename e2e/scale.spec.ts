import { scratchDirectory } from '@aisha/embedded';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const BENCH = path.join(__dirname, '..', 'tools', 'bench', 'main.mts');

const room = scratchDirectory('aisha-scale-');
afterAll(() => rmSync(room, { recursive: true, force: true }));

/** The whole product over tables of some ten thousand rows; `npm run bench scale` does the same with a million. */
const scale = (...options: string[]): Promise<{ code: number; said: string }> =>
  promisify(execFile)(process.execPath, [BENCH, 'scale', '--quick', '--queue', 'postgres', ...options], {
    env: { ...process.env, TMPDIR: room },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    // A run that dies says why on the other stream.
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, said: stdout + stderr }),
  );

describe('what people do, and periodic work', () => {
  let outcome: { code: number; said: string };
  // One run shows both results, because each run starts two products. The run works without an index for some seconds, and at the end
  // reports how much slower that was.
  beforeAll(async () => {
    outcome = await scale('--without-index', 'bot.telegram_update_open');
  }, 600_000);

  it('neither what people do nor periodic work reads ended rows, except the work that needs the index that this run removes', () => {
    expect(outcome.said).not.toMatch(/(?<!without bot\.telegram_update_open )too much is looked at/);
    expect(outcome.said).toContain('without bot.telegram_update_open too much is looked at'); // this shows that the run came to its end
  });

  it('the bench fails and names the table when work reads ended rows because an index is missing', () => {
    expect(outcome.said).toMatch(/too much is looked at:\n.*bot\.telegram_update/);
    expect(outcome.code).toBe(1);
  });
});
