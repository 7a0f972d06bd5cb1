import { RECEIVERS } from '@aisha/contracts';
import {
  ARRIVAL_LINKS,
  ERROR_CODES,
  LIKENESS_WORDS,
  ORDER_STATES,
  REPORT_SUBJECTS,
  TRAINING_TYPES,
} from '@aisha/domain';
import { ORDER_KINDS, PRICED_ITEMS } from '@aisha/kinds';

/** How many values a label may have. */
interface Bound {
  readonly most: number;
  /** All values, where the code lists them. */
  readonly values?: readonly string[];
  /** The source of the values. */
  readonly from: string;
}

const list = (values: readonly string[], from: string): Bound => ({ most: values.length, values, from });
const some = (most: number, from: string): Bound => ({ most, from });

/** Every label of every metric. A test refuses a label that is missing here, because an id, an address or a text must not become a series. */
export const LABELS: Readonly<Record<string, Bound>> = {
  about: list(REPORT_SUBJECTS, 'what a report is about'),
  app: list([...RECEIVERS, 'webhook-receiver'], 'the apps'),
  by: list(['moderator', 'classifier', 'vision'], 'the looks at a drawn picture'),
  class: list(['callback', 'answer', 'result', 'broadcast', 'progress'], 'classes of deliveries'),
  code: list(['provider-out-of-credit', 'provider-refused-key'], 'how FAL refuses an account'),
  commit: some(3, 'releases that run side by side'),
  cronjob: some(5, 'the CronJobs of a namespace'),
  currency: some(3, 'the currency of a card provider, and those before it'),
  dependency: some(10, 'what an app connects to, and the hosts of configured models'),
  end: list(['ok', 'failed', 'killed'], 'how processes end'),
  invariant: some(30, 'LEDGER_INVARIANTS'),
  item: list(PRICED_ITEMS, 'what has a price'),
  job: some(120, 'the inboxes of an app'),
  kind: list([...ORDER_KINDS, 'none'], 'kinds of orders'),
  likeness: list([...LIKENESS_WORDS, 'no-face', 'lost'], 'words of likeness'),
  link: list(ARRIVAL_LINKS, 'by what people come'),
  method: some(40, 'the methods of Telegram that the code calls'),
  model: some(40, 'models of the catalogue and of the configuration, and `other`'),
  namespace: some(10, 'the namespaces of a cluster that have CronJobs'),
  of: list(['size', 'free', 'used'], 'a disk, the memory of the queue'),
  older_than: list(['1m', '5m', '30m', '2h'], 'OPEN_AGES'),
  operation: some(20, 'what the code asks of the storage or of a provider'),
  order: list(['ended', 'unknown'], 'forgotten holds'),
  outcome: some(15, 'a word of the code, the code of an error, or the status of an answer'),
  pack: some(60, 'packs, retired ones too: an operator adds one a few times a year'),
  prefix: some(40, 'the folders of the storage'),
  program: list(['ffmpeg', 'docker', 'text-reader', 'photo-decoder', 'content-classifier'], 'what apps start'),
  provider: some(5, 'fal, openai, and the hosts of configured models'),
  queue: some(40, 'receivers, and long jobs by their names'),
  reason: some(Object.keys(ERROR_CODES).length + 10, 'ERROR_CODES, or CallReason'),
  required: list(['true', 'false'], 'whether an app is ready without it'),
  schema: list(['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing', 'console', 'api'], 'SCHEMAS'),
  shared: list(['generation', 'edit', 'together', 'animation', 'invitation', 'gift'], 'SHARED'),
  state: list(
    [...ORDER_STATES, 'active', 'delayed', 'failed', 'prioritized', 'open', 'idle', 'available', 'held'],
    'states of orders, of a queue, of connections, of credits',
  ),
  training_type: list(TRAINING_TYPES, 'what avatars learn'),
  type: some(24, 'types of transactions; what Node waits for'),
  verdict: some(4, 'what was said of a photo or a picture'),
  version: some(3, 'releases that run side by side'),
  within: list(['1d', '7d', '30d'], 'WITHIN'),
  // These are labels of Node's own metrics.
  space: some(12, 'V8’s parts of the heap'),
  major: some(1, 'Node’s version'),
  minor: some(1, 'Node’s version'),
  patch: some(1, 'Node’s version'),
};

/** The labels that have fewer values in one metric than in others. */
const FEWER: Readonly<Record<string, Readonly<Record<string, Bound>>>> = {
  aisha_orders_ended_total: { state: list(['succeeded', 'failed', 'cancelled'], 'ends of orders') },
  aisha_order_seconds: { state: list(['succeeded', 'failed', 'cancelled'], 'ends of orders') },
  aisha_cost_by_reason_day_dollars: { reason: some(10, 'CallReason') },
};

export const boundOf = (metric: string, label: string): Bound | undefined => FEWER[metric]?.[label] ?? LABELS[label];

/** Labels that Prometheus adds to every series, and the bound of a histogram's bucket. */
export const ADDED_BY_PROMETHEUS = ['instance', 'job', 'le'] as const;
