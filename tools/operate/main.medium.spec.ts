import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { onPostgres } from '@aisha/testing';

const aisha = (env: Record<string, string>, ...args: string[]) =>
  promisify(execFile)(process.execPath, [path.join(__dirname, 'main.mts'), ...args], {
    env: { PATH: process.env['PATH'], ENV_FILE: '', STATE_DIR: '/nowhere', ...env },
  }).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
  );

describe('aisha, the command of an image', () => {
  it('aisha, the command of an image, lists every operators’ command of `npm run`, and each listed command has its file', async () => {
    const { code, text } = await aisha({});
    const { scripts } = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const listed = [...text.matchAll(/^ {2}(\S+) {2,}\S/gm)].map(([, name]) => name!);
    const ran = Object.keys(scripts).filter((name) => scripts[name]!.includes('tools/operate/'));

    expect(code).toBe(0);
    expect(listed).toEqual(expect.arrayContaining(ran));
    const files = readdirSync(__dirname).map((file) => path.basename(file, '.mts'));
    expect(files).toEqual(expect.arrayContaining(listed));
  });

  it('aisha, the command of an image, passes arguments to a command and returns its exit code', async () => {
    const { url, adminUrl } = await onPostgres('billing');
    const owner = { MIGRATE_DATABASE_URL: adminUrl };

    expect(await aisha(owner, 'dead-letters', '--json')).toEqual({ code: 0, text: '[]\n' });
    expect(await aisha({ DATABASE_URL: url }, 'check-ledger')).toMatchObject({ code: 0 });
    expect(await aisha(owner, 'migrate')).toEqual({ code: 0, text: 'migrations: nothing to do\n' });
    expect(await aisha({ DATABASE_URL: url }, 'undelivered', 'retry')).toMatchObject({
      code: 1,
      text: expect.stringContaining('aisha undelivered retry|drop'),
    });
  });

  it.each(['dead-letters', 'migrate', 'status', 'undelivered'])(
    'aisha %s says how it is called when it is asked for help or given an unknown option, whatever is set, and does nothing else',
    async (command) => {
      const usage = expect.stringMatching(new RegExp(`^aisha ${command}`));

      expect(await aisha({}, command, '--help')).toEqual({ code: 0, text: usage });
      expect(await aisha({}, command, '--nonsense')).toEqual({
        code: 1,
        text: expect.stringMatching(new RegExp(`^Unknown option '--nonsense'\\.\naisha ${command}`)),
      });
    },
  );

  it('aisha, the command of an image, explains in a sentence an unknown command, a missing database setting, and a database that does not answer', async () => {
    expect(await aisha({}, 'dead-leters')).toMatchObject({ code: 1, text: expect.stringMatching(/no such command/) });
    expect(await aisha({}, 'dead-letters')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^MIGRATE_DATABASE_URL: /),
    });

    const away = await aisha({ MIGRATE_DATABASE_URL: 'postgres://aisha@127.0.0.1:1/aisha' }, 'dead-letters');
    expect(away.code).toBe(1);
    expect(away.text).toMatch(/^dead-letters: .*ECONNREFUSED.*\n$/);
  });
});
