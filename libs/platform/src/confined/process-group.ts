import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Kills a process that leads its own group, and everything it has started. A group that has ended is no error. */
export const killGroup = (leader: number): void => {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // the whole group has ended
  }
};

/**
 * Lets a process that leads a session stand behind the others where cores are short: the others of its container, or of the machine outside
 * one. There Linux may share the cores between sessions first, and the nice value counts within a session alone, so it needs one as well.
 */
export const putBehind = (pid: number, niceness: number): void => {
  try {
    setPriority(pid, niceness);
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // The process has ended, or there are no such shares here: the nice value counts alone.
  }
};
