import type { Running } from '../../start/launch.mts';
import { memoryInUse } from '../../start/memory.mts';
import type { Floor } from '../floor/process.mts';
import type { Figure } from '../figure.mts';

/** PSS in MB by the name of the process, those below it counted with it. Empty where there is no /proc. */
export type Memory = ReadonlyMap<string, number>;

const MB = 2 ** 20;

export const memoryOf = ({ apps, servers }: Running): Memory => {
  const processes = [...[...apps].toSorted(([one], [other]) => one.localeCompare(other)), ...servers];
  const each = processes.flatMap(([name, { pid }]) => {
    const bytes = pid === undefined ? undefined : memoryInUse(pid);
    return bytes === undefined ? [] : [[name, bytes / MB] as const];
  });
  const all = each.reduce((sum, [, megabytes]) => sum + megabytes, 0);
  return new Map(each.length === 0 ? [] : [...each, ['all of these', all]]);
};

/** What each process takes when nothing has happened yet, and after the load. */
export const memoryFigures = (atRest: Memory, afterLoad: Memory, bare: Floor): Figure[] => {
  const bytes = memoryInUse(bare.pid);
  if (bytes === undefined) return [];
  const baseline = { name: 'a process with one bare Fastify route', values: [bytes / MB] };
  return [...afterLoad].flatMap(([name, megabytes]) => [
    { name: `memory, ${name} at rest`, unit: 'MB', values: [atRest.get(name) ?? megabytes], baseline },
    { name: `memory, ${name} after the load`, unit: 'MB', values: [megabytes], baseline },
  ]);
};
