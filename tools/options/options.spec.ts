import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const TOOLS = path.resolve(__dirname, '..');

/** The two places that read a command line: that of the operators' commands, which are in every image, and that of the other tools. */
const PLACES = ['operate/command/command-line.mts', 'options/options.mts'];

const said = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: TOOLS, encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('the options of a tool', () => {
  it('each tool reads its options in one place, and begins with the comment that says how it is called', () => {
    const tools = globSync('**/*.mts', { cwd: TOOLS }).map((file) => ({
      file,
      source: readFileSync(path.join(TOOLS, file), 'utf8'),
    }));
    const asking = tools.filter(({ source }) => source.includes('optionsOf(import.meta.filename'));

    expect(asking.length).toBeGreaterThan(12);
    expect(asking.filter(({ source }) => !/^\/\*\*\n \* `npm |^\/\*\*\n[^]*?\n \* {3}npm run /.test(source))).toEqual(
      [],
    );
    expect(
      tools
        .filter(({ source }) => /\bparseArgs\(/.test(source))
        .map(({ file }) => file)
        .sort(),
    ).toEqual(PLACES);
  });

  it('a tool that is asked for help says how it is called, and ends well', () => {
    const { status, stdout, stderr } = said('chaos/main.mts', '--help');

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^`npm run chaos` starts[^]*\n {2}npm run chaos -- --quick /);
  });

  it('a tool that is given an unknown option names it, says how it is called, shows no trace of code, and fails', () => {
    const { status, stdout, stderr } = said('chaos/main.mts', '--nonsense');

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^Unknown option '--nonsense'\.?\n\n`npm run chaos` starts/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
