import { Database, pageLimit, SCHEMAS } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { keysIn, pageOf, type Page, type PageQuery } from '../lists/page';

/** An act as the app that did it has recorded it. */
export interface ActRow {
  readonly id: string;
  readonly schema: string;
  readonly act: string;
  readonly operator: string;
  /** Null once the person is erased. */
  readonly reason: string | null;
  readonly userId: UserId | null;
  readonly subject: string | null;
  readonly details: object;
  /** `done`, or the code of the refusal. */
  readonly outcome: string;
  readonly createdAt: Date;
}

const ACT = `id, act, operator, reason, user_id AS "userId", subject, details, outcome, created_at AS "createdAt", created_at::text AS at`;

/** The audit of operators' acts, over all apps. */
@Injectable()
export class AuditReader {
  constructor(private readonly database: Database) {}

  /** Reads a page of acts, the newest first, of everybody or about one person. Each app’s table has an index for this order. */
  async list({ limit, after }: PageQuery, user: UserId | undefined): Promise<Page<ActRow>> {
    const [at = '', id = ''] = keysIn(after, 2) ?? [];
    const isKey = !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id);
    const of = (schema: string) =>
      `(SELECT '${schema}' AS schema, ${ACT} FROM ${schema}.operator_act
        WHERE (created_at, id) < ($1::timestamptz, $2::uuid) ${user === undefined ? '' : 'AND user_id = $3'}
        ORDER BY created_at DESC, id DESC ${pageLimit(limit)})`;
    const rows = await this.database.read.query<(ActRow & { readonly at: string })[]>(
      `SELECT * FROM (${SCHEMAS.map(of).join(' UNION ALL ')}) AS acts ORDER BY "createdAt" DESC, id DESC ${pageLimit(limit)}`,
      [
        isKey ? at : 'infinity',
        isKey ? id : 'ffffffff-ffff-ffff-ffff-ffffffffffff',
        ...(user === undefined ? [] : [user]),
      ],
    );
    const page = pageOf(rows, limit, (row) => [row.at, row.id]);
    return { ...page, rows: page.rows.map(({ at: _, ...row }) => row) };
  }

  /** The row of one act; undefined as long as no app has recorded it. */
  async one(actId: string): Promise<ActRow | undefined> {
    const [row] = await this.database.read.query<(ActRow & { readonly at: string })[]>(
      SCHEMAS.map((schema) => `SELECT '${schema}' AS schema, ${ACT} FROM ${schema}.operator_act WHERE id = $1`).join(
        ' UNION ALL ',
      ),
      [actId],
    );
    if (!row) return undefined;
    const { at: _, ...act } = row;
    return act;
  }
}
