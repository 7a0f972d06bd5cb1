import { readFileSync, readdirSync } from 'node:fs';

/** The kernel counts processor time in hundredths of a second (USER_HZ in proc(5)). */
const MS_A_TICK = 10;

/** The processor time in milliseconds of a process and all its descendants, including ended ones; 0 where there is no /proc. */
export const processorOf = (root: number): number => {
  const times = new Map<number, { parent: number; ticks: number }>();
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        // "pid (name) state parent …": fields 14 to 17 are its own time and that of children it has waited for (proc(5))
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
        const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
        times.set(Number(pid), { parent: Number(fields[1]), ticks });
      } catch {
        // the process has just ended
      }
    }
  } catch {
    return 0;
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isBelow(times.get(pid)?.parent));
  return [...times].reduce((sum, [pid, { ticks }]) => sum + (isBelow(pid) ? ticks : 0), 0) * MS_A_TICK;
};
