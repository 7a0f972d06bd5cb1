import type { UserId } from '@aisha/domain';
import { send, type Transaction } from '@aisha/database';

/** A person's place in the conversations. */
export interface Place {
  readonly flow: string;
  readonly step: string;
  readonly draft: unknown;
  readonly version: number;
  /** The message that shows the step; null until one was sent. */
  readonly screen: number | null;
  /** The update that led here. */
  readonly updateId: number;
}

export type KeptDraft = Pick<Place, 'flow' | 'step' | 'draft' | 'version'>;

/** Writer of bot.conversation and bot.draft. */
export class ConversationStore {
  /** Locks the row: two inputs of one person are never handled at once. */
  async place(tx: Transaction, userId: UserId): Promise<Place | undefined> {
    const [row] = await tx.query(
      `SELECT flow, step, draft, version, screen::float8 AS screen, update_id::float8 AS "updateId"
       FROM bot.conversation WHERE user_id = $1 FOR UPDATE`,
      [userId],
    );
    return row as Place | undefined;
  }

  /** Leaves the screen as it is: the delivery that sends it records it (delivery.store.ts). */
  put(tx: Transaction, userId: UserId, place: Omit<Place, 'screen'>): void {
    void send(
      tx,
      `INSERT INTO bot.conversation (user_id, flow, step, draft, version, update_id) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (user_id) DO UPDATE SET flow = excluded.flow, step = excluded.step, draft = excluded.draft,
         version = excluded.version, update_id = excluded.update_id, updated_at = now()`,
      [userId, place.flow, place.step, JSON.stringify(place.draft), place.version, place.updateId],
    );
  }

  /** The message is no longer a screen: its buttons are gone or belong to no step. */
  async forgetScreen(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(`UPDATE bot.conversation SET screen = NULL WHERE user_id = $1`, [userId]);
  }

  async keepDraft(tx: Transaction, userId: UserId, kept: KeptDraft): Promise<void> {
    await tx.query(
      `INSERT INTO bot.draft (user_id, flow, step, draft, version) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (user_id, flow) DO UPDATE SET step = excluded.step, draft = excluded.draft, version = excluded.version,
         updated_at = now()`,
      [userId, kept.flow, kept.step, JSON.stringify(kept.draft), kept.version],
    );
  }

  /** Drops the drafts that have all these fields. */
  async forgetDrafts(tx: Transaction, userId: UserId, about: Readonly<Record<string, string>>): Promise<void> {
    await tx.query(`DELETE FROM bot.draft WHERE user_id = $1 AND draft @> $2::jsonb`, [userId, JSON.stringify(about)]);
  }

  /** Takes the draft out: the person resumes it, or its conversation has ended. */
  async takeDraft(tx: Transaction, userId: UserId, flow: string): Promise<KeptDraft | undefined> {
    const [rows] = await tx.query(
      `DELETE FROM bot.draft WHERE user_id = $1 AND flow = $2 RETURNING flow, step, draft, version`,
      [userId, flow],
    );
    return (rows as KeptDraft[])[0];
  }
}
