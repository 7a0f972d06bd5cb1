/** When the sender polls and retries, in milliseconds. Only tests shorten these times. */
export class DeliveryTimeouts {
  /** How often a sender polls for deliveries of other replicas. Its own deliveries go out at once, or when they are due. */
  readonly lookEveryMs: number = 1_000;
  /** How often a sender looks for deliveries of dead senders. While nothing is being sent, it looks once within a lease. */
  readonly recoverEveryMs: number = 2_000;
  /** How often a sender renews its lease. */
  readonly renewEveryMs: number = 2_000;
  /** How long a sender may go without renewing its lease before it counts as dead. */
  readonly leaseMs: number = 8_000;
  /** How long a chat waits for a message that is being sent; from the next renewal on, other messages may overtake it. */
  readonly inTurnMs: number = 3_000;
  /** The pause before the second attempt; it doubles with each further attempt. */
  readonly retryFirstMs: number = 500;
  readonly retryAtMostMs: number = 60_000;
  /**
   * How long no call of this process may have been answered before Telegram counts as away. While it is away, failed attempts do not count:
   * nothing says that the message is at fault. While only its server answers, they do not count for the first day of the message.
   */
  readonly awayAfterMs: number = 5 * 60_000;
  /**
   * The pause before the end of a sent message is recorded again, after Postgres was away or refused it. It is shorter than the pause between
   * two searches for dead senders, which would have the message sent again.
   */
  readonly recordAgainMs: number = 500;
  /** How soon a failed message is retried after another message has arrived in the chat. */
  readonly retryAfterAnotherMs: number = 10_000;
}

export const DELIVERY_TIMEOUTS = new DeliveryTimeouts();
