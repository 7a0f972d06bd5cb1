import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import { scratchDirectory } from '@aisha/embedded';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let folder = '';
const file = (name: string): string => path.join(folder, name);

beforeEach(() => {
  folder = scratchDirectory('aisha-starter-');
  copyFileSync(path.join(__dirname, 'starter.cjs'), file('main.js'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (body: string): void =>
  writeFileSync(file('code.js'), `(function (exports, require, module, __filename, __dirname) {\n${body}\n})`);
const run = (flags: readonly string[] = [], env: Record<string, string> = {}): string =>
  execFileSync(process.execPath, [...flags, file('main.js')], { encoding: 'utf8', cwd: '/', env, stdio: 'pipe' });
const fill = (): string => run([], { FILLS_CODE_CACHE: '1' });

describe('the starter of a bundle', () => {
  it('the starter of a bundle runs the code as a module in its place', () => {
    write('exports.name = "bundle"; console.log(__filename, require.main === module, module.exports.name);');

    expect(run()).toBe(`${file('main.js')} true bundle\n`);
  });

  it('the starter of a bundle lets the code import what lies beside it, wherever the process was started', () => {
    mkdirSync(file('beside'));
    writeFileSync(file('beside/words.mjs'), 'export const word = "said";');
    write('import("./beside/words.mjs").then(({ word }) => console.log(word));');

    expect(run()).toBe('said\n');
  });

  it('the starter of a bundle keeps for V8 what ran, also functions that V8 compiles only when they are called', () => {
    write('const called = () => "called"; const other = () => "other"; process.argv[9] ? other() : called();');
    fill();
    const lazy = statSync(file('code.cache')).size;
    write('const called = () => "called"; const other = () => "other"; process.argv[9] ? other() :       0 ;');
    fill();

    expect(lazy).toBeGreaterThan(statSync(file('code.cache')).size);
    const cachedData = readFileSync(file('code.cache')).subarray(16);
    expect(new Script(readFileSync(file('code.js'), 'latin1'), { cachedData }).cachedDataRejected).toBe(false);
  });

  it('the starter of a bundle keeps once more what ran, when the app of a new build says for the first time that it has started', () => {
    write(`const called = () => "called"; const { channel } = require("node:diagnostics_channel");
      if (process.env.STARTS) { called(); channel("aisha:started").publish(); channel("aisha:started").publish(); }`);
    const caches = (): Buffer => readFileSync(file('code.cache'));
    fill();
    const ofBuild = caches();
    run([], { STARTS: 'yes' });
    const ofStart = caches();
    run([], { STARTS: 'yes' });

    expect(ofStart.length).toBeGreaterThan(ofBuild.length);
    expect(
      new Script(readFileSync(file('code.js'), 'latin1'), { cachedData: ofStart.subarray(16) }).cachedDataRejected,
    ).toBe(false);
    expect(caches()).toEqual(ofStart);
  });

  it('the starter of a bundle listens where an app says that it has started', () => {
    const name = (place: string): string | undefined =>
      /STARTED = '([^']+)'/.exec(readFileSync(path.join(__dirname, place), 'utf8'))?.[1];

    expect(name('starter.cjs')).toBe('aisha:started');
    expect(name('../../libs/platform/src/start/start.ts')).toBe('aisha:started');
  });

  it('the starter of a bundle replaces a cache that V8 refuses by what a start calls', () => {
    write('require("node:diagnostics_channel").channel("aisha:started").publish();');
    run(['--stack-trace-limit=50']);
    run();

    const cachedData = readFileSync(file('code.cache')).subarray(16);
    expect(new Script(readFileSync(file('code.js'), 'latin1'), { cachedData }).cachedDataRejected).toBe(false);
  });

  it('the starter of a bundle writes no cache unless it is asked to', () => {
    write('console.log(1);');
    run();

    expect(existsSync(file('code.cache'))).toBe(false);
  });

  it('the starter of a bundle does not run the code of another build that is as long', () => {
    write('console.log("old");');
    fill();
    write('console.log("new");');

    expect(run()).toBe('new\n');
  });

  it('the starter of a bundle runs with a cache that has lost a page', () => {
    write('const said = ["runs"]; for (const word of said) console.log(word);');
    fill();
    const cache = readFileSync(file('code.cache'));
    writeFileSync(file('code.cache'), cache.fill(0, cache.length / 2));

    expect(run()).toBe('runs\n');
  });

  it('the starter of a bundle hides from the code, and so from the processes that the code starts, that a cache is filled', () => {
    write('console.log(process.env.FILLS_CODE_CACHE);');

    expect(fill()).toBe('undefined\n');
  });

  it.each([0, 3, 8, 100])('the starter of a bundle runs with a cache that was cut off after %i bytes', (bytes) => {
    write('console.log("runs");');
    fill();
    writeFileSync(file('code.cache'), readFileSync(file('code.cache')).subarray(0, bytes));

    expect(run()).toBe('runs\n');
  });

  it('the starter of a bundle leads a stack trace back to the sources by the map of the code', () => {
    write('console.log(new Error("lost").stack);');
    const map = { version: 3, sources: ['../../src/lost.ts'], names: [], mappings: ';AAOA' }; // the second line is line 8 of lost.ts
    writeFileSync(file('code.js.map'), JSON.stringify(map));

    expect(run(['--require', path.join(__dirname, '../start/source-maps.cjs')])).toContain('src/lost.ts:8:1');
  });
});
