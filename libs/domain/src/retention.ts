import { DAY_MS, HOUR_MS } from './durations';

/** How long, in milliseconds, Telegram lets a bot delete its message from a chat (core.telegram.org/bots/api#deletemessage). */
export const DELETABLE_MS = 2 * DAY_MS;

/**
 * How long, in milliseconds at most, the product keeps what it deletes by itself (decision 33). The removing code and the words of /privacy
 * both read it here.
 */
export const RETENTION_MS = {
  /** A photo as it came, until its check. */
  uncheckedPhoto: DAY_MS,
  /** A photo that was sent as an idea, until it is described. */
  describedPhoto: HOUR_MS,
  /** A photo that was sent to be worked on, until an order uses it. */
  sentPhoto: DAY_MS,
  /** The measurements of the first of two selfies, until the second one is measured. */
  selfie: HOUR_MS,
  /** A report, once an operator has closed it. */
  closedReport: 90 * DAY_MS,
  /** The measured face of an avatar that was stopped: a new avatar of this face needs two selfies. */
  stoppedFace: 365 * DAY_MS,
  /** A recording whose price was shown, until it is ordered. */
  measuredRecording: HOUR_MS,
  /** The text of a sent file, from which orders are made; and the file itself while it is read. */
  sentText: DAY_MS,
  /** A file that we sent to FAL, or that FAL made for us. */
  copyAtFal: DAY_MS,
  /** What FAL keeps of a request: the idea and the answer. It is deleted sooner where we may ask FAL for that (decision 225). */
  recordAtFal: 30 * DAY_MS,
  /** A recording, once its text is ready: the person may hear it again, or have its text made into another file. */
  recording: 30 * DAY_MS,
  /** An archive of pictures. */
  archive: DAY_MS,
  /** A file that belongs to no row any more, because a process died while it stored or removed the file. */
  unownedFile: 2 * DAY_MS,
  /** A file that was made of a transcript when its person asked. */
  transcriptFile: DAY_MS,
  /**
   * The bot's messages after they are sent: as long as the bot can delete one, so that it can remove a deleted picture from the chat.
   */
  sentMessage: DELETABLE_MS,
  /** The content of a card after its last change, and of messages that did not reach their person. */
  card: 30 * DAY_MS,
  /** The cost of requests to providers, and the part of it that was given away: the views of cost compare a month with that of the year before. */
  cost: 400 * DAY_MS,
  /** An update that a person sent before they agreed. */
  heldUpdate: DAY_MS,
  /** A draft that its person dropped: people notice a mistake the same day, and take it back. */
  droppedDraft: DAY_MS,
  /** What a program sent by the API: the row of a file, and a request whose answer it gets again if it asks again. */
  fromPrograms: DAY_MS,
  /** A message to a webhook, once it was made. */
  webhookMessage: 30 * DAY_MS,
} as const;

export type KeptByClock = keyof typeof RETENTION_MS;
export type Retention = Readonly<Record<KeptByClock, number>>;

/**
 * A person gets a message this many days before a rule of the owner removes files or an avatar of theirs: enough to come back from a holiday
 * and save them (decision 222).
 */
export const RETENTION_NOTICE_DAYS = 14;

/** The shortest time, in days, that a rule of the owner may keep a file or an unused avatar. */
export const LEAST_RETENTION_DAYS = 30;

/**
 * The longest time, in days, that a rule of the owner may keep a file or an unused avatar: ten years. Whoever wants longer keeps the files
 * without a limit.
 */
export const MOST_RETENTION_DAYS = 3_650;
