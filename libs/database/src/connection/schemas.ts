/** One Postgres schema per app that owns tables, and a login of the same name (decisions 2 and 31). */
export const SCHEMAS = ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing', 'console', 'api'] as const;
export type Schema = (typeof SCHEMAS)[number];
/** The schemas with rows of people; the desk has only rows of operators. */
export type PersonSchema = Exclude<Schema, 'console'>;

/** The schemas of the apps that ask providers. */
export const WORKERS = ['trainer', 'generator', 'transcriber', 'enhancer'] as const satisfies readonly Schema[];
