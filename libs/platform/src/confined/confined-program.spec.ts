import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { canLimit, runConfined, type ProgramLimits } from './confined-program';

const LIMITS: ProgramLimits = { memoryBytes: 512_000_000, cpuSeconds: 60, fileBytes: 1_000_000 };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-confined-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const runs = (script: string, limits: Partial<ProgramLimits> = {}, signal = new AbortController().signal) => {
  const lines: string[] = [];
  const onLine = (line: string) => void lines.push(line);
  const ended = runConfined('/bin/sh', ['-c', script], {
    name: 'spec',
    limits: { ...LIMITS, ...limits },
    signal,
    onLine,
  });
  return ended.then((end) => ({ ...end, lines }));
};
/** The values of a metric for the programs of this spec. */
const valuesOf = async (metric: string): Promise<[string, number][]> =>
  (await register.getSingleMetric(metric)!.get()).values
    .filter(({ labels }) => labels['program'] === 'spec')
    .map(({ labels, value }) => [String(labels['end'] ?? 'running'), value]);
const file = (name: string): string => path.join(folder, name);
const isRunning = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)![0] !== 'Z';
  } catch {
    return false;
  }
};
const becomes = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

describe('a limited program', () => {
  it('a limited program’s exit code and its whole output are reported, even when the last line has no line feed', async () => {
    expect(await runs(`printf 'one\\ntwo\\rthree' >&2; exit 7`)).toEqual({
      code: 7,
      signal: null,
      saidTooMuch: false,
      usedCpuSeconds: 0,
      lines: ['one', 'two', 'three'],
    });
  });

  it('a limited program has no environment and no input', async () => {
    await runs(`cat /proc/$$/environ > ${file('environ')}; cat > ${file('input')}`);

    expect(readFileSync(file('environ'), 'utf8')).toBe('');
    expect(readFileSync(file('input'), 'utf8')).toBe('');
  });

  it('a limited program is what the kernel ends first when memory is short, and leaves no copy of its memory when it crashes', async () => {
    const { lines } = await runs('cat /proc/$$/oom_score_adj >&2; ulimit -S -c >&2; ulimit -H -c >&2');

    expect(lines).toEqual(['1000', '0', '0']);
  });

  it.each<[string, string, Partial<ProgramLimits>]>([
    ['memory', 'head -c 200000000 /dev/zero | tail -n 1 > /dev/null', { memoryBytes: 64_000_000 }],
    ['time', 'while :; do :; done', { cpuSeconds: 1 }],
    ['disk', 'head -c 2000000 /dev/zero > "$TMP"', {}],
  ])('a limited program is ended when it wants too much %s', async (_, script, limits) => {
    const { code, signal } = await runs(script.replace('$TMP', file('large')), limits);

    expect(code === 0 && signal === null).toBe(false);
  });

  it('a limited program is killed when it prints without end', async () => {
    expect(await runs('while :; do head -c 1000000 /dev/zero | tr "\\0" x >&2; done')).toMatchObject({
      signal: 'SIGKILL',
      saidTooMuch: true,
    });
  });

  it('a limited program’s output is read in lines of bounded length', async () => {
    const { lines } = await runs('head -c 5000000 /dev/zero | tr "\\0" x >&2; echo >&2; echo end >&2');

    expect(Math.max(...lines.map((line) => line.length))).toBe(10_000);
    expect(lines.at(-1)).toBe('end');
  });

  it.each(['aborted', 'ended by itself'])('a limited program leaves none of its children running: %s', async (how) => {
    const pids = file(`pids-${how}`);
    const stop = new AbortController();
    const waits = how === 'aborted' ? 'wait' : 'exit 0';
    const ended = runs(`sleep 1000 & echo $! > "${pids}.new"; mv "${pids}.new" "${pids}"; ${waits}`, {}, stop.signal);
    if (how === 'aborted') {
      await becomes(() => existsSync(pids));
      stop.abort();
    }

    expect(await ended).toMatchObject(how === 'aborted' ? { signal: 'SIGKILL' } : { code: 0 });
    await becomes(() => !isRunning(Number(readFileSync(pids, 'utf8'))));
  });

  it('a limited program is killed at once when the signal of its run had aborted before the program began', async () => {
    expect(await runs('sleep 1000', {}, AbortSignal.abort())).toMatchObject({ signal: 'SIGKILL' });
  });

  it('a limited program that does not exist ends with the shell’s exit code', async () => {
    const run = { name: 'spec', limits: LIMITS, signal: new AbortController().signal };

    expect(await runConfined(file('none'), [], run)).toMatchObject({ code: 127 });
  });

  it('a limited program is counted while it runs, and then by the way in which it ended', async () => {
    const shown = async (): Promise<Record<string, number>> =>
      Object.fromEntries(
        (await Promise.all(['aisha_child_processes', 'aisha_child_processes_ended_total'].map(valuesOf))).flat(),
      );
    const before = await shown();
    const stop = new AbortController();
    const ended = runs('sleep 1000', {}, stop.signal);
    const grown = async (): Promise<Record<string, number>> =>
      Object.fromEntries(Object.entries(await shown()).map(([of, count]) => [of, count - (before[of] ?? 0)]));

    expect(await grown()).toMatchObject({ running: 1 });
    stop.abort();
    await ended;
    await runs('exit 0');
    await runs('exit 3');

    expect(await grown()).toEqual({ running: 0, ok: 1, failed: 1, killed: 1 });
  });

  it('this machine can limit a program', async () => {
    expect(await canLimit()).toBe(true);
  });
});
