import { setTimeout as pause } from 'node:timers/promises';
import { launch, type Running } from '../../start/launch.mts';
import { memoryInUse } from '../../start/memory.mts';
import { startBaseline } from '../baselines/process.mts';
import type { Figure } from '../figures/figure.mts';
import { environment, ROOT } from '../product/product.mts';
import type { Bench, Measure } from './measure.mts';

const MB = 2 ** 20;
/**
 * How long an app rests before it is measured. By then it has closed the connections that its start opened, and collected the garbage of
 * its start.
 */
const RESTS_MS = 45_000;
const NOTE = 'embedded servers, migrations, sandbox and all apps, until the last says that it is ready';

/** Times `npm start` on an empty folder, and again on the folder it left. */
export const start: Measure = {
  name: 'start',
  about: '`npm start` with everything it brings: how long, and how much memory',
  async run(bench) {
    const stateDir = bench.folder('start');
    const [fastify, nest] = [bench.keep(await startBaseline('fastify')), bench.keep(await startBaseline('nest'))];
    const baselines = (of: (process: typeof nest) => number): NonNullable<Figure['baselines']> => [
      { name: 'one bare Fastify process', kind: 'lower bound', values: [of(fastify)] },
      { name: 'one bare Nest app', kind: 'shipped', values: [of(nest)] },
    ];
    const seconds = baselines(({ readyInMs }) => readyInMs / 1_000);
    const started = (name: string, { readyInMs }: Running, goal: string): Figure => ({
      name,
      unit: 's',
      values: [readyInMs / 1_000],
      baselines: seconds,
      goal,
      note: NOTE,
    });

    if (bench.isQuick) {
      const { running } = await bench.product('shipped');
      return [started('start, on an empty folder', running, '≤ 6 s'), ...memory(running, baselines)];
    }
    const first = await begin(bench, stateDir);
    await pause(RESTS_MS);
    const figures = [started('start, on an empty folder', first, '≤ 6 s'), ...memory(first, baselines)];
    await first.stop();
    const second = await begin(bench, stateDir);
    figures.push(started('start, on what it left', second, '≤ 4 s'));
    await second.stop();
    return figures;
  },
};

const begin = (bench: Bench, stateDir: string): Promise<Running> =>
  launch({
    root: ROOT,
    env: { ...environment(), STATE_DIR: stateDir },
    withoutRedis: bench.queue === 'postgres',
    signal: bench.signal,
    say: bench.onTrouble,
    onGivenUp: bench.onTrouble,
  });

/**
 * The memory of the apps, the sandbox and the servers, as the PSS of each process and its descendants; no figure where there is no /proc.
 */
const memory = (
  { apps, servers }: Running,
  baselines: (of: (process: { readonly pid: number }) => number) => NonNullable<Figure['baselines']>,
): Figure[] => {
  const megabytes = (pid: number | undefined): number => (pid === undefined ? 0 : (memoryInUse(pid) ?? 0) / MB);
  const ours = [...apps].filter(([name]) => name !== 'sandbox').map(([, { pid }]) => megabytes(pid));
  const all = ours.reduce((sum, one) => sum + one, 0);
  if (all === 0) return [];
  const beside = [megabytes(apps.get('sandbox')?.pid), ...[...servers.values()].map(({ pid }) => megabytes(pid))];
  return [
    {
      name: 'memory of an app at rest, mean',
      unit: 'MB',
      values: [all / ours.length],
      baselines: baselines(({ pid }) => megabytes(pid)),
    },
    {
      name: 'memory at rest, sandbox and servers included',
      unit: 'MB',
      values: [beside.reduce((sum, one) => sum + one, all)],
      goal: '≤ 800 MB',
      note: `the launcher not counted, ${RESTS_MS / 1_000} s after the start`,
    },
  ];
};
