import { RETENTION_MS, type UserId } from '@aisha/domain';
import { writeAtEnd, type Transaction } from '@aisha/database';
import { type DraftKey, write } from './move';

/** A person's place in the conversations. */
export interface Place {
  readonly flow: string;
  readonly step: string;
  readonly draft: unknown;
  readonly version: number;
  /** The message that shows the step; null until one was sent. */
  readonly screen: number | null;
  /** The update that led to this place. */
  readonly updateId: number;
  /** Whether the person came here a moment ago, so that a press on an earlier screen counts as the second of two quick taps. */
  readonly isRecent: boolean;
}

type KeptDraft = Pick<Place, 'flow' | 'step' | 'draft' | 'version'>;

/** A press on an earlier screen counts as a second tap for this many seconds after a step. */
const SECOND_TAP_SECONDS = 5;

/** SQL: whether the person of a row of bot.conversation came to its step a moment ago. */
export const isRecent = (place: string): string =>
  `${place}.updated_at > now() - interval '${SECOND_TAP_SECONDS} seconds'`;

/** Writes bot.conversation and bot.draft. */
export class ConversationStore {
  /** Reads the person's place and locks its row, so that two inputs of one person are never handled at the same time. */
  async place(tx: Transaction, userId: UserId): Promise<Place | undefined> {
    const [row] = await tx.query(
      `SELECT flow, step, draft, version, screen::float8 AS screen, update_id::float8 AS "updateId",
         ${isRecent('conversation')} AS "isRecent"
       FROM bot.conversation WHERE user_id = $1 FOR UPDATE`,
      [userId],
    );
    return row as Place | undefined;
  }

  /**
   * Writes the place without the id of its screen, which the delivery that sends the screen records (delivery.store.ts). `leavesScreen`
   * means that the earlier message is no screen any more, because its buttons are gone or belong to no step.
   */
  put(tx: Transaction, userId: UserId, place: Omit<Place, 'screen' | 'isRecent'>, { leavesScreen = false } = {}): void {
    writeAtEnd(
      tx,
      `INSERT INTO bot.conversation (user_id, flow, step, draft, version, update_id) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (user_id) DO UPDATE SET flow = excluded.flow, step = excluded.step, draft = excluded.draft,
         version = excluded.version, update_id = excluded.update_id, updated_at = now(),
         screen = CASE WHEN $7 THEN NULL ELSE conversation.screen END`,
      [userId, place.flow, place.step, JSON.stringify(place.draft), place.version, place.updateId, leavesScreen],
      `conversation ${userId}`,
    );
  }

  async keepDraft(tx: Transaction, userId: UserId, about: string, kept: KeptDraft): Promise<void> {
    await tx.query(
      `INSERT INTO bot.draft (user_id, flow, about, step, draft, version) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (user_id, flow, about) DO UPDATE SET step = excluded.step, draft = excluded.draft,
         version = excluded.version, updated_at = now(), dropped_at = NULL`,
      [userId, kept.flow, about, kept.step, JSON.stringify(kept.draft), kept.version],
    );
  }

  /** Drops a draft; the person can restore it for a day. */
  async dropDraft(tx: Transaction, userId: UserId, { flow, about }: DraftKey): Promise<boolean> {
    const [, dropped] = await tx.query<[unknown[], number]>(
      `UPDATE bot.draft SET dropped_at = now() WHERE user_id = $1 AND flow = $2 AND about = $3 AND dropped_at IS NULL`,
      [userId, flow, about],
    );
    return dropped > 0;
  }

  /**
   * Changes the step and the answers in a draft; false if the bot no longer offers it. A dropped draft is changed as well, because the person
   * can restore it.
   */
  async putIntoDraft(
    tx: Transaction,
    userId: UserId,
    { flow, about }: DraftKey,
    { step, draft }: Pick<KeptDraft, 'step' | 'draft'>,
  ): Promise<boolean> {
    const [changed] = await tx.query<[{ isOffered: boolean }[]]>(
      `UPDATE bot.draft SET step = $4, draft = $5, updated_at = now()
       WHERE user_id = $1 AND flow = $2 AND about = $3 RETURNING dropped_at IS NULL AS "isOffered"`,
      [userId, flow, about, step, JSON.stringify(draft)],
    );
    return changed.some(({ isOffered }) => isOffered);
  }

  /** Removes drafts that were dropped too long ago to be restored. */
  async prune(tx: Transaction): Promise<void> {
    await tx.query(`DELETE FROM bot.draft WHERE dropped_at < now() - $1 * interval '1 ms'`, [
      RETENTION_MS.droppedDraft,
    ]);
  }

  /** Removes a draft that leads nowhere any more, and that nobody can restore; false if the bot no longer offered it. */
  async forgetDraft(tx: Transaction, userId: UserId, { flow, about }: DraftKey): Promise<boolean> {
    const [gone] = await tx.query<[{ isOffered: boolean }[]]>(
      `DELETE FROM bot.draft WHERE user_id = $1 AND flow = $2 AND about = $3 RETURNING dropped_at IS NULL AS "isOffered"`,
      [userId, flow, about],
    );
    return gone.some(({ isOffered }) => isOffered);
  }

  /** Removes the draft of a conversation that has ended. */
  removeDraft(tx: Transaction, userId: UserId, { flow, about }: DraftKey): void {
    writeAtEnd(tx, `DELETE FROM bot.draft WHERE user_id = $1 AND flow = $2 AND about = $3`, [userId, flow, about]);
  }

  /** Takes a draft out of the table, because the person resumes or restores it. */
  async takeDraft(tx: Transaction, userId: UserId, { flow, about }: DraftKey): Promise<KeptDraft | undefined> {
    const [rows] = await tx.query(
      `DELETE FROM bot.draft WHERE user_id = $1 AND flow = $2 AND about = $3 RETURNING flow, step, draft, version`,
      [userId, flow, about],
    );
    return (rows as KeptDraft[])[0];
  }
}

/** Removes the person's drafts that have all these fields with these values. The person cannot restore them. */
export const forgetDrafts = write('forget-drafts', (tx, userId, about: Readonly<Record<string, string>>) =>
  tx.query(`DELETE FROM bot.draft WHERE user_id = $1 AND draft @> $2::jsonb`, [userId, JSON.stringify(about)]),
);
