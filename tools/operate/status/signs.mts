import type { AskedApps, Instance } from './asked-apps.mts';
import type { AskedDatabase } from './asked-database.mts';

/** The pages of docs/runbooks. */
export const RUNBOOKS = [
  'bad-release',
  'disk-full',
  'flood',
  'key-rotation',
  'out-of-credit',
  'postgres-failover',
  'provider-down',
  'queue-growing',
  'redis-lost',
  'refund-wave',
  'rollback',
  'stuck-order',
] as const;
type Runbook = (typeof RUNBOOKS)[number];

/** What is wrong, in three sentences for a person who was woken by it. */
export interface Finding {
  readonly wrong: string;
  /** What people notice of it. */
  readonly people: string;
  /** The page of docs/runbooks that says what to do; where one command says it all, that. */
  readonly runbook: Runbook | null;
  readonly command: string | null;
}

export interface Seen {
  readonly apps: AskedApps;
  /** Null: the command has no login to it. */
  readonly database: AskedDatabase | null;
}

/** Nothing of an app waits so long unless something is wrong (decision 28). */
const QUEUE_WAITS_S = 300;
const LETTERS_WAIT_S = 0;
/** A tap that is not answered for so long is given up by its person. */
const UPDATES_WAIT_S = 20;
const OUTBOX_WAITS_S = 60;
const REPORT_WAITS_H = 20;
/** Postgres refuses connections at the bound; an app asks for some more when it works hard. */
const CONNECTIONS_FULL = 0.9;
/** One chat with so many updates waiting is no person who taps. */
const FLOOD_UPDATES = 50;
/** Fewer refunds in a day are everyday life; above a fifth of what was bought they are a wave. */
const REFUNDS_AT_LEAST = 5;
const REFUNDS_OF_BOUGHT = 0.2;

const ORDERS_WAIT =
  'their orders wait in the queue, nothing is charged; after an hour they end and the credits go back';

const PROVIDERS: Readonly<Record<string, { readonly title: string; readonly people: string }>> = {
  telegram: { title: 'Telegram', people: 'nothing is answered or delivered; what is done is kept and sent afterwards' },
  fal: { title: 'FAL', people: `avatars and pictures are not made: ${ORDERS_WAIT}` },
  openai: { title: 'OpenAI', people: `ideas, texts and speech are not worked on: ${ORDERS_WAIT}` },
  storage: { title: 'The storage', people: 'offers say that nothing can be ordered now; orders under way wait' },
};

type Sign = (seen: Seen) => Finding[];

const finding = (wrong: string, people: string, runbook: Runbook): Finding => ({
  wrong,
  people,
  runbook,
  command: null,
});
const toDo = (wrong: string, people: string, command: string): Finding => ({ wrong, people, runbook: null, command });

const appsWith = (instances: readonly Instance[], has: (instance: Instance) => boolean): string[] => [
  ...new Set(instances.filter(has).map(({ app }) => app)),
];

const isDown = (name: string, instance: Instance): boolean =>
  instance.dependencies.some((dependency) => dependency.name === name && !dependency.ok);

const noteOf = (name: string, instances: readonly Instance[]): string | undefined =>
  instances
    .flatMap(({ dependencies }) => dependencies)
    .find((dependency) => dependency.name === name && !dependency.ok && dependency.note)?.note;

/** The largest sample of a gauge over all processes, above a bound. */
const worst = (instances: readonly Instance[], name: string, bound: number) =>
  instances
    .flatMap(({ app, metrics }) => metrics.above(name, bound).map((sample) => ({ ...sample, app })))
    .sort((a, b) => b.value - a.value)[0];

const postgresIsAway: Sign = ({ apps: { instances }, database }) => {
  const without = appsWith(instances, (instance) => isDown('postgres', instance));
  if (database?.answers === false)
    return [
      finding(
        `Postgres does not answer: ${database.why}.`,
        'the bot takes taps again once it is back; nothing is lost, nothing is charged meanwhile',
        'postgres-failover',
      ),
    ];
  if (without.length === 0) return [];
  return [
    finding(
      `Postgres does not answer ${without.join(', ')}.`,
      'what these apps do stands still; nothing is lost',
      'postgres-failover',
    ),
  ];
};

const postgresTakesNoWrites: Sign = ({ database }) => {
  if (!database?.answers) return [];
  const people = 'the bot does not answer: no tap can be written down; Telegram brings them again for a day';
  if (database.isStandby)
    return [finding('The address of Postgres leads to a standby, which takes no writes.', people, 'postgres-failover')];
  if (database.refusesWrites === null) return [];
  return [finding(`Postgres takes no writes: ${database.refusesWrites}.`, people, 'disk-full')];
};

const postgresIsFull: Sign = ({ database }) => {
  if (!database?.answers) return [];
  const { used, most } = database.connections;
  if (used < most * CONNECTIONS_FULL) return [];
  return [
    toDo(
      `${used} of Postgres' ${most} connections are in use.`,
      'answers become slow, then apps lose Postgres',
      'database',
    ),
  ];
};

const schemaIsOld: Sign = ({ database }) => {
  if (!database?.answers || database.missingMigrations === 0) return [];
  return [
    finding(
      `The database lacks ${database.missingMigrations} migrations of this release.`,
      'apps of this release do not start; those of the one before go on',
      'bad-release',
    ),
  ];
};

const appsAreSilent: Sign = ({ apps: { apps, silent, instances } }) => {
  const none = silent.filter((app) => !instances.some((instance) => instance.app === app));
  const some = silent.filter((app) => !none.includes(app));
  // Without what it takes its input through an app is not ready: that is named already.
  const unready = appsWith(
    instances,
    ({ isReady, dependencies }) => !isReady && dependencies.every(({ ok }) => ok),
  ).filter((app) => !silent.includes(app));
  return [
    ...(none.length > 0
      ? [
          finding(
            `${none.length === apps.length ? 'No app answers' : `No process of ${none.join(', ')} answers`}.`,
            none.includes('bot-gateway') ? 'the bot does not answer' : 'what these apps do waits; nothing is lost',
            'bad-release',
          ),
        ]
      : []),
    ...(some.length > 0
      ? [finding(`A process of ${some.join(', ')} does not answer.`, 'less is done at once', 'bad-release')]
      : []),
    ...(unready.length > 0
      ? [finding(`${unready.join(', ')}: not ready.`, 'requests to these apps are refused', 'bad-release')]
      : []),
  ];
};

const releasesDiffer: Sign = ({ apps: { instances } }) => {
  const releases = new Set(
    instances.map(({ metrics }) => {
      const { version = '?', commit = '?' } = metrics.labelsOf('aisha_build_info') ?? {};
      return `${version} (${commit.slice(0, 8)})`;
    }),
  );
  if (releases.size < 2) return [];
  return [
    finding(
      `Two releases run side by side: ${[...releases].join(', ')}.`,
      'nothing while a rollout goes on; after an hour it is stuck',
      'rollback',
    ),
  ];
};

const queueIsAway: Sign = ({ apps: { instances } }) => {
  const without = appsWith(instances, (instance) => isDown('queue', instance));
  if (without.length === 0) return [];
  return [
    finding(
      `The queue does not answer ${without.join(', ')}.`,
      'answers and orders come late; messages wait in Postgres, none is lost',
      'redis-lost',
    ),
  ];
};

const providersAreAway: Sign = ({ apps: { instances } }) => {
  const names = new Set(instances.flatMap(({ dependencies }) => dependencies.map(({ name }) => name)));
  return [...names]
    .filter((name) => !['postgres', 'schema', 'queue'].includes(name))
    .flatMap((name) => {
      const without = appsWith(instances, (instance) => isDown(name, instance));
      if (without.length === 0) return [];
      const { title, people } = PROVIDERS[name] ?? { title: name, people: ORDERS_WAIT };
      const note = noteOf(name, instances);
      const who = without.join(', ');
      if (note === 'provider-out-of-credit')
        return [
          finding(`${title} refuses new work: our account there is out of credit (${who}).`, people, 'out-of-credit'),
        ];
      if (note === 'provider-refused-key')
        return [finding(`${title} refuses our key (${who}).`, people, 'key-rotation')];
      return [finding(`${title} does not answer ${who}${note ? ` (${note})` : ''}.`, people, 'provider-down')];
    });
};

const moneyIsWrong: Sign = ({ apps: { instances } }) => {
  const wrong = worst(instances, 'aisha_ledger_violations', 0);
  if (!wrong) return [];
  return [
    toDo(
      `The ledger does not add up: ${wrong.labels['invariant']}.`,
      'a balance may be wrong; nobody is told',
      'check-ledger',
    ),
  ];
};

const refundsComeInAWave: Sign = ({ database }) => {
  if (!database?.answers || !database.refunds) return [];
  const { refunded, bought } = database.refunds;
  if (refunded < REFUNDS_AT_LEAST || refunded < bought * REFUNDS_OF_BOUGHT) return [];
  return [
    finding(
      `${refunded} payments went back within a day, ${bought} were made.`,
      'their credits are gone; who had spent them has a debt',
      'refund-wave',
    ),
  ];
};

const ordersAreStuck: Sign = ({ database }) => {
  if (!database?.answers || database.stuck.length === 0) return [];
  const [oldest] = database.stuck;
  const { kind, orderId, stands, seconds, stuckBecause } = oldest!;
  const more = database.stuck.length === 1 ? '' : ` and ${database.stuck.length - 1} more`;
  return [
    finding(
      `Order ${orderId} (${kind})${more} stands still: ${stands}, ${seconds} s; ${stuckBecause}.`,
      'they see a card that does not move; their credits are held, and given back at the deadline',
      'stuck-order',
    ),
  ];
};

const queuesGrow: Sign = ({ apps: { instances } }) => {
  const paused = appsWith(instances, ({ metrics }) => metrics.above('aisha_queue_paused', 0).length > 0);
  const late = worst(instances, 'aisha_queue_oldest_seconds', QUEUE_WAITS_S);
  const unpublished = worst(instances, 'aisha_outbox_oldest_seconds', OUTBOX_WAITS_S);
  return [
    ...(paused.length > 0
      ? [
          finding(
            `An operator has paused ${pausedQueues(instances).join(', ')}.`,
            'what this queue carries waits until it is resumed',
            'queue-growing',
          ),
        ]
      : []),
    ...(late
      ? [
          finding(
            `Nobody takes the jobs of ${late.labels['queue']}: the oldest waits ${Math.round(late.value)} s.`,
            'their taps and orders come to nothing until it goes on; none is lost',
            'queue-growing',
          ),
        ]
      : []),
    ...(unpublished
      ? [
          finding(
            `Messages of ${unpublished.labels['schema']} do not reach the queue: the oldest waits ${Math.round(unpublished.value)} s.`,
            'answers and orders come late; none is lost',
            'redis-lost',
          ),
        ]
      : []),
  ];
};

const pausedQueues = (instances: readonly Instance[]): string[] => [
  ...new Set(
    instances.flatMap(({ metrics }) => metrics.above('aisha_queue_paused', 0).map(({ labels }) => labels['queue']!)),
  ),
];

const updatesWait: Sign = ({ apps: { instances }, database }) => {
  const busiest = database?.answers ? database.busiestChat : null;
  if (busiest && busiest.waiting >= FLOOD_UPDATES)
    return [
      finding(
        `One chat has ${busiest.waiting} updates waiting, of ${busiest.chats} chats with any.`,
        'nobody else: each chat has a queue of its own',
        'flood',
      ),
    ];
  const late = worst(instances, 'aisha_updates_oldest_seconds', UPDATES_WAIT_S);
  if (!late) return [];
  const waiting = worst(instances, 'aisha_updates_waiting', 0)?.value ?? 0;
  return [
    finding(
      `${waiting} updates are not handled, the oldest for ${Math.round(late.value)} s.`,
      'the bot answers late, or not at all',
      'flood',
    ),
  ];
};

const operatorsAreAwaited: Sign = ({ apps: { instances } }) => {
  const letters = worst(instances, 'aisha_dead_letters_oldest_seconds', LETTERS_WAIT_S);
  const results = worst(instances, 'aisha_undelivered_results', 0);
  const reports = worst(instances, 'aisha_oldest_open_report_hours', REPORT_WAITS_H);
  return [
    ...(letters
      ? [
          toDo(
            `Messages of ${letters.labels['schema']} were given up and wait for a decision.`,
            'those of them with an order were told, and have their credits back',
            'dead-letters',
          ),
        ]
      : []),
    ...(results
      ? [
          toDo(
            `Telegram took ${results.value} results in no form.`,
            'paid, told so, and without the result',
            'undelivered',
          ),
        ]
      : []),
    ...(reports
      ? [
          toDo(
            `A report of a misused face waits ${Math.round(reports.value)} hours.`,
            'they were told that somebody looks within a day',
            'reports',
          ),
        ]
      : []),
  ];
};

/** What is wrong comes before what follows from it: without Postgres the rest is not asked. */
const SIGNS: readonly Sign[] = [
  postgresIsAway,
  postgresTakesNoWrites,
  queueIsAway,
  appsAreSilent,
  schemaIsOld,
  providersAreAway,
  moneyIsWrong,
  updatesWait,
  ordersAreStuck,
  queuesGrow,
  refundsComeInAWave,
  operatorsAreAwaited,
  postgresIsFull,
  releasesDiffer,
];

export function findings(seen: Seen): Finding[] {
  const root = [...postgresIsAway(seen), ...postgresTakesNoWrites(seen)];
  if (root.length > 0) return root;
  return SIGNS.flatMap((sign) => sign(seen));
}

/** What will trouble the product later, as its parts say it: no alarm. */
export const notes = ({ apps: { instances } }: Seen): string[] => [
  ...new Set(
    instances.flatMap(({ dependencies }) =>
      dependencies.filter(({ ok, note }) => ok && note).map(({ name, note }) => `${name}: ${note}`),
    ),
  ),
];
