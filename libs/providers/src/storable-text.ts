/**
 * A model's text as Postgres stores it: without NUL, which models write now and then in place of a letter with an accent, and without half a
 * surrogate pair, which no jsonb takes.
 */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed();
