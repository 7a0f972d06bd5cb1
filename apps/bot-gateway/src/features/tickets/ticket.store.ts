import type { Transaction } from '@aisha/database';
import type { TicketId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';

/** A ticket that an operator acts on, locked until the transaction ends. */
interface LockedTicket {
  readonly userId: UserId;
  readonly isClosed: boolean;
}

/** Writes bot.support_ticket and bot.support_message. */
export class TicketStore {
  /**
   * Adds a person's words to their open ticket. If they have none, opens a new one. A ticket that waits for an operator keeps its place in
   * the line, however often the person writes.
   */
  async write(
    tx: Transaction,
    userId: UserId,
    asked: { readonly ticketId: TicketId; readonly words: string },
  ): Promise<void> {
    await tx.query(
      `WITH ticket AS (
         INSERT INTO bot.support_ticket (id, user_id) VALUES ($1, $2)
         ON CONFLICT (user_id) WHERE closed_at IS NULL DO UPDATE SET waits_for = 'operator',
           last_at = CASE WHEN support_ticket.waits_for = 'operator' THEN support_ticket.last_at ELSE now() END RETURNING id)
       INSERT INTO bot.support_message (id, ticket_id, words) SELECT $3, id, $4 FROM ticket`,
      [asked.ticketId, userId, newId<string>(), asked.words],
    );
  }

  async lock(tx: Transaction, ticketId: TicketId): Promise<LockedTicket | null> {
    const [ticket] = await tx.query<LockedTicket[]>(
      `SELECT user_id AS "userId", closed_at IS NOT NULL AS "isClosed" FROM bot.support_ticket WHERE id = $1 FOR UPDATE`,
      [ticketId],
    );
    return ticket ?? null;
  }

  /**
   * Whether the person has written something after the newest message that an operator saw. Of a locked ticket: the person's next words wait
   * for the lock. Without a message, the operator saw everything; of a message that is not in the ticket, nothing.
   */
  async hasNewWords(tx: Transaction, ticketId: TicketId, seenMessageId: string | undefined): Promise<boolean> {
    if (seenMessageId === undefined) return false;
    const [found] = await tx.query<unknown[]>(
      `SELECT FROM bot.support_message m WHERE ticket_id = $1 AND operator IS NULL AND NOT EXISTS (
         SELECT FROM bot.support_message seen
          WHERE seen.ticket_id = $1 AND seen.id = $2 AND (seen.created_at, seen.id) >= (m.created_at, m.id)) LIMIT 1`,
      [ticketId, seenMessageId],
    );
    return found !== undefined;
  }

  /** Adds an operator's answer. A ticket with words of the person that the operator has not seen keeps its place in the line. */
  async answer(
    tx: Transaction,
    ticketId: TicketId,
    said: { readonly operator: string; readonly words: string; readonly hasNewWords: boolean },
  ): Promise<void> {
    await tx.query(`INSERT INTO bot.support_message (id, ticket_id, operator, words) VALUES ($1, $2, $3, $4)`, [
      newId<string>(),
      ticketId,
      said.operator,
      said.words,
    ]);
    if (said.hasNewWords) return;
    await tx.query(`UPDATE bot.support_ticket SET waits_for = 'person', last_at = now() WHERE id = $1`, [ticketId]);
  }

  async close(tx: Transaction, ticketId: TicketId): Promise<void> {
    await tx.query(`UPDATE bot.support_ticket SET closed_at = now() WHERE id = $1`, [ticketId]);
  }

  /** Deletes everything that a person wrote to support, with the answers. */
  async forget(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(`DELETE FROM bot.support_ticket WHERE user_id = $1`, [userId]);
  }

  /** Deletes tickets that were closed more than this many milliseconds ago. */
  async forgetClosed(tx: Transaction, keptMs: number): Promise<void> {
    await tx.query(`DELETE FROM bot.support_ticket WHERE closed_at < now() - $1::float8 * interval '1 ms'`, [keptMs]);
  }
}
