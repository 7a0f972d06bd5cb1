import type { ChildProcess } from 'node:child_process';
import { Counter, Gauge } from 'prom-client';

/**
 * How a process ended. `failed`: with an exit code that is an error, or it could not be started; `killed`: by a signal, which we sent, or
 * which came from a reached limit (memory, time or file size) or a crash.
 */
const ENDS = ['ok', 'failed', 'killed'] as const;
type End = (typeof ENDS)[number];

const running = new Gauge({
  name: 'aisha_child_processes',
  help: 'Processes that this app has started and that run now, by program: ffmpeg, and the children that open files of strangers',
  labelNames: ['program'] as const,
});

const ended = new Counter({
  name: 'aisha_child_processes_ended_total',
  help: 'Processes that this app has started and that have ended, by program and end: ok, failed (by itself, with an error), killed (by us, or by a limit of memory, time or file size)',
  labelNames: ['program', 'end'] as const,
});

/** Shows the series of a program before their first event, so that `increase()` counts the first event, too. */
export const showProgram = (program: string): void => {
  running.inc({ program }, 0);
  for (const end of ENDS) ended.inc({ program, end }, 0);
};

/** Counts a process while it runs, and how it ends. `isOk` says which exit codes besides 0 are no error. */
export function countProcess(
  program: string,
  child: ChildProcess,
  isOk: (code: number) => boolean = () => false,
): void {
  running.inc({ program });
  let isCounted = false;
  const count = (end: End): void => {
    if (isCounted) return;
    isCounted = true;
    running.dec({ program });
    ended.inc({ program, end });
  };
  child.once('exit', (code: number | null) => {
    if (code === null) count('killed');
    else count(code === 0 || isOk(code) ? 'ok' : 'failed');
  });
  child.once('error', () => count('failed')); // a process that could not be started has no exit
}
