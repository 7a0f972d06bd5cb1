import type { Database } from '@aisha/database';
import { ConsentReader } from '@aisha/database/bot';
import type { UserId } from '@aisha/domain';
import { Problem } from '../http/problem';

/**
 * Refuses a person who has not consented to today's text, or is banned. The chat asks a person for a missing consent; the API can only send
 * them to the chat. Billing checks the ban again.
 */
export async function ensureMayOrder(database: Database, userId: UserId): Promise<void> {
  if (!(await new ConsentReader(database).isCurrent(userId))) throw new Problem('consent-missing');
  const [banned] = await database.read.query<unknown[]>(
    `SELECT FROM bot.person WHERE user_id = $1 AND banned_until > now()`,
    [userId],
  );
  if (banned) throw new Problem('banned');
}
