import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { ConfinedChildren } from '@aisha/platform/confined';
import { afterThisTest } from './timing/after-this-test';

const LIMITS = { children: 1, childMb: 400, timeoutMs: 60_000, callsPerChild: 1_000, idleMs: 600_000 };
const REMEMBERED_LOOKS = pathToFileURL(path.join(__dirname, '..', 'remembered-looks', 'index.mjs')).href;

let folder: string;
let store: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-looks-'));
  store = path.join(folder, 'store');
  afterThisTest(async () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'look'));
  writeFileSync(
    path.join(folder, 'remembering.child.mjs'),
    `import { remembersLooks } from '${REMEMBERED_LOOKS}';
     remembersLooks(new URL('./look/look.child.mjs', import.meta.url), ['sees'], ${JSON.stringify(store)});`,
  );
  looksFor('length');
});

/** Writes a script whose method `sees` counts its calls and returns this property of a file. */
const looksFor = (property: string, { mostRssMb = 10_000 } = {}): void =>
  writeFileSync(
    path.join(folder, 'look', 'look.child.mjs'),
    `import { appendFileSync } from 'node:fs';
     import { bytesOf, serveConfined } from '@aisha/platform/confined-child';
     const sees = (file, options = {}) => {
       appendFileSync(${JSON.stringify(path.join(folder, 'looked'))}, '.');
       if (options.isBroken) throw new Error('no such picture');
       return { seen: bytesOf(file)['${property}'], pixels: Uint8Array.of(1, 2), pid: process.pid };
     };
     serveConfined({ sees }, { mostRssMb: ${mostRssMb} });`,
  );
const looks = (): number => readFileSync(path.join(folder, 'looked'), 'utf8').length;

interface Seen {
  readonly seen: number;
  readonly pixels: Uint8Array;
  readonly pid: number;
}

/** Starts children that run the script. The returned function asks one of them what it sees in a file. */
const started = () => {
  const children = new ConfinedChildren('spec', path.join(folder, 'remembering.child.mjs'), LIMITS, Logger.silent());
  afterThisTest(() => children.beforeApplicationShutdown());
  return (file: string, ...options: object[]): Promise<Seen> => children.ask('sees', [Buffer.from(file), ...options]);
};

describe('remembered looks', () => {
  it('all children together look at the same bytes only once, and each child gives the same answer', async () => {
    const first = await started()('photo');
    const [again, elsewhere] = [await started()('photo'), await started()('photo')];

    expect(first).toMatchObject({ seen: 5, pixels: Uint8Array.of(1, 2) });
    expect([again, elsewhere]).toEqual([first, first]);
    expect(looks()).toBe(1);
  });

  it('other bytes are looked at anew, and so are the same bytes with other parameters', async () => {
    const sees = started();

    expect((await sees('photo')).seen).toBe(5);
    expect((await sees('another')).seen).toBe(7);
    await sees('photo', { faces: true });
    await sees('photo', { faces: false });

    expect(looks()).toBe(4);
  });

  it('after its code has changed, a script looks anew, and no answer of the old code is kept', async () => {
    await started()('photo');
    looksFor('BYTES_PER_ELEMENT');

    expect((await started()('photo')).seen).toBe(1);

    expect(looks()).toBe(2);
    expect(readdirSync(store)).toHaveLength(1);
  });

  it('a look that fails is not remembered', async () => {
    const sees = started();
    for (const _ of [1, 2]) await expect(sees('photo', { isBroken: true })).rejects.toMatchObject({ end: 'failed' });

    expect(looks()).toBe(2);
  });

  it('a child that has too much memory after a look is replaced by a new one', async () => {
    looksFor('length', { mostRssMb: 1 });
    const sees = started();

    const [one, other] = [await sees('photo'), await sees('another')];

    expect(other.pid).not.toBe(one.pid);
  });
});
