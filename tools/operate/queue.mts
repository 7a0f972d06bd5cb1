/**
 * Shows the queues: what waits in each, and what an operator has set for it. A queue is an app's inbox (`billing`) or one of its long jobs
 * (`fetch-file`). Paid work does not wait here but as an order (`npm run orders`). A setting is a row that every process of the app reads
 * within 15 seconds; it survives any restart, and a release (decision 161). Nothing is set without --yes; it takes --operator and --reason, which
 * the audit row keeps (`aisha acts`, decision 218).
 *
 *   npm run queue [-- --json]
 *   npm run queue -- pause <queue> [--yes]                what runs ends, nothing more is taken
 *   npm run queue -- resume <queue> [--yes]
 *   npm run queue -- concurrency <queue> <n>|default [--yes]   jobs at once in each process; default: what the code says
 */
import { RECEIVERS, type Inbox, type Receiver } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import { publicApiInbox } from '@aisha/contracts/public-api';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { Database, type Schema } from '@aisha/database';
import {
  AT_ONCE_AT_MOST,
  OperatedQueues,
  QueueSettingsStore,
  RECEIVER_SCHEMAS,
  type QueueChange,
  type QueueSetting,
} from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { asked, byOperator, called, fail } from './command/command-line.mts';
import { operatedAddresses, ownedDatabase } from './command/operated-product.mts';
import { askApps, healthUrls, type AskedApps } from './status/asked-apps.mts';

const USAGE = [
  `${called('queue')} [--json]`,
  `${called('queue')} pause|resume <queue> [--operator <name> --reason <words> --yes]`,
  `${called('queue')} concurrency <queue> <n>|default [--operator <name> --reason <words> --yes]`,
].join('\n');
const STATES = ['waiting', 'active', 'delayed'] as const;
/** The inboxes of the apps that may have long jobs. */
const INBOXES: readonly Inbox[] = [
  avatarTrainerInbox,
  billingInbox,
  botGatewayInbox,
  imageGeneratorInbox,
  photoEnhancerInbox,
  publicApiInbox,
  transcriberInbox,
];

interface SeenQueue {
  readonly queue: string;
  /** The schemas of the apps that serve the queue: two apps may have a long job of the same name. */
  readonly schemas: readonly Schema[];
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly oldestSeconds: number;
  /** How many jobs each process of the app runs at once, as its metrics say. */
  readonly processes: readonly number[];
  readonly setting: QueueSetting | null;
}

const { words, flags, values } = asked(USAGE, { flags: ['yes', 'json'], values: ['operator', 'reason'] });
const [action = 'list', name, value, ...more] = words;
if (more.length > 0 || !['list', 'pause', 'resume', 'concurrency'].includes(action)) fail(USAGE);
if ((action === 'list') !== (name === undefined)) fail(`${action}: which queue?\n${USAGE}`);
if ((action === 'concurrency') !== (value !== undefined)) fail(`concurrency: how much?\n${USAGE}`);
if (flags.json && action !== 'list') fail(`--json: is for the list\n${USAGE}`);

const url = ownedDatabase();
const apps = await askApps(healthUrls(operatedAddresses().env));
if (action === 'list') await list();
else await set(name!);

async function list(): Promise<void> {
  const queues = await seenQueues(apps);
  if (flags.json) return console.log(JSON.stringify(queues, null, 2));
  for (const { queue, waiting, active, delayed, oldestSeconds, processes, setting } of queues) {
    const set = setting?.isPaused
      ? '  PAUSED by an operator'
      : setting?.concurrency
        ? `  set to ${setting.concurrency}`
        : '';
    const takes = processes.length === 0 ? 'no process of it answers' : `takes ${processes.join(' + ')}`;
    console.log(
      `${queue}  ${waiting} waiting, ${active} active, ${delayed} delayed  next waits ${Math.round(oldestSeconds)} s  ${takes}${set}`,
    );
  }
  if (apps.instances.length === 0) console.log('No app answers: nothing is known of what waits.');
}

async function set(queue: string): Promise<void> {
  const known = (await seenQueues(apps)).find((one) => one.queue === queue);
  const schemas = known?.schemas ?? fail(`${queue}: no such queue; those there are: ${called('queue')}`);
  const concurrency =
    value === undefined || value === 'default'
      ? null
      : /^\d+$/.test(value) && Number(value) > 0 && Number(value) <= AT_ONCE_AT_MOST
        ? Number(value)
        : fail(`${value}: must be 1 to ${AT_ONCE_AT_MOST}, or default`);
  const before = known?.setting ?? { queue, isPaused: false, concurrency: null };
  const after: QueueSetting = {
    queue,
    isPaused: action === 'concurrency' ? before.isPaused : action === 'pause',
    concurrency: action === 'concurrency' ? concurrency : before.concurrency,
  };
  const what = `${queue}: ${after.isPaused ? 'paused' : 'at work'}, concurrency ${after.concurrency ?? 'as the code says'}`;
  if (!flags.yes) return console.log(`would set ${what}\nNothing was changed. Add --yes to do it.`);
  const by = byOperator(values, USAGE);
  const change: QueueChange = action === 'concurrency' ? { concurrency } : { isPaused: action === 'pause' };
  const database = await Database.connect({ url, role: 'console', pool: 1 }); // these rows belong to this login
  try {
    for (const schema of schemas) {
      const done = await new OperatedQueues(database).set({ ...by, actId: newId<string>() }, { schema, queue }, change);
      if (done?.outcome !== 'done') fail(`${queue}: refused: ${done?.outcome}. Nothing was changed.`);
    }
  } finally {
    await database.close();
  }
  console.log(`set ${what}. Every process of the app does so within 15 seconds, and after a restart.`);
}

async function seenQueues({ instances }: AskedApps): Promise<SeenQueue[]> {
  /** Every app that serves a queue publishes how many jobs it runs at once; rows tell the rest. */
  const schemasOf = new Map<string, Set<Schema>>(
    RECEIVERS.map((receiver) => [receiver, new Set([RECEIVER_SCHEMAS[receiver]])]),
  );
  const processesOf = Map.groupBy(
    instances.flatMap(({ app, metrics }) =>
      metrics
        .above('aisha_queue_concurrency', -1)
        .map(({ labels, value: takes }) => ({ app, queue: labels['queue']!, takes })),
    ),
    ({ queue }) => queue,
  );
  for (const [queue, processes] of processesOf) {
    const serving = processes.map(({ app }) => RECEIVER_SCHEMAS[app as Receiver]);
    schemasOf.set(queue, new Set([...(schemasOf.get(queue) ?? []), ...serving]));
  }
  const settings = new Map<string, QueueSetting>();
  for (const schema of Object.values(RECEIVER_SCHEMAS)) {
    const { set, waiting } = await ofRows(schema);
    for (const [queue, setting] of set) settings.set(queue, setting);
    // An app that is away publishes nothing, perhaps because of the very job that is to be paused.
    for (const queue of [...set.keys(), ...waiting])
      schemasOf.set(queue, new Set([...(schemasOf.get(queue) ?? []), schema]));
  }
  // An app that is away may have a long job of the same name, and finds the setting when it runs.
  const away = INBOXES.filter(({ receiver }) => !instances.some(({ app }) => app === receiver));
  for (const [queue, schemas] of schemasOf)
    for (const { receiver, jobs } of away) if (queue in jobs) schemas.add(RECEIVER_SCHEMAS[receiver]);
  const largest = (gauge: string, queue: string, state?: string): number =>
    Math.max(
      0,
      ...instances
        .flatMap(({ metrics }) => metrics.above(gauge, 0))
        .filter(({ labels }) => labels['queue'] === queue && (state === undefined || labels['state'] === state))
        .map(({ value: count }) => count),
    );
  return [...schemasOf].map(([queue, schemas]) => {
    const [waiting, active, delayed] = STATES.map((state) => largest('aisha_queue_depth', queue, state));
    return {
      queue,
      schemas: [...schemas],
      waiting: waiting!,
      active: active!,
      delayed: delayed!,
      oldestSeconds: largest('aisha_queue_oldest_seconds', queue),
      processes: (processesOf.get(queue) ?? []).map(({ takes }) => takes),
      setting: settings.get(queue) ?? null,
    };
  });
}

/** What operators have set for an app's queues, and the names of its long jobs that wait. */
async function ofRows(schema: Schema): Promise<{ set: ReadonlyMap<string, QueueSetting>; waiting: string[] }> {
  const database = await Database.connect({ url, role: schema, pool: 1 });
  try {
    const set = await new QueueSettingsStore(database, schema).read();
    const jobs = await database.read.query<{ job: string }[]>(`SELECT DISTINCT job FROM ${schema}.long_job`);
    return { set, waiting: jobs.map(({ job }) => job) };
  } finally {
    await database.close();
  }
}
