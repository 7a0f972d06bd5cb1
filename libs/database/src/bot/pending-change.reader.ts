import type { UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { PendingChange } from '../entities/bot/pending-change.entity';

/**
 * SQL: the message is not handled yet. The row of a handled message leaves the outbox later; the owner's `handled`
 * table has it at once.
 */
const UNANSWERED = `SELECT FROM bot.outbox o WHERE o.id = pending.message_id
  AND NOT (o.receiver = 'avatar-trainer' AND EXISTS (SELECT FROM trainer.handled h WHERE h.message_id = o.id::text))
  AND NOT (o.receiver = 'image-generator' AND EXISTS (SELECT FROM generator.handled h WHERE h.message_id = o.id::text))
  AND NOT (o.receiver = 'transcriber' AND EXISTS (SELECT FROM transcriber.handled h WHERE h.message_id = o.id::text))
  AND NOT (o.receiver = 'public-api' AND EXISTS (SELECT FROM api.handled h WHERE h.message_id = o.id::text))`;

/** SQL: a change of the set `:setId` that its owner has not made yet. */
export const IS_PENDING = `pending.set_id = :setId AND EXISTS (${UNANSWERED})`;
/** SQL: a change of one of the sets `:setIds` that its owner has not made yet. */
export const IS_PENDING_OF_THESE = `pending.set_id IN (:...setIds) AND EXISTS (${UNANSWERED})`;

/** SQL: a change of the person `:userId`, or of an avatar of theirs, that its owner has not made yet. */
const IS_PENDING_OF_PERSON = `(pending.set_id = :userId OR pending.set_id IN (SELECT id FROM trainer.avatar WHERE user_id = :userId))
  AND EXISTS (${UNANSWERED})`;

const pendingWhere = (
  database: Database,
  condition: string,
  parameters: Readonly<Record<string, string>>,
): Promise<PendingChange[]> =>
  database.read
    .createQueryBuilder(PendingChange, 'pending')
    .where(condition, parameters)
    .orderBy('pending.message_id')
    .getMany();

/** Changes by people that the owning app has not made yet. */
export class PendingChangeReader {
  constructor(private readonly database: Database) {}

  /**
   * The pending changes of a set, in the order in which people made them. A change is pending until the owner has
   * handled the message that asks for it.
   */
  of(setId: string): Promise<PendingChange[]> {
    return pendingWhere(this.database, IS_PENDING, { setId });
  }

  /** The pending changes of all that a person has, those of photos of avatars included, in the order in which the person made them. */
  ofPerson(userId: UserId): Promise<PendingChange[]> {
    return pendingWhere(this.database, IS_PENDING_OF_PERSON, { userId });
  }
}
