/** What a person may write to support: characters of one message, as Telegram's own 4096 leave room for, and messages within 24 hours. */
export const SUPPORT_WORDS = { most: 2_000, aDay: 20 } as const;
