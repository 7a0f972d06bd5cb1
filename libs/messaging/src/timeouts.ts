/** The times of messaging, in milliseconds. Only tests shorten them. */
export interface MessagingTimeouts {
  /**
   * The pause between two sweeps. A message is published right after its commit: a sweep only finds messages for which
   * that failed.
   */
  readonly sweepEveryMs: number;
  /**
   * How long after its commit a message waits if it follows others. By then a picture is on its way to Telegram, even on a server with two
   * processors.
   */
  readonly followsAfterMs: number;
  /** How long messages in the queue are gathered before one statement marks them. */
  readonly markEveryMs: number;
  /**
   * No message is published twice within this time; after it a relay tries again to publish those that the queue did not take.
   */
  readonly repeatAfterMs: number;
  /** A message still unpublished after this was left behind by a crash. */
  readonly unpublishedAfterMs: number;
  /**
   * A published message not handled after this is published again; a queue that still has it drops the repeat. The
   * pause doubles.
   */
  readonly publishAgainAfterMs: number;
  readonly checkAgainAtMostMs: number;
  /**
   * After this time a message is abandoned and an operator is told. It is less than the time for which we keep the ids of handled messages.
   */
  readonly abandonedAfterMs: number;
  /** Pause before the second attempt; it doubles with each further one. */
  readonly retryFirstMs: number;
  readonly retryAtMostMs: number;
  /** The pause before the second poll of a message that only a newer release can read; it doubles with each further poll. */
  readonly newerReleaseFirstMs: number;
  readonly newerReleaseAtMostMs: number;
  /** How long a job of a killed worker counts as being worked on. */
  readonly lockMs: number;
  /** How often BullMQ checks for jobs of killed workers. */
  readonly stalledEveryMs: number;
  /**
   * How often a process measures its queues and reads an operator's settings for them: the usual interval of a metrics
   * scrape.
   */
  readonly measureEveryMs: number;
  /**
   * How long the sweep of an empty outbox, and the look for long jobs where there are none, rest at most. Each measurement reads whether
   * there are any, and ends their rest.
   */
  readonly restAtMostMs: number;
  /** At shutdown running jobs may still take this long before they are requeued. */
  readonly stopGraceMs: number;
  /**
   * How long we keep the ids of handled messages: longer than the time in which the sweep publishes a message again, and at least while its
   * sender has it.
   */
  readonly rememberMs: number;
  /** How long we keep abandoned messages and decided dead letters. */
  readonly keepMs: number;
  readonly forgetEveryMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export const MESSAGING_TIMEOUTS: MessagingTimeouts = {
  sweepEveryMs: 10 * SECOND,
  followsAfterMs: 25,
  markEveryMs: 5 * SECOND, // well below unpublishedAfterMs; most messages are handled by then, and are deleted at once
  repeatAfterMs: 2 * SECOND,
  unpublishedAfterMs: 8 * SECOND,
  publishAgainAfterMs: 20 * SECOND, // together with the pause between sweeps well below the promised minute (decision 23)
  checkAgainAtMostMs: 10 * MINUTE,
  abandonedAfterMs: 7 * DAY,
  retryFirstMs: SECOND,
  retryAtMostMs: 5 * MINUTE,
  newerReleaseFirstMs: 2 * SECOND,
  newerReleaseAtMostMs: 5 * MINUTE,
  lockMs: 10 * SECOND, // renewed every 5 s; a process whose event loop stands still longer loses its job to another worker
  stalledEveryMs: 5 * SECOND,
  measureEveryMs: 15 * SECOND, // at most lockMs + stalledEveryMs: a dead process's long job is found as soon at rest as by a busy process
  restAtMostMs: 5 * MINUTE,
  stopGraceMs: 8 * SECOND, // an app's own value is STOP_GRACE_MS
  rememberMs: 8 * DAY,
  keepMs: 30 * DAY,
  forgetEveryMs: 10 * MINUTE,
};
