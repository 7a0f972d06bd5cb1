/** When the sender polls and retries. Only tests shorten these. All in milliseconds. */
export interface DeliveryTimeouts {
  /** How often a sender polls for deliveries that another replica left. Its own deliveries go out at once, or when they are due. */
  readonly lookEveryMs: number;
  readonly recoverEveryMs: number;
  /** How often a sender renews its lease. */
  readonly renewEveryMs: number;
  /** A sender that has not renewed its lease for this long counts as dead. */
  readonly leaseMs: number;
  /** A chat waits this long for a message being sent, and until the next renewal; then others may overtake it. */
  readonly inTurnMs: number;
  /** Pause before the second attempt; it doubles with each further one. */
  readonly retryFirstMs: number;
  readonly retryAtMostMs: number;
  /** A failed message is retried this soon after another message has arrived in the chat. */
  readonly retryAfterAnotherMs: number;
}

export const DELIVERY_TIMEOUTS: DeliveryTimeouts = {
  lookEveryMs: 1_000,
  recoverEveryMs: 2_000,
  renewEveryMs: 2_000,
  leaseMs: 8_000,
  inTurnMs: 3_000,
  retryFirstMs: 500,
  retryAtMostMs: 60_000,
  retryAfterAnotherMs: 10_000,
};
