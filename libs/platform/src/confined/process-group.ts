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
 * Lets a process that leads a group stand behind all others where cores are short. Outside containers Linux shares the cores between
 * sessions first, and the nice value counts within one alone: there the session needs it as well.
 */
export const putBehind = (pid: number, niceness: number): void => {
  setPriority(pid, niceness);
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // There are no such shares here, or the process may not be told of them: the nice value counts alone.
  }
};
