import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ran } from './ran-command';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = (lines: string): string => {
  const file = path.join(folder, 'program.mts');
  writeFileSync(file, lines);
  return file;
};
const runs = (lines: string, words: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  ran(program(lines), env, words);

describe('a command of a spec', () => {
  it('a command of a spec has its own words and environment, and nothing of the command before', async () => {
    const asking = `console.log(process.argv.slice(2).join(), process.env.MINE, process.env.HOME, process.pid)`;
    const [words, mine, home, pid] = (await runs(asking, ['a', 'b'], { MINE: 'one' })).text.trim().split(' ');
    expect([words, mine, home]).toEqual(['a,b', 'one', 'undefined']);

    expect((await runs(asking)).text).toBe(` undefined undefined ${pid}\n`);
  });

  it.each([
    ['its exit code', `console.log('a'); console.error('b'); process.exitCode = 3;`, { code: 3, text: 'a\nb\n' }],
    ['no errors when it succeeds', `console.error('b'); console.log('a');`, { code: 0, text: 'a\n' }],
    ['what it said before it exits', `console.log('a'); process.exit(2); console.log('b');`, { code: 2, text: 'a\n' }],
    [
      'the exit of work that nobody awaits',
      `setTimeout(() => process.exit(4), 5); await new Promise((done) => setTimeout(done, 1_000));`,
      { code: 4, text: '' },
    ],
  ])('a command of a spec answers with %s', async (_, lines, answer) => {
    expect(await runs(lines)).toEqual(answer);
  });

  it.each([
    ['an error', `throw new Error('broken');`],
    ['an error that nobody catches', `setTimeout(() => { throw new Error('broken'); }, 5);`],
    ['a rejection that nobody catches', `void Promise.reject(new Error('broken'));`],
  ])('a command of a spec that ends with %s has failed', async (_, lines) => {
    expect(await runs(lines)).toMatchObject({ code: 1, text: expect.stringContaining('Error: broken') });
  });

  it('a command of a spec is an error when it holds something open, because a process of its own would not end', async () => {
    await expect(runs(`setInterval(() => {}, 1_000);`, ['status'])).rejects.toThrow('status does not end: ');
    expect(await runs(`console.log('next')`)).toEqual({ code: 0, text: 'next\n' });
  });

  it('a command that exits while something is about to end leaves its process to the next one', async () => {
    const names = `console.log(process.pid);`;
    const { text } = await runs(`${names} setTimeout(() => {}, 5); process.exit(1);`);

    expect((await runs(names)).text).toBe(text);
  });

  it('what an exited command has left running prints nothing into the output of the next command', async () => {
    await runs(`setTimeout(() => console.log('late'), 50); process.exit(1);`);

    expect(await runs(`await new Promise((done) => setTimeout(done, 200)); console.log('next');`)).toEqual({
      code: 0,
      text: 'next\n',
    });
  });

  it('a command of a spec is an error when its process dies', async () => {
    await expect(runs(`process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});`)).rejects.toThrow(
      'The process that runs commands has ended',
    );
  });
});
