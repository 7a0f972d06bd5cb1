/** The unit of an allowance, the largest value that an operator may set, and the value before its first row. */
interface Allowance {
  readonly unit: 'credits' | 'seconds' | 'times' | 'days';
  readonly most: number;
  /** Null: the configuration of the apps gives the value. */
  readonly first: number | null;
}

/**
 * What people get for nothing, and the limits of it: dated rows of `billing.allowance`, which an operator changes. Until an allowance has a
 * row, `first` applies, or the configuration.
 */
export const ALLOWANCES = {
  /** Credits for each new person, once. Until a row exists, the setting `WELCOME_CREDITS`. */
  'welcome-credits': { unit: 'credits', most: 2_000, first: null },
  /**
   * Seconds of each person's speech that are written down free of charge within 24 hours. Until a row exists, the setting
   * `FREE_SECONDS_OF_SPEECH_A_DAY`.
   */
  'free-speech-seconds': { unit: 'seconds', most: 86_400, first: null },
  /** Wrong promo codes that a person may enter within 24 hours; after that they wait until the first of them is a day old. */
  'promo-tries': { unit: 'times', most: 1_000, first: 10 },
  /** Credits for a person who invited a friend, after the friend's first purchase. */
  'referral-inviter-credits': { unit: 'credits', most: 2_000, first: 30 },
  /** Credits for the invited friend, after the friend's first purchase. */
  'referral-friend-credits': { unit: 'credits', most: 2_000, first: 30 },
  /** The most invitations within 30 days for which the inviter gets credits, so that a farm of accounts gains little. */
  'referral-gains-a-month': { unit: 'times', most: 1_000, first: 10 },
  /** The most first pictures of invited friends within 30 days for which the inviter gets the credits of a picture (decision 205). */
  'referral-pictures-a-month': { unit: 'times', most: 1_000, first: 10 },
  /** The most credits that a person can give away within 24 hours. */
  'gift-credits-a-day': { unit: 'credits', most: 100_000, first: 1_000 },
  /** How long a gift waits to be opened before it goes back. */
  'gift-days': { unit: 'days', most: 365, first: 7 },
} as const satisfies Readonly<Record<string, Allowance>>;

export type AllowanceName = keyof typeof ALLOWANCES;
export const ALLOWANCE_NAMES = Object.keys(ALLOWANCES) as AllowanceName[];
