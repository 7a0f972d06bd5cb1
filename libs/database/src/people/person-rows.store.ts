import { isDeepStrictEqual } from 'node:util';
import type { AvatarId, TelegramId, UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import type { Transaction } from '../connection/transaction';
import { SCHEMAS, type PersonSchema } from '../connection/schemas';
import { personTablesOf, WITHHELD } from './person-tables';

/** The ids by which rows lead to a person. */
interface WhoseRows {
  readonly userId: UserId;
  readonly avatarIds: readonly AvatarId[];
  /** Only the gateway knows this id. */
  readonly telegramId?: TelegramId | undefined;
}

/** A row as an export gives it: the table, and the row as JSON text, so that no number loses digits. */
interface GivenRow {
  readonly table: string;
  readonly json: string;
}

/** How many rows are read at once: the largest row, a transcript, has some 2 MB. */
const AT_ONCE = 20;

const parametersOf = ({ userId, avatarIds, telegramId }: WhoseRows): unknown[] => [
  userId,
  avatarIds,
  telegramId ?? null,
];
/** Gives a type to each parameter, because some conditions do not use every parameter. */
const TYPED = '$1::uuid IS NOT NULL AND $2::uuid[] IS NOT NULL AND ($3::bigint IS NULL OR true)';

/**
 * The payload of a message on its way about a person who is forgotten. The row itself stays until its receiver has seen it: a receiver
 * that found no row could not tell this message from one that was lost.
 */
const FORGOTTEN = { isForgotten: true } as const;

export const isForgotten = (payload: unknown): boolean => isDeepStrictEqual(payload, FORGOTTEN);

/** SQL: whether a message is about the person `$1` or one of the avatars `$2`. */
const IS_ABOUT = `(position($1 IN payload::text) > 0 OR payload->>'avatarId' = ANY ($2::text[]))`;

/** Reads, deletes and unlinks the rows of one person in all tables of one app. */
export class PersonRowsStore {
  constructor(
    private readonly database: Database,
    readonly schema: PersonSchema,
  ) {}

  /** The person's rows of all tables, as they were at one moment. */
  rowsOf(whose: WhoseRows): AsyncGenerator<GivenRow> {
    const readings = personTablesOf(this.schema).flatMap(({ table, of, given }) => {
      if (given === null) return [];
      const columns = given ?? `to_jsonb(t) - '{${WITHHELD.join(',')}}'::text[]`;
      const statement = `SELECT '${table}' AS "table", (${columns})::text AS json FROM ${table} t WHERE (${of}) AND ${TYPED}`;
      return [{ statement, parameters: parametersOf(whose) }];
    });
    return this.database.readAtOneMoment(readings, { rowsAtOnce: AT_ONCE });
  }

  /**
   * Deletes the person's rows, or takes the person out of those that stay; `except` names tables that are left for later. Resolves to how
   * many rows it changed. A second run finds none.
   */
  async forget(tx: Transaction, whose: WhoseRows, except: readonly string[] = []): Promise<number> {
    if (this.schema !== 'bot' && this.schema !== 'billing') await this.endMessages(tx, whose);
    let changed = 0;
    for (const { table, of, erased } of personTablesOf(this.schema)) {
      if (erased === 'kept' || except.includes(table)) continue;
      const condition = `(${of}) AND ${TYPED}`;
      const statement =
        erased === 'deleted'
          ? `DELETE FROM ${table} t WHERE ${condition}`
          : `UPDATE ${table} t SET ${erased.set} WHERE ${condition} AND (${erased.left ?? 'true'})`;
      const [, count] = (await tx.query(statement, parametersOf(whose))) as [unknown, number];
      changed += count;
    }
    return changed + (await this.forgetMessages(tx, whose));
  }

  /**
   * Records every message to this app about the person as handled, except those of the erasure. A handler that runs now then writes nothing
   * more, because its effects and that record are one transaction. Waits for handlers whose transaction is under way; what they write is
   * deleted afterwards. Not for billing and the gateway: they carry the erasure itself, and are asked again.
   */
  private async endMessages(tx: Transaction, { userId, avatarIds }: WhoseRows): Promise<void> {
    const { schema } = this;
    const sent = SCHEMAS.map((sender) => `SELECT id::text AS id, payload FROM ${sender}.outbox_to_${schema}`);
    await tx.query(
      `INSERT INTO ${schema}.handled (message_id, job)
       SELECT DISTINCT id, 'forgotten' FROM (SELECT message_id AS id, payload FROM ${schema}.long_job
         UNION ALL ${sent.join(' UNION ALL ')}) AS message
       WHERE ${IS_ABOUT} AND NOT payload ? 'erasureId' ORDER BY id ON CONFLICT DO NOTHING`,
      [userId, avatarIds],
    );
  }

  /**
   * Deletes messages about the person that failed, wait here, or are sent no more, and the payloads of those that are still to be handled
   * by another app, where they then count as handled. What belongs to the erasure itself stays.
   */
  private async forgetMessages(tx: Transaction, { userId, avatarIds }: WhoseRows): Promise<number> {
    const { schema } = this;
    let changed = 0;
    for (const statement of [
      `DELETE FROM ${schema}.dead_letter WHERE`,
      `DELETE FROM ${schema}.long_job WHERE`,
      `DELETE FROM ${schema}.outbox WHERE abandoned_at IS NOT NULL AND`,
      `UPDATE ${schema}.outbox SET payload = '${JSON.stringify(FORGOTTEN)}' WHERE`,
    ]) {
      const [, count] = (await tx.query(
        `${statement} ${IS_ABOUT} AND job NOT IN ('forget-person', 'person-forgotten')`,
        [userId, avatarIds],
      )) as [unknown, number];
      changed += count;
    }
    // These rows say whether an order's start or its cancel came first. Their keys have the person's id, and the person begins no more
    // orders.
    const [, starts] = (await tx.query(
      `DELETE FROM ${this.schema}.handled WHERE message_id LIKE 'order:' || $1 || ':%'`,
      [userId],
    )) as [unknown, number];
    return changed + starts;
  }
}
