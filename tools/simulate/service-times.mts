/** A number that the simulation is given, with its unit and its source. A flag of the same name overrides it. */
interface Assumption {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

const QUEUEING = 'npm run bench queueing, 2026-11-24, two busy processors';
const FAL = 'docs/reference/fal.md §2.6';
const LISTED = 'docs/generated/prices.md';
const MODELS = 'docs/generated/models.md';
const ASSUMED = 'assumed';

const of = (value: number, unit: string, source: string): Assumption => ({ value, unit, source });

/** The assumptions, in the order in which the page lists them. */
export const ASSUMPTIONS = {
  // What a person does in a month.
  pictures: of(20, 'orders of a picture a month', ASSUMED),
  trainings: of(1, 'avatars a month', ASSUMED),
  recordings: of(5, 'recordings of two minutes a month', ASSUMED),
  screens: of(150, 'other screens a month', ASSUMED),
  peak: of(3, 'times the mean in the busiest hour', ASSUMED),

  // The times at providers, with or without a slot.
  'picture-from': of(4.2, 's at FAL, with its queue', FAL),
  'picture-to': of(12, 's at FAL, with its queue', FAL),
  'training-from': of(300, 's at FAL, the portrait trainer', FAL),
  'training-to': of(1_200, 's at FAL, the portrait trainer', FAL),
  'slot-empty': of(0.03, 's that a slot is empty between two orders', QUEUEING),
  'words-take': of(1.5, 's for the moderator and the prompt, before a slot', ASSUMED),
  'look-takes': of(2.5, 's for the look at a drawn picture, after the slot', ASSUMED),
  'speech-takes': of(8, 's at OpenAI for two minutes of speech', ASSUMED),
  'telegram-call': of(0.035, 's a bot is taken by a paced call: 30 in 1.05 s', 'decision 21'),

  // Processor time an order, in milliseconds.
  'gateway-ms': of(30, 'ms of bot-gateway an order', QUEUEING),
  'screen-ms': of(8, 'ms of bot-gateway a screen', 'npm run bench replies: 9.9 ms from update to reply'),
  'billing-ms': of(5, 'ms of billing an order', QUEUEING),
  'generator-ms': of(160, 'ms of image-generator a picture', QUEUEING),
  'trainer-ms': of(
    9_000,
    'ms of avatar-trainer a training',
    'npm run bench photos: 20 photos of 12 MP in 4.5 s on both processors',
  ),
  'transcriber-ms': of(500, 'ms of transcriber a recording, ffmpeg with it', ASSUMED),
  'receiver-ms': of(2, 'ms of webhook-receiver a callback', 'npm run bench webhook: 3.3 ms'),
  'postgres-ms': of(32, 'ms of Postgres an order', QUEUEING),
  'postgres-screen-ms': of(3, 'ms of Postgres a screen', '9.7 statements of a screen, 103 of an order, 2026-11-24'),

  // The calls, rows and bytes that an order causes.
  calls: of(4, 'paced calls an order', 'decision 248'),
  inserted: of(33, 'rows an order inserts', QUEUEING),
  'kept-kb': of(
    2.6,
    'kB an order keeps in Postgres for ever, indexes with it',
    '100 000 settled orders took 255 MB, 2026-11-23',
  ),
  'wal-kb': of(9, 'kB of write-ahead log an order, before full pages', QUEUEING),
  'picture-mb': of(0.4, 'MB a picture in the storage', ASSUMED),
  'training-mb': of(130, 'MB a training in the storage: photos 30, the model 100', 'decision 33; photos assumed'),
  'recording-mb': of(0.5, 'MB a recording in the storage, for a month', ASSUMED),
  'model-days': of(4, 'days a month on which a model is sent to FAL anew', 'decision 33; days assumed'),

  // The goals for waits and loads.
  'slot-wait': of(2, 's that nine of ten pictures wait for a slot at most', ASSUMED),
  'call-wait': of(0.5, 's that nine of ten calls wait for Telegram at most', ASSUMED),
  'pod-wait': of(0.05, 's that nine of ten wait for a pod or a processor at most', ASSUMED),
  'pod-load': of(0.6, 'of a pod at work at most', ASSUMED),
  'postgres-load': of(0.5, "of Postgres' processors at work at most", ASSUMED),

  // The limits of one installation.
  'most-slots': of(1_000, 'slots that FAL_CONCURRENCY allows', 'libs/providers/src/fal/config.ts'),
  'most-processors': of(64, 'processors of one Postgres', ASSUMED),
  'most-connections': of(500, 'connections that one Postgres bears without a pooler', ASSUMED),
  'gateway-pool': of(10, 'connections of a pod of bot-gateway', 'docs/generated/configuration.md'),
  pool: of(5, 'connections of a pod of another app', 'docs/generated/configuration.md'),

  // Prices in dollars.
  'picture-usd': of(0.037, 'dollars a picture: FAL 3.5 ¢, OpenAI the rest', `${MODELS}; OpenAI assumed`),
  'training-usd': of(2.4, 'dollars a training, the quick quality', MODELS),
  'recording-usd': of(0.01, 'dollars a recording of two minutes', LISTED),
  'processor-usd': of(25, 'dollars a processor and month', ASSUMED),
  'storage-usd': of(0.023, 'dollars a GB and month of storage', ASSUMED),
  'traffic-usd': of(0.05, 'dollars a GB that leaves', ASSUMED),
  'picture-credits': of(3, 'credits a picture', LISTED),
  'training-credits': of(200, 'credits a training', LISTED),
  'recording-credits': of(1, 'credits a recording of two minutes', LISTED),
  'credit-stars': of(1.4, 'Stars a credit', LISTED),
  'star-usd': of(0.013, 'dollars that a Star brings', ASSUMED),
} as const satisfies Record<string, Assumption>;

type AssumptionName = keyof typeof ASSUMPTIONS;
export type Assumed = Readonly<Record<AssumptionName, number>>;

export const ASSUMPTION_NAMES = Object.keys(ASSUMPTIONS) as AssumptionName[];

export const assumed = (given: Partial<Assumed> = {}): Assumed => ({
  ...(Object.fromEntries(ASSUMPTION_NAMES.map((name) => [name, ASSUMPTIONS[name].value])) as unknown as Assumed),
  ...given,
});
