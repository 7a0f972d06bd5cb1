import { DAY_MS } from '@aisha/domain';
import { v7 } from 'uuid';

/** The statement after which the sent photos of these orders came more than a day ago. The orders themselves are of today. */
export const cameADayAgo = (table: string): string =>
  `UPDATE ${table} SET input = jsonb_set(input, '{photoId}', '"${v7({ msecs: Date.now() - DAY_MS - 60_000 })}"')
    WHERE input->>'kind' = 'photo'`;
