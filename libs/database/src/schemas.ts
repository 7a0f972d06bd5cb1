/** One Postgres schema per app that owns tables, and a login of the same name (decisions 2 and 31). */
export const SCHEMAS = ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing'] as const;
export type Schema = (typeof SCHEMAS)[number];
