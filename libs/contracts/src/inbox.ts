/** The apps that receive messages; each has one inbox. */
export const RECEIVERS = [
  'bot-gateway',
  'avatar-trainer',
  'image-generator',
  'transcriber',
  'photo-enhancer',
  'billing',
  'console',
  'public-api',
] as const;
export type Receiver = (typeof RECEIVERS)[number];

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a payload class of any shape
export type PayloadClass = new () => any;
export type Jobs = Readonly<Record<string, PayloadClass>>;

/** An app's inbox: the name of each job and the class of its payload. */
export interface Inbox<J extends Jobs = Jobs> {
  readonly receiver: Receiver;
  readonly jobs: J;
}

/**
 * The keys of `jobs` are names in queued messages: if a key were renamed, nobody would handle the jobs that are queued under the old name.
 */
export const defineInbox = <const J extends Jobs>(receiver: Receiver, jobs: J): Inbox<J> => ({ receiver, jobs });

/**
 * A job with its receiver and its payload: sent by itself, or carried by another message as its continuation. The payload is plain JSON:
 * the compiler checks it at the sender, and the receiver validates it.
 */
export interface Message {
  readonly receiver: Receiver;
  readonly job: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The fields of a payload, without the class: what a sender writes. Optional ones may be left out. */
export type Payload<C> = { readonly [K in keyof C]: C[K] };

/** Writes a message. A job the receiver does not know, or a payload that does not fit, does not compile. */
export const message = <J extends Jobs, K extends keyof J & string>(
  inbox: Inbox<J>,
  job: K,
  payload: Payload<InstanceType<J[K]>>,
): Message => ({ receiver: inbox.receiver, job, payload: { ...payload } });
