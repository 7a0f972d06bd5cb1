import type { PendingChange } from '@aisha/database/bot';
import type { Transaction } from '@aisha/database';

/** What a message asks another app to change, as lists and screens show it from now on. */
export type Change = Pick<PendingChange, 'setId' | 'change' | 'itemId'> & { readonly name?: string };

/** Writer of bot.pending_change. */
export class PendingChangeStore {
  /** A newer change of the same kind takes the place of the older one. */
  async add(tx: Transaction, messageId: string, { setId, change, itemId, name }: Change): Promise<void> {
    await tx.query(
      `INSERT INTO bot.pending_change (set_id, change, item_id, name, message_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (set_id, change, item_id) DO UPDATE SET name = excluded.name, message_id = excluded.message_id`,
      [setId, change, itemId, name ?? null, messageId],
    );
  }

  /** A change whose message has left the outbox has been made, or the owner has refused it. */
  async prune(tx: Transaction): Promise<void> {
    await tx.query(
      `DELETE FROM bot.pending_change p WHERE NOT EXISTS (SELECT FROM bot.outbox o WHERE o.id = p.message_id)`,
    );
  }
}
