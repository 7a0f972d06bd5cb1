import type { PendingChange } from '@aisha/database/bot';
import type { Transaction } from '@aisha/database';

/** A change that a message asks another app to make. Lists and screens already show it. */
export type Change = Pick<PendingChange, 'setId' | 'change' | 'itemId'> & { readonly name?: string };

/** The only writer of bot.pending_change. */
export class PendingChangeStore {
  /** Adds a change; it replaces an earlier change of the same kind. */
  async add(tx: Transaction, messageId: string, { setId, change, itemId, name }: Change): Promise<void> {
    await tx.query(
      `INSERT INTO bot.pending_change (set_id, change, item_id, name, message_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (set_id, change, item_id) DO UPDATE SET name = excluded.name, message_id = excluded.message_id`,
      [setId, change, itemId, name ?? null, messageId],
    );
  }

  /** Removes changes whose message has left the outbox: the app that owns the thing has made or refused them. */
  async prune(tx: Transaction): Promise<void> {
    await tx.query(
      `DELETE FROM bot.pending_change p WHERE NOT EXISTS (SELECT FROM bot.outbox o WHERE o.id = p.message_id)`,
    );
  }
}
