/**
 * `npm run chaos` starts the whole product, with two processes of each app, and lets people do everything at once. Meanwhile apps and
 * servers are killed and fall silent, networks between any two are cut, disks are full and slow, clocks jump, and providers, Telegram and
 * the storage go wrong. At the end it checks what must hold whatever happened, in rows, files, FAL's bill and the chats.
 *
 *   npm run chaos                                     an hour, three hundred people, two of each app, the queue in Redis
 *   npm run chaos -- --quick                          two minutes, ten people who hardly think
 *   npm run chaos -- --minutes 30 --queue postgres    the queue in Postgres, or in redis
 *   npm run chaos -- --seed 7                         the same people, wishes and faults as the run that printed this seed
 *   npm run chaos -- --people 50 --thought 60         how many there are, and how many seconds one thinks at most between two things
 *   npm run chaos -- --replicas 3                     how many processes of each app there are
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { optionsOf } from '../options/options.mts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const MOST_SEED = 2 ** 31;

const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const { values } = optionsOf(import.meta.filename, {
  options: {
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    people: { type: 'string' },
    thought: { type: 'string' },
    replicas: { type: 'string', default: '2' },
    queue: { type: 'string', default: 'redis' },
    seed: { type: 'string', default: String(randomInt(MOST_SEED)) },
  },
});
const minutes = values.minutes ?? (values.quick ? '2' : '60');
const people = values.people ?? (values.quick ? '10' : '300');
/** Three hundred people who think for seven minutes on average keep half a core busy. */
const thought = values.thought ?? (values.quick ? '5' : '900');
const isCount = (value: string): boolean => Number.isInteger(Number(value)) && Number(value) > 0;
if (!(Number(minutes) > 0)) refuse('--minutes: must be above 0.');
if (!isCount(people)) refuse('--people: must be a whole number above 0.');
if (!(Number(thought) >= 0)) refuse('--thought: must be a number of seconds, 0 or more.');
if (!isCount(values.replicas)) refuse('--replicas: must be a whole number above 0.');
if (!Number.isInteger(Number(values.seed))) refuse('--seed: must be a whole number.');
if (!['redis', 'postgres'].includes(values.queue)) refuse('--queue: must be redis or postgres.');

process.stdout.write(
  `${minutes} min of chaos, ${people} people, ${values.replicas} of each app, the queue in ${values.queue}: --seed ${values.seed}\n`,
);
/** Mounts the disks in a namespace that only this run sees, so that the mounts end with the run, however it ends. */
const ALONE = ['unshare', '--mount'] as const;
const mayMount = process.getuid?.() === 0 && spawnSync(ALONE[0], [ALONE[1], 'true']).status === 0;
const jest = ['npx', 'jest', '--config', 'e2e/chaos/jest.config.cjs', '--runInBand'] as const;
const [command, ...words] = mayMount ? [...ALONE, ...jest] : jest;
const { status } = spawnSync(command, words, {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    CHAOS_MINUTES: minutes,
    CHAOS_PEOPLE: people,
    CHAOS_THOUGHT_SECONDS: thought,
    CHAOS_REPLICAS: values.replicas,
    CHAOS_QUEUE: values.queue,
    CHAOS_SEED: values.seed,
    CHAOS_MOUNTS: String(mayMount),
  },
});
process.exit(status ?? 1);
