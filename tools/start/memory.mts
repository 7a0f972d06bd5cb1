import { readFileSync, readdirSync } from 'node:fs';

const processes = (): Map<number, number> => {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // "pid (name) state parent …", where the name may hold spaces and parentheses
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      parents.set(Number(name), Number(parent));
    } catch {
      // it has just ended
    }
  }
  return parents;
};

/**
 * Proportional memory (PSS) in bytes of a process, by default this one, and all its descendants: a page that they share counts once in all.
 * Undefined where there is no /proc.
 */
export const memoryInUse = (root = process.pid): number | undefined => {
  try {
    const parents = processes();
    const isOurs = (pid: number | undefined): boolean =>
      pid !== undefined && (pid === root || isOurs(parents.get(pid)));
    let kilobytes = 0;
    for (const pid of [...parents.keys()].filter((pid) => isOurs(pid))) {
      try {
        kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      } catch {
        // it has just ended
      }
    }
    return kilobytes * 1024;
  } catch {
    return undefined;
  }
};
