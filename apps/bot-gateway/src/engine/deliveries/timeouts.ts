/** When the sender polls and retries. Only tests shorten these. All in milliseconds. */
export class DeliveryTimeouts {
  /** How often a sender polls for deliveries that another replica left. Its own deliveries go out at once, or when they are due. */
  readonly lookEveryMs: number = 1_000;
  readonly recoverEveryMs: number = 2_000;
  /** How often a sender renews its lease. */
  readonly renewEveryMs: number = 2_000;
  /** A sender that has not renewed its lease for this long counts as dead. */
  readonly leaseMs: number = 8_000;
  /** A chat waits this long for a message being sent, and until the next renewal; then others may overtake it. */
  readonly inTurnMs: number = 3_000;
  /** Pause before the second attempt; it doubles with each further one. */
  readonly retryFirstMs: number = 500;
  readonly retryAtMostMs: number = 60_000;
  /** A failed message is retried this soon after another message has arrived in the chat. */
  readonly retryAfterAnotherMs: number = 10_000;
}

export const DELIVERY_TIMEOUTS = new DeliveryTimeouts();
