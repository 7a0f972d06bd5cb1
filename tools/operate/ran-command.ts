import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Runs an operator's command as an image does, with only this environment; resolves to its output and exit code. */
export const aisha = (
  env: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly text: string }> =>
  promisify(execFile)(process.execPath, [path.join(__dirname, 'main.mts'), ...words], {
    env: { PATH: process.env['PATH'], ENV_FILE: '', STATE_DIR: '/nowhere', ...env },
  }).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
  );
