import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const BENCH = path.join(__dirname, '..', 'main.mts');

/** The whole product over tables of some ten thousand rows; `npm run bench scale` does the same with a million. */
const scale = (...options: string[]): Promise<{ code: number; said: string }> =>
  promisify(execFile)(process.execPath, [BENCH, 'scale', '--quick', '--queue', 'postgres', ...options]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, said: stdout }),
  );

describe('what people and clocks cause', () => {
  it('costs nothing of what has ended', async () => {
    const { code, said } = await scale();

    expect(said).not.toContain('too much is looked at');
    expect(code).toBe(0);
  }, 600_000);

  it('is noticed when it does', async () => {
    const { code, said } = await scale('--without-index', 'bot.telegram_update_open');

    expect(said).toMatch(/too much is looked at:\n.*bot\.telegram_update/);
    expect(code).toBe(1);
  }, 600_000);
});
