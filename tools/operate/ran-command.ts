import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** An operator's command as an image runs it, with nothing but this environment; what it says, and its exit code. */
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
