import type { TicketId, UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { namedBy } from '../rows/named-by';
import { cursorAfter, readCursor } from '../rows/page-cursor';
import { pageLimit } from '../rows/page-limit';
import { SupportMessage, SupportTicket } from '../entities/bot/support-ticket.entity';

/** Which tickets a list has: those that wait for an operator, the longest wait first; or all, the newest first. */
type TicketList = 'waiting' | 'all';

interface TicketPage {
  readonly tickets: readonly SupportTicket[];
  /** Pass it as `after` for the next page; null at the end. */
  readonly next: string | null;
}

/** A person's open ticket, and how much they have written within 24 hours. */
interface PersonsTickets {
  /** The open ticket; null when there is none. */
  readonly open: Pick<SupportTicket, 'id' | 'waitsFor'> | null;
  /** How many messages the person has written within 24 hours. */
  readonly writtenToday: number;
}

/** SQL: the ticket waits for an operator. */
export const WAITING_TICKETS = `closed_at IS NULL AND waits_for = 'operator'`;
const COLUMNS = `id, user_id AS "userId", waits_for AS "waitsFor", opened_at AS "openedAt", last_at AS "lastAt", closed_at AS "closedAt"`;

/** Reads what people and operators write to each other. A page reads only the rows that it shows. */
export class SupportTicketReader {
  constructor(private readonly database: Database) {}

  async of(userId: UserId): Promise<PersonsTickets> {
    const [tickets] = await this.database.read.query<[PersonsTickets]>(
      `SELECT (SELECT jsonb_build_object('id', id, 'waitsFor', waits_for) FROM bot.support_ticket WHERE user_id = $1 AND closed_at IS NULL) AS open,
              (SELECT count(*)::int FROM bot.support_ticket t JOIN bot.support_message m ON m.ticket_id = t.id
                WHERE t.user_id = $1 AND (t.closed_at IS NULL OR t.last_at > now() - interval '1 day') AND m.operator IS NULL
                  AND m.created_at > now() - interval '1 day') AS "writtenToday"`,
      [userId],
    );
    return tickets;
  }

  /** How many tickets wait for an operator, and since when the first of them waits. */
  async waiting(): Promise<{ readonly count: number; readonly since: Date | null }> {
    const [row] = await this.database.read.query<[{ count: number; since: Date | null }]>(
      `SELECT count(*)::int AS count, min(last_at) AS since FROM bot.support_ticket WHERE ${WAITING_TICKETS}`,
    );
    return row;
  }

  async page(list: TicketList, { after, limit }: { after?: string; limit: number }): Promise<TicketPage> {
    const cursor = readCursor(after);
    const conditions = list === 'waiting' ? [WAITING_TICKETS] : [];
    const [compares, order] = list === 'waiting' ? ['>', 'ASC'] : ['<', 'DESC'];
    if (cursor) conditions.push(`(last_at, id) ${compares} ($1::timestamptz, $2::uuid)`);
    const tickets = await this.database.read.query<SupportTicket[]>(
      `SELECT ${COLUMNS} FROM bot.support_ticket ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
        ORDER BY last_at ${order}, id ${order} ${pageLimit(limit)}`,
      cursor,
    );
    const shown = tickets.slice(0, limit);
    const last = shown.at(-1);
    return { tickets: shown, next: tickets.length > limit && last ? cursorAfter(last.lastAt, last.id) : null };
  }

  /** Finds a ticket by its id or its number: of several with the same number, the one with the newest message. Null when there is none. */
  async find(named: string): Promise<SupportTicket | null> {
    const by = namedBy(named);
    if (by === undefined) return null;
    const [found] = await this.database.read.query<SupportTicket[]>(
      `SELECT ${COLUMNS} FROM bot.support_ticket WHERE ${by} ORDER BY last_at DESC LIMIT 1`,
      [named],
    );
    return found ?? null;
  }

  /** The messages of a ticket, the oldest first. */
  messages(ticketId: TicketId): Promise<SupportMessage[]> {
    return this.database.read.query(
      `SELECT id, ticket_id AS "ticketId", operator, words, created_at AS "createdAt" FROM bot.support_message
        WHERE ticket_id = $1 ORDER BY created_at, id`,
      [ticketId],
    );
  }
}
