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

  async answer(tx: Transaction, ticketId: TicketId, operator: string, words: string): Promise<void> {
    await tx.query(`INSERT INTO bot.support_message (id, ticket_id, operator, words) VALUES ($1, $2, $3, $4)`, [
      newId<string>(),
      ticketId,
      operator,
      words,
    ]);
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
