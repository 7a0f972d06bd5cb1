import { execFile, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import type { FfmpegCommand } from 'fluent-ffmpeg';

/** What one run of ffmpeg may use; it is ended by the system beyond that. */
export interface ProcessLimits {
  /** The bound on data: heap and other private memory. */
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
  /** The bound on each file it writes. */
  readonly fileBytes: number;
}

/** `sh` sets the limits and becomes the program. Each by itself: a system that lacks one (macOS: memory) has the others. */
const scriptOf = ({ memoryBytes, cpuSeconds, fileBytes }: ProcessLimits): string =>
  [
    `ulimit -d ${Math.ceil(memoryBytes / 1024)}`,
    `ulimit -f ${Math.ceil(fileBytes / 512)}`,
    `ulimit -S -t ${Math.ceil(cpuSeconds)}`, // the soft limit's signal says why; the hard one is for who ignores it
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

type Spawn = (args: string[], options: object, ...callbacks: ((process: ChildProcess) => void)[]) => void;

/**
 * Makes fluent-ffmpeg start the program with an empty environment, within limits and in a process group of its own, so that it is
 * killed with its children. Gives what kills them. fluent-ffmpeg 2.1.3 passes no environment on, hence its `_spawnFfmpeg`.
 */
export const limitProcess = (command: FfmpegCommand, program: string, limits: ProcessLimits): (() => void) => {
  const pids: number[] = [];
  const hooks = command as unknown as { _spawnFfmpeg: Spawn };
  const spawn = hooks._spawnFfmpeg.bind(command);
  hooks._spawnFfmpeg = (args, options, ...callbacks) => {
    const begun = callbacks.length > 1 ? callbacks[0]! : () => {};
    const noting = (process: ChildProcess, ...rest: never[]): void => {
      if (process.pid) pids.push(process.pid);
      (begun as (...all: unknown[]) => void)(process, ...rest);
    };
    const told = ['-c', scriptOf(limits), program, ...args];
    spawn(told, { ...options, env: {}, detached: true }, noting as never, callbacks.at(-1)!);
  };
  command.setFfmpegPath('/bin/sh');
  return () => {
    for (const pid of pids.splice(0)) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // the whole group has ended
      }
    }
  };
};
