/**
 * The most characters of one message that a person writes to support (Telegram takes 4,096), and the most such messages within 24 hours.
 */
export const SUPPORT_WORDS = { most: 2_000, aDay: 20 } as const;
