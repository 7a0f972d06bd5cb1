/** When deliveries are looked for, and tried again. Tests shorten them; production has no reason to. All in milliseconds. */
export interface DeliveryTimeouts {
  /** What another replica left behind is looked for this often; what we added is sent at once, or when its time has come. */
  readonly lookEveryMs: number;
  readonly recoverEveryMs: number;
  /** A sender says that often that it is still at it. */
  readonly renewEveryMs: number;
  /** A sender that has not said so for that long counts as dead. */
  readonly leaseMs: number;
  /** A chat waits so long for one message that is being sent, and until the next renewal; then others may overtake it. */
  readonly inTurnMs: number;
  /** Pause before the second attempt; it doubles with each further one. */
  readonly retryFirstMs: number;
  readonly retryAtMostMs: number;
  /** What failed is tried again so soon after something else has arrived in the chat. */
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
