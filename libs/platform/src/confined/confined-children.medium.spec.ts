import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { afterThisTest, eventually, readableLog } from '@aisha/testing';
import { Logger } from '../logger';
import type { ChildLimits } from './confined-child';
import { ConfinedChildren } from './confined-children';

/** A parser that a file has taken over: each call names what the parser does. */
const HOSTILE = `
  import { spawn } from 'node:child_process';
  import { existsSync, readFileSync, writeFileSync } from 'node:fs';
  import { retireNext, serveConfined } from '${pathToFileURL(path.join(__dirname, 'child.mjs')).href}';
  const kept = [];
  const killed = () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); };
  serveConfined({
    echo: (text) => text,
    whoAmI: () => process.pid,
    waitFor: async (file) => { while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 5)); return process.pid; },
    environment: () => Object.keys(process.env),
    loop: () => { for (;;); },
    loopDeaf: () => { process.on('SIGTERM', () => {}); for (;;); },
    bomb: () => { for (;;) kept.push(Buffer.alloc(8_000_000, 1)); },
    hoard: (megabytes) => { kept.push(Buffer.alloc(megabytes * 1_000_000, 1)); return process.pid; },
    crash: () => process.abort(),
    killed,
    killedOnce: (file) => {
      if (existsSync(file)) return 'read';
      writeFileSync(file, '');
      return killed();
    },
    write: (file) => writeFileSync(file, Buffer.alloc(20_000_000)),
    limits: () => readFileSync('/proc/self/limits', 'utf8'),
    speakNonsense: (word) => { process.send(word); return new Promise(() => {}); },
    speakUnasked: () => { setImmediate(() => process.send({ answer: 'forged' })); return process.pid; },
    leave: () => process.exit(0),
    shortOfMemory: () => { throw new Error('heif: Invalid input: Unspecified: Memory allocation error (2.0)'); },
    throwing: () => { throw new Error('no such page'); },
    print: () => { for (let times = 0; times < 2_000; times += 1) process.stdout.write('x'.repeat(10_000)); return 'printed'; },
    forkAndLoop: (file) => {
      const own = spawn(process.execPath, ['-e', 'require("node:fs").writeFileSync(' + JSON.stringify(file) + ', String(process.pid)); setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      return new Promise(() => {});
    },
    deafenItself: () => { setImmediate(() => { for (;;); }); return process.pid; },
    retireNext: () => { retireNext(); return process.pid; },
  }, { mostRssMb: 300 });
`;
let folder: string;
let script: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-confined-'));
  script = path.join(folder, 'hostile.child.mjs');
  writeFileSync(script, HOSTILE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LIMITS: ChildLimits = { children: 1, childMb: 400, timeoutMs: 60_000, callsPerChild: 1_000, idleMs: 600_000 };
const started = (limits: Partial<ChildLimits> = {}, log = Logger.silent(), child = script): ConfinedChildren => {
  const children = new ConfinedChildren('spec', child, { ...LIMITS, ...limits }, log);
  afterThisTest(() => children.beforeApplicationShutdown());
  return children;
};

const isRunning = (pid: number): boolean => {
  try {
    // in a container whose PID 1 reaps no children a zombie stays, but it no longer runs
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)![0] !== 'Z';
  } catch {
    return false;
  }
};

/** How many children of this spec have ended in each way. */
const ends = async (): Promise<Record<'ok' | 'failed' | 'killed', number>> => {
  const { values } = await register.getSingleMetric('aisha_child_processes_ended_total')!.get();
  const count = (end: string) =>
    values.find(({ labels }) => labels['program'] === 'spec' && labels['end'] === end)?.value ?? 0;
  return { ok: count('ok'), failed: count('failed'), killed: count('killed') };
};

describe('a file that takes its child over', () => {
  it.each<[string, Partial<ChildLimits>, object]>([
    ['loop', { timeoutMs: 4_000 }, { end: 'too-slow' }],
    ['loopDeaf', { timeoutMs: 4_000 }, { end: 'too-slow' }],
    ['bomb', {}, { end: expect.stringMatching(/died|failed/) }],
    ['crash', {}, { end: 'died' }],
    ['leave', {}, { end: 'died' }],
    ['throwing', {}, { end: 'failed', message: 'no such page' }],
  ])('a file that takes over its child harms nothing else: %s', async (attack, limits, refusal) => {
    const children = started(limits);

    await expect(children.ask(attack, [])).rejects.toMatchObject({ ...refusal, isOfTheFile: true });

    expect(await children.ask('echo', ['next'])).toBe('next');
  });

  it('a file that takes over its child gets no more memory than the child’s own limit, and another child still gets its own', async () => {
    const children = started({ children: 2, childMb: 400 });

    const [bomb, hoard] = await Promise.allSettled([children.ask('bomb', []), children.ask('hoard', [150])]);

    expect([bomb.status, hoard.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('a child that a file has taken over is killed with the processes it has started', async () => {
    const children = started({ timeoutMs: 6_000 });
    const file = path.join(folder, 'started');

    await expect(children.ask('forkAndLoop', [file])).rejects.toMatchObject({ end: 'too-slow' });

    const pid = Number(readFileSync(file, 'utf8'));
    await eventually(() => !isRunning(pid));
  });

  it('a file that takes over its child finds no secret in the child’s environment', async () => {
    process.env['SPEC_SECRET'] = 'key';
    afterThisTest(async () => void delete process.env['SPEC_SECRET']);

    const names = await started().ask<string[]>('environment', []);

    expect(names.filter((name) => !name.startsWith('NODE_CHANNEL'))).toEqual(['MALLOC_ARENA_MAX']);
  });

  it('a file that takes over its child writes no large file', async () => {
    const children = started();
    const file = path.join(folder, 'written');

    await expect(children.ask('write', [file])).rejects.toMatchObject({ isOfTheFile: true });

    expect(statSync(file).size).toBeLessThan(10_000_000);
    expect(await children.ask('echo', ['next'])).toBe('next');
  });

  it('a file that takes over its child leaves no copy of the child’s memory when the child crashes', async () => {
    const limits = await started().ask<string>('limits', []);

    expect(limits).toMatch(/Max core file size +0 +0 /);
  });

  it('a file that takes over its child answers for no other file: a child that speaks unasked is ended', async () => {
    const children = started();

    const taken = await children.ask<number>('speakUnasked', []);

    await eventually(() => !isRunning(taken));
    expect(await children.ask('echo', ['next'])).toBe('next');
  });

  it.each([5, 'answer', null, { isReady: true }, { failure: { toString: 'no function' } }])(
    'a file that makes its child send an impossible answer ends the child, and not the app: %p',
    async (word) => {
      const children = started();
      await children.ask('whoAmI', []);

      await expect(children.ask('speakNonsense', [word])).rejects.toMatchObject({ end: 'died' });

      expect(await children.ask('echo', ['read'])).toBe('read');
    },
  );

  it('a child says that it is ready only to a parent that asks for it: to one of the release before it would be an answer', async () => {
    const child = fork(script, ['400', '1000'], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    afterThisTest(async () => void child.kill('SIGKILL'));
    const first = once(child, 'message');

    child.send({ method: 'echo', parameters: ['read'] });

    expect(await first).toEqual([{ answer: 'read' }, undefined]);
  });

  it('a file that takes over its child may print megabytes, and its call is still answered', async () => {
    expect(await started().ask('print', [])).toBe('printed');
  });
});

describe('a child that another process kills', () => {
  it('a child that another process kills, as the kernel does when memory is short, says nothing about its file: a fresh child reads the file', async () => {
    const file = path.join(folder, 'killed once');

    expect(await started().ask('killedOnce', [file])).toBe('read');
  });

  it('a child that another process kills between two files says nothing about the file that comes at that moment', async () => {
    const children = started();
    process.kill(await children.ask<number>('whoAmI', []), 'SIGKILL');

    expect(await children.ask('echo', ['next'])).toBe('next');
  });

  it('a file whose child is killed is given to a second child, and to no third one when that is killed, too', async () => {
    const children = started();
    const before = await ends();

    await expect(children.ask('killed', [])).rejects.toMatchObject({ end: 'killed', isOfTheFile: true });

    expect((await ends()).killed).toBe(before.killed + 2);
    expect(await children.ask('echo', ['next'])).toBe('next');
  });
});

describe('a child', () => {
  it('a child gives its place to a fresh one after as many files as it may read, and every file is answered', async () => {
    const children = started({ callsPerChild: 2 });

    const pids = [];
    for (let times = 0; times < 5; times += 1) pids.push(await children.ask<number>('whoAmI', []));

    const [first, , third, , fifth] = pids;
    expect(pids).toEqual([first, first, third, third, fifth]);
    expect(new Set(pids).size).toBe(3);
  });

  it('a child gives its place to a fresh one when it keeps too much memory', async () => {
    const children = started();

    const hoarder = await children.ask<number>('hoard', [300]);

    expect(await children.ask('whoAmI', [])).not.toBe(hoarder);
  });

  it('a child gives its place to a fresh one when it asks to be replaced', async () => {
    const children = started();

    const spent = await children.ask<number>('retireNext', []);

    expect(await children.ask('whoAmI', [])).not.toBe(spent);
  });

  it('a child whose library was refused memory for one file gets no other file', async () => {
    const children = started();
    const short = await children.ask<number>('whoAmI', []);

    await expect(children.ask('shortOfMemory', [])).rejects.toMatchObject({ end: 'failed' });

    expect(await children.ask('whoAmI', [])).not.toBe(short);
  });

  it('a child that gets no file for a while ends, which is no failure, and the next file starts a fresh one', async () => {
    const children = started({ idleMs: 1 });
    const before = await ends();

    const idle = await children.ask<number>('whoAmI', []);
    await eventually(() => !isRunning(idle));

    expect(await children.ask('whoAmI', [])).not.toBe(idle);
    const after = await ends();
    expect(after.ok).toBeGreaterThan(before.ok);
    expect(after).toMatchObject({ killed: before.killed, failed: before.failed });
  });

  it('a child that gets no file for a while is ended even when a file has left it in an endless loop', async () => {
    const children = started({ idleMs: 1 });

    const deaf = await children.ask<number>('deafenItself', []);

    await eventually(() => !isRunning(deaf));
    expect(await children.ask('echo', ['next'])).toBe('next');
  });

  it('files that come while a child is about to end are all answered', async () => {
    const children = started({ idleMs: 1, children: 2 });

    for (let times = 0; times < 10; times += 1) {
      const texts = [`${times} first`, `${times} second`, `${times} third`];
      const asked = children.ask<number>('whoAmI', []);
      expect(await Promise.all(texts.map((text) => children.ask('echo', [text])))).toEqual(texts);
      const pid = await asked;
      if (times % 2) await eventually(() => !isRunning(pid));
    }
  });

  it('a pool starts no more children than it may, however many files come', async () => {
    const children = started({ children: 2 });

    const pids = await Promise.all(Array.from({ length: 12 }, () => children.ask<number>('whoAmI', [])));

    expect(new Set(pids).size).toBeLessThanOrEqual(2);
  });

  it('a call goes to the idle child that has answered the most calls, which is warm, and not to the one that was used last', async () => {
    const children = started({ children: 2 });
    const ends = mkdtempSync(path.join(folder, 'ends-'));
    const warm = await children.ask<number>('whoAmI', []);
    const both = ['warm', 'cold'].map((name) => children.ask<number>('waitFor', [path.join(ends, name)]));

    writeFileSync(path.join(ends, 'warm'), '');
    await both[0];
    writeFileSync(path.join(ends, 'cold'), '');

    expect(await both[1]).not.toBe(warm);
    expect(await children.ask('whoAmI', [])).toBe(warm);
  });

  it('a child that is to stand behind other processes does so within its session, and its session among all', async () => {
    const pid = await started({ niceness: 10 }).ask<number>('whoAmI', []);

    expect(getPriority(pid) - getPriority()).toBe(10);
    const share = `/proc/${pid}/autogroup`;
    const mayTell = process.getuid?.() === 0; // the kernel takes this from other users ten times a second, of all of them together
    if (mayTell && existsSync(share)) expect(readFileSync(share, 'utf8')).toContain('nice 10');
  });

  it('calls to a child are answered by priority, and calls of one priority in the order in which they came', async () => {
    const children = started();
    const done: string[] = [];
    const asked = (text: string, priority: number) =>
      children.ask<string>('echo', [text], { priority }).then((echo) => done.push(echo));

    await Promise.all([asked('first', 0), asked('last', -1), asked('second', 0), asked('third', 0)]);

    expect(done).toEqual(['first', 'second', 'third', 'last']);
  });

  it('a call that was given up before its turn fails with the reason why it was given up', async () => {
    const children = started();
    const reason = new Error('its time was over');

    await expect(children.ask('echo', ['x'], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('the start and the stop of an app with confined children', () => {
  it('the start leaves no child behind that waits for the first file', async () => {
    const running = async () => (await register.getSingleMetric('aisha_child_processes')!.get()).values;
    const children = started();

    await children.onApplicationBootstrap();

    await eventually(async () => (await running()).every(({ value }) => value === 0));
  });

  it('the start of a child whose memory is limited logs no warning about its memory', async () => {
    const { log, lines } = readableLog();

    await started({}, log).onApplicationBootstrap();

    expect(lines('spec.memory-not-limited')).toEqual([]);
  });

  it('the start is refused for an app whose children do not start', async () => {
    const children = started({}, Logger.silent(), path.join(folder, 'none.mjs'));

    await expect(children.onApplicationBootstrap()).rejects.toMatchObject({ end: 'not-started' });
  });

  it('a child that dies before it can take a file blames none, as while an upgrade replaces the packages that a child loads', async () => {
    const upgraded = path.join(folder, 'upgraded.child.mjs');
    const children = started({}, Logger.silent(), upgraded);
    writeFileSync(upgraded, `import 'a-package-that-is-not-there';\n${HOSTILE}`);

    await expect(children.ask('echo', ['photo'])).rejects.toMatchObject({ end: 'not-started', isOfTheFile: false });

    writeFileSync(upgraded, HOSTILE);
    expect(await children.ask('echo', ['photo'])).toBe('photo');
  });

  it('a file is not blamed when children take it too late: two children are tried, and the file’s own time has not begun', async () => {
    const stuck = path.join(folder, 'stuck.child.mjs');
    const children = started({ startsWithinMs: 500 }, Logger.silent(), stuck);
    const before = await ends();
    writeFileSync(stuck, `await new Promise(() => setInterval(() => {}, 1_000));\n${HOSTILE}`);

    await expect(children.ask('echo', ['photo'])).rejects.toMatchObject({ end: 'not-started', isOfTheFile: false });

    await eventually(async () => expect((await ends()).killed).toBe(before.killed + 2));
  });

  it('the stop of an app blames no file: the call under way ends with the app, and so does its child', async () => {
    const children = started();
    const pid = await children.ask<number>('whoAmI', []);
    const cut = children.ask('loopDeaf', []).catch((error: unknown) => error);

    await children.beforeApplicationShutdown();

    expect(await cut).toMatchObject({ end: 'stopping', isOfTheFile: false });
    await expect(children.ask('echo', ['late'])).rejects.toMatchObject({ end: 'stopping' });
    await eventually(() => !isRunning(pid));
  });
});
