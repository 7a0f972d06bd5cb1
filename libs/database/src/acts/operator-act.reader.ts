import type { UserId } from '@aisha/domain';
import { cursorAfter, readCursor } from '../rows/page-cursor';
import { pageLimit } from '../rows/page-limit';
import type { Schema } from '../connection/schemas';
import type { ActDetails } from './operator-acts.store';

/** An audit row as operators read it. */
export interface OperatorAct {
  /** The schema that the row lies in: that of the app that did the act. */
  readonly schema: Schema;
  readonly id: string;
  readonly act: string;
  readonly operator: string;
  /** Null once the person is erased. */
  readonly reason: string | null;
  readonly userId: UserId | null;
  readonly subject: string | null;
  readonly details: ActDetails;
  readonly outcome: string;
  readonly createdAt: Date;
}

/** Selects the acts about a person or of an operator; all acts when neither is given. */
interface ActFilter {
  readonly userId?: UserId;
  readonly operator?: string;
}

interface ActPage {
  readonly acts: readonly OperatorAct[];
  /** Where the next page begins, to be passed as `before`; null at the end. */
  readonly next: string | null;
}

/** Sends one statement to the database with a login that reads `report.operator_act`. */
export type AskRows = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

const COLUMNS =
  'schema, id, act, operator, reason, user_id AS "userId", subject, details, outcome, created_at AS "createdAt"';

/**
 * Reads the audit of operators' acts, newest first, over all apps. A page is read by one index in each schema, so that it costs about as
 * many rows as it shows, however many there are.
 */
export class OperatorActReader {
  constructor(private readonly ask: AskRows) {}

  /** A page of acts, `limit` at most. A `before` that no page gave reads the first page. */
  async page({ userId, operator }: ActFilter, { before, limit }: { before?: string; limit: number }): Promise<ActPage> {
    const parameters: unknown[] = [];
    const conditions: string[] = [];
    if (userId !== undefined) conditions.push(`user_id = $${parameters.push(userId)}::uuid`);
    if (operator !== undefined) conditions.push(`operator = $${parameters.push(operator)}`);
    const cursor = readCursor(before);
    if (cursor) {
      const id = parameters.push(...cursor);
      conditions.push(`(created_at, id) < ($${id - 1}::timestamptz, $${id}::uuid)`);
    }
    const rows = await this.ask<OperatorAct>(
      `SELECT ${COLUMNS} FROM report.operator_act ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
        ORDER BY created_at DESC, id DESC ${pageLimit(limit)}`,
      parameters,
    );
    const acts = rows.slice(0, limit);
    const last = acts.at(-1);
    return { acts, next: rows.length > limit && last ? cursorAfter(last.createdAt, last.id) : null };
  }

  /** The row of one act; null while the app has not done the act yet. */
  async find(actId: string): Promise<OperatorAct | null> {
    const [found] = await this.ask<OperatorAct>(`SELECT ${COLUMNS} FROM report.operator_act WHERE id = $1`, [actId]);
    return found ?? null;
  }
}
