import { ORDER_KIND, ORDER_KINDS } from '@aisha/domain';

/** The apps that receive messages; each has one inbox. */
export const RECEIVERS = [
  'bot-gateway',
  'avatar-trainer',
  'image-generator',
  'transcriber',
  'photo-enhancer',
  'billing',
] as const;
export type Receiver = (typeof RECEIVERS)[number];

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a payload class of any shape
export type PayloadClass = new () => any;
export type Jobs = Readonly<Record<string, PayloadClass>>;

/** One app's inbox: the name of each job and the class of what it carries. */
export interface Inbox<J extends Jobs = Jobs> {
  readonly receiver: Receiver;
  readonly jobs: J;
}

/** Keys are wire names: renaming one strands the jobs that are queued under it. */
export const defineInbox = <const J extends Jobs>(receiver: Receiver, jobs: J): Inbox<J> => ({ receiver, jobs });

/**
 * A job addressed and filled in, on its way or carried by another message as its continuation. What it carries is plain JSON: it was
 * typed where it was written and is validated where it is opened.
 */
export interface Message {
  readonly receiver: Receiver;
  readonly job: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Jobs that take minutes: nothing short may wait behind them, a receipt behind downloads or a cancel behind a recording. */
export const LONG_JOBS: Readonly<Partial<Record<Receiver, readonly string[]>>> = {
  'bot-gateway': ['fetch-file', 'fetch-recording', 'pack-pictures'],
  'image-generator': ['describe-photo'],
  transcriber: ['measure-recording', 'read-text', 'sample-voice'],
  ...longCollections({ 'avatar-trainer': ['measure-likeness', 'shrink-photo'] }),
};

/** Besides these, the callbacks of kinds whose results take minutes to collect. */
function longCollections(jobs: Partial<Record<Receiver, string[]>>): Partial<Record<Receiver, string[]>> {
  for (const kind of ORDER_KINDS) {
    const { worker, collectsLong } = ORDER_KIND[kind];
    if (collectsLong) (jobs[worker] ??= []).push(`finish-${kind}`);
  }
  return jobs;
}

/** Where the jobs of an inbox wait: short ones in the queue of the receiver's name, long ones in one of their own. */
export const queuesOf = (receiver: Receiver): { readonly short: string; readonly long: string | undefined } => ({
  short: receiver,
  long: LONG_JOBS[receiver] && `${receiver}-long`,
});

/** The queue a message waits in. */
export const queueOf = ({ receiver, job }: Pick<Message, 'receiver' | 'job'>): string => {
  const { short, long } = queuesOf(receiver);
  return long !== undefined && LONG_JOBS[receiver]?.includes(job) ? long : short;
};

/** The fields of a payload, without the class: what a sender writes. Optional ones may be left out. */
export type Payload<C> = { readonly [K in keyof C]: C[K] };

/** Writes a message. A job the receiver does not know, or a payload that does not fit, does not compile. */
export const message = <J extends Jobs, K extends keyof J & string>(
  inbox: Inbox<J>,
  job: K,
  payload: Payload<InstanceType<J[K]>>,
): Message => ({ receiver: inbox.receiver, job, payload: { ...payload } });
