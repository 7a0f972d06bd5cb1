import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { countProcess } from './process.metrics';
import { killGroup } from './process-group';

/** The limits of one run of a program, which the system enforces. */
export interface ProgramLimits {
  /** Bytes of data: heap and other private memory. */
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
  /** The most bytes of each file that the program writes. */
  readonly fileBytes: number;
}

/** How a program ended: by itself with a code, or by a signal. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it was killed because it printed too much. */
  readonly saidTooMuch: boolean;
  /** The processor time that the program had used when the signal ended it; 0 when it ended otherwise, or the system does not say. */
  readonly usedCpuSeconds: number;
}

/** A program that prints more is ended. Four hours of sound make ffmpeg print some 5 MB. */
const MOST_PRINTED_BYTES = 32_000_000;
const MOST_LINE_CHARACTERS = 10_000;

/**
 * `sh` sets the limits and becomes the program. It sets each limit by a command of its own, so that a system that lacks one (macOS: memory)
 * keeps the others. When memory is short the kernel ends the program before the app, and a crash leaves no copy of the program's memory,
 * which holds a person's file.
 */
const scriptOf = ({ memoryBytes, cpuSeconds, fileBytes }: ProgramLimits): string =>
  [
    '{ echo 1000 > /proc/self/oom_score_adj; }',
    'ulimit -c 0',
    `ulimit -d ${Math.ceil(memoryBytes / 1024)}`,
    `ulimit -f ${Math.ceil(fileBytes / 512)}`,
    `ulimit -S -t ${Math.ceil(cpuSeconds)}`, // the soft limit's signal says why the program ended; the hard limit ends a program that ignores the signal
    `ulimit -H -t ${Math.ceil(cpuSeconds) + 5}`,
  ].join(' 2>/dev/null; ') + ' 2>/dev/null; unset PWD OLDPWD; exec "$0" "$@"';

/** Whether this system can hold a program to all limits. */
export const canLimit = async (): Promise<boolean> => {
  const script = 'ulimit -d 100000 && ulimit -f 1000 && ulimit -S -t 10 && ulimit -H -t 15';
  return promisify(execFile)('/bin/sh', ['-c', script], { env: {} }).then(
    () => true,
    () => false,
  );
};

export interface ProgramRun {
  /** The name of the program in metrics. */
  readonly name: string;
  readonly limits: ProgramLimits;
  /** Kills the program and everything it has started. */
  readonly signal: AbortSignal;
  /** Called with each line of the program's standard error, cut to 10,000 characters. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a program that opens a stranger's file: within limits, with an empty environment and no input, in a process
 * group that is killed when the signal aborts and when the program has ended. Throws only if the program cannot be
 * started at all.
 */
export function runConfined(program: string, args: readonly string[], run: ProgramRun): Promise<ProgramEnd> {
  const { name, limits, signal, onLine = () => {} } = run;
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', scriptOf(limits), program, ...args], {
      env: {},
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    countProcess(name, child);
    const kill = (): void => void (child.pid && killGroup(child.pid));
    let usedCpuSeconds = 0;
    const stop = (): void => {
      usedCpuSeconds = child.pid ? cpuSecondsOf(child.pid) : 0;
      kill();
    };
    let printed = 0;
    const lines = linesTo(onLine);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed += text.length;
      if (printed > MOST_PRINTED_BYTES) kill();
      else lines.take(text);
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    child.once('error', reject);
    child.once('exit', kill); // processes that it left running would keep its output open
    child.once('close', (code, endedBy) => {
      signal.removeEventListener('abort', stop);
      lines.end();
      resolve({ code, signal: endedBy, saidTooMuch: printed > MOST_PRINTED_BYTES, usedCpuSeconds });
    });
  });
}

/** Linux counts processor time for programs in hundredths of a second (`USER_HZ`). */
const TICKS_A_SECOND = 100;

/** The processor time that a running process has used in all its threads; 0 where the system has no `/proc`, or the process has ended. */
function cpuSecondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program, in brackets, may hold blanks. The 14th and 15th fields are the time in the program and in the kernel.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return 0;
  }
}

/** Splits output into lines. A line ends with a line feed or, where a line of progress overwrites itself, with a carriage return. */
const linesTo = (onLine: (line: string) => void) => {
  let rest = '';
  return {
    take: (text: string): void => {
      const parts = (rest + text).split(/[\r\n]+/);
      rest = parts.pop()!.slice(0, MOST_LINE_CHARACTERS);
      for (const line of parts) onLine(line.slice(0, MOST_LINE_CHARACTERS));
    },
    end: (): void => {
      if (rest) onLine(rest);
    },
  };
};
