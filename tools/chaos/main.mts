/**
 * `npm run chaos`: the whole product, with people who do everything at once while its apps and servers are killed and its providers,
 * Telegram and storage go wrong; then what must hold whatever happened, read off rows, files, FAL's bill and the chats.
 *
 *   npm run chaos                                     five minutes, twelve people, a queue as the machine has it
 *   npm run chaos -- --minutes 30 --queue postgres    the queue in Postgres, or in redis
 *   npm run chaos -- --seed 7                         the same people, wishes, kills and faults as the run that printed this seed
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = path.join(import.meta.dirname, '..', '..');
const MOST_SEED = 2 ** 31;

const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    people: { type: 'string', default: '12' },
    queue: { type: 'string', default: 'redis' },
    seed: { type: 'string', default: String(randomInt(MOST_SEED)) },
  },
});
if (!(Number(values.minutes) > 0)) refuse('--minutes: must be above 0.');
if (!(Number.isInteger(Number(values.people)) && Number(values.people) > 0))
  refuse('--people: must be a whole number above 0.');
if (!Number.isInteger(Number(values.seed))) refuse('--seed: must be a whole number.');
if (!['redis', 'postgres'].includes(values.queue)) refuse('--queue: must be redis or postgres.');

process.stdout.write(`${values.minutes} min of chaos, the queue in ${values.queue}: --seed ${values.seed}\n`);
const { status } = spawnSync('npx', ['jest', '--config', 'e2e/chaos/jest.config.cjs', '--runInBand'], {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    CHAOS_MINUTES: values.minutes,
    CHAOS_PEOPLE: values.people,
    CHAOS_QUEUE: values.queue,
    CHAOS_SEED: values.seed,
  },
});
process.exit(status ?? 1);
