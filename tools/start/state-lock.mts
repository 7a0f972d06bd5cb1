import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Thrown when another process runs from this state directory. */
export class StateInUseError extends Error {}

export interface StateLock {
  /** True when an earlier launcher ended without releasing the lock: its programs may still be ending. */
  readonly wasStale: boolean;
  release(): void;
}

/** The start time of a process; empty when it has ended. A pid alone is not enough, because the system may give it to another process. */
const startOf = (pid: number): string => (existsSync('/proc/self/stat') ? startByProc(pid) : startByPs(pid));

/**
 * The id of the machine's boot, and the ticks from then to the start of the process; empty for a process that has ended. A machine with
 * /proc does not always have `ps`.
 */
const startByProc = (pid: number): string => {
  const boot = read('/proc/sys/kernel/random/boot_id') ?? '';
  // "pid (name) state parent …", where the name may hold spaces and parentheses; field 22 is the start
  const [state, ...fields] = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ') ?? [];
  // A zombie has ended but keeps its pid until its parent reaps it. When the parent has ended too and process 1 reaps nothing, no process
  // ever does.
  if (state === undefined || state === 'Z' || state === 'X') return '';
  return `${boot.trim()} ${fields[18]}`;
};

const startByPs = (pid: number): string => {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    }).trim();
  } catch {
    return '';
  }
};

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const isAlive = (holder: string): boolean => {
  const [pid = '', started = ''] = holder.split('\n');
  return Number(pid) > 1 && started !== '' && startOf(Number(pid)) === started;
};

/**
 * Locks a state directory for one launcher: two would stop each other's Postgres. The lock of a launcher that has ended is taken over.
 * Throws StateInUseError with a sentence.
 */
export const lockState = (stateDir: string): StateLock => {
  const file = path.join(stateDir, 'launcher.lock');
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid}\n${startOf(process.pid)}\n`, { mode: 0o600 });
  let wasStale = false;
  try {
    for (;;) {
      try {
        linkSync(mine, file); // fails if another process holds the lock; a link makes the file appear whole
        return { wasStale, release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = read(file);
      if (holder === undefined) continue;
      if (isAlive(holder)) throw inUse(stateDir, holder);
      wasStale = true;
      takeAway(file, holder, stateDir);
    }
  } finally {
    rmSync(mine, { force: true });
  }
};

const inUse = (stateDir: string, holder: string): StateInUseError =>
  new StateInUseError(
    `Aisha already runs from ${stateDir} (process ${holder.split('\n')[0]}). Stop it first, or set STATE_DIR to another folder.`,
  );

/**
 * Moves a dead launcher's lock away. Moves it back and throws when it turns out that a living launcher has taken the lock over meanwhile.
 */
const takeAway = (file: string, expected: string, stateDir: string): void => {
  const away = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, away);
  } catch {
    return; // another launcher took it away
  }
  const found = readFileSync(away, 'utf8');
  try {
    if (found === expected) return;
    linkSync(away, file);
    throw inUse(stateDir, found);
  } finally {
    rmSync(away, { force: true });
  }
};
