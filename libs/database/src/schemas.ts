/** One Postgres schema and one role of the same name per app that owns tables (design §7). */
export const SCHEMAS = ['bot', 'trainer', 'generator', 'transcriber', 'billing'] as const;
export type Schema = (typeof SCHEMAS)[number];
