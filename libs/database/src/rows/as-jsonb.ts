/** A value as Postgres takes it for jsonb, which has neither NUL characters nor lone surrogates: each becomes a replacement character. */
export const asJsonb = (value: object): string =>
  JSON.stringify(value, (_, inside: unknown) =>
    typeof inside === 'string' ? inside.toWellFormed().replaceAll('\0', '\uFFFD') : inside,
  );
