import { parseId } from '@aisha/domain';

/** People and operators may also name a row by the last eight characters of its id. */
const NUMBER = /^[0-9a-f]{8}$/i;

/** SQL: the rows that have $1 as their id, or as the end of it; undefined for a text that is neither. */
export const namedBy = (named: string): string | undefined => {
  if (parseId(named.toLowerCase())) return 'id = $1::uuid';
  return NUMBER.test(named) ? 'right(id::text, 8) = lower($1)' : undefined;
};
