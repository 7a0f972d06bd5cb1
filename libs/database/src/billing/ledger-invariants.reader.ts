import { Injectable } from '@nestjs/common';
import { ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { Database } from '../connection/database';
import { LEDGER_PARTS, type LedgerInvariant, type LedgerPart } from '../entities/billing/ledger-invariants';
import { CALLS_OF_HOLD, FREE_WORK_OF_HOLD, ORDER_OF_HOLD, ORDER_TABLES } from './order-tables';
import { PAYMENT_TYPES } from '../entities/billing/transaction.entity';
import { LEDGER_MOVES } from './ledger-moves';

/** One violation. Amounts are in hundredths of a credit. */
export interface Violation {
  readonly invariant: LedgerInvariant;
  /** The id of the row that violates it: of a transaction, account, hold, payment, gain, gift or return, by the invariant. */
  readonly subject: string;
  readonly detail: string;
}

/**
 * Rows of one part: those after the key `after` up to the key `upTo` (null: from the first, to the last), those with these keys, or those
 * that changed since a moment.
 */
type LedgerRows =
  | { readonly after: string | null; readonly upTo: string | null }
  | { readonly keys: readonly string[] }
  | { readonly since: Date };

/** A settlement travels through the outbox and the queue, so it counts as late only after a minute. */
const SETTLEMENT_GRACE = `interval '1 minute'`;

/**
 * Calls of the last ten seconds before an order's end do not count as costs. The free work of an order is written when the order ends, and
 * on a busy machine a call of these seconds may be missing from it.
 */
const CALL_GRACE = `interval '10 seconds'`;

/** The orders of a person who had everything deleted are gone; what was charged for them stays in the ledger alone. */
const FORGOTTEN = `SELECT FROM billing.account a WHERE a.user_id = h.user_id AND a.forgotten_at IS NOT NULL`;

/** The moves that are checked by type. The entries of orders are compared with their holds instead. */
const MOVES = Object.entries(LEDGER_MOVES).filter(([type]) => !['hold', 'capture', 'release'].includes(type));
/** SQL: each type with the accounts that it may move credits between, and the types themselves. */
const MOVES_SQL = MOVES.flatMap(([type, moves]) => moves.map((move) => `'${type}: ${move}'`)).join(', ');
const MOVED_TYPES = MOVES.map(([type]) => `'${type}'`).join(', ');

/** SQL: whether the key of the transaction `t` is one of these words and the id of a row. */
const namesRow = (words: string): string =>
  `t.idempotency_key ~ '^(${words}):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`;
const NAMED_ROW = 'right(t.idempotency_key, 36)::uuid';

/** How many violations of an invariant are listed at most: with so many, an operator has to look into the ledger itself. */
export const VIOLATIONS_AT_MOST = 1_000;

/** How many of the new rows one statement checks. */
const KEYS_AT_ONCE = 10_000;

interface Part {
  readonly table: string;
  readonly key: string;
  readonly type: 'uuid' | 'text';
  /** SQL that selects the keys with a change since $1, as `key`. */
  readonly since: string;
  /** SQL that selects subject and detail of each violation. `rows` gives the condition on a column that holds the part's key. */
  readonly checks: Readonly<Partial<Record<LedgerInvariant, (rows: (column: string) => string) => string>>>;
}

// One statement per invariant: each sees the ledger at one moment, in spite of concurrent writes. Postgres cannot
// estimate how many rows a range of uuids holds: it assumes one row or a hundredth of the table. So the statements
// leave it only one plan. A FULL join of two sums never scans one side for each row of the other. A subquery by key,
// for the rows that belong to a row, never becomes a scan of the whole table.
const PARTS: Readonly<Record<LedgerPart, Part>> = {
  transactions: {
    table: 'billing.transaction',
    key: 'id',
    type: 'uuid',
    since: 'SELECT id AS key FROM billing.transaction WHERE created_at >= $1',
    checks: {
      'entries-sum-to-zero': (rows) => `
        SELECT coalesce(t.id, e.transaction_id)::text AS subject,
               'transaction of ' || coalesce(t.amount::text, 'nothing') || ', its ' || coalesce(e.lines, 0) || ' entries move '
                 || coalesce(e.moved, 0) || ' and sum to ' || coalesce(e.total, 0) AS detail
          FROM (SELECT id, amount FROM billing.transaction WHERE ${rows('id')}) t
          FULL JOIN (SELECT transaction_id, count(*) AS lines, sum(amount) AS total, sum(amount) FILTER (WHERE amount > 0) AS moved
                       FROM billing.entry WHERE ${rows('transaction_id')} GROUP BY transaction_id) e ON e.transaction_id = t.id
         WHERE e.total IS DISTINCT FROM 0 OR e.moved IS DISTINCT FROM t.amount`,

      'credit-is-paid-for': (rows) => `
        SELECT t.id::text AS subject, t.idempotency_key || ' credited ' || t.amount || ', nothing was paid' AS detail
          FROM billing.transaction t
         WHERE ${rows('t.id')} AND t.type IN ${PAYMENT_TYPES}
           AND (t.idempotency_key NOT LIKE 'purchase:%'
             OR (SELECT p.credited FROM billing.purchase p
                  WHERE p.telegram_payment_charge_id = substr(t.idempotency_key, length('purchase:') + 1)) IS NULL)`,

      'posting-is-the-holders': (rows) => `
        SELECT t.id::text AS subject, t.type || ' of ' || t.amount || ' for order ' || coalesce(t.order_id::text, 'unknown') AS detail
          FROM billing.transaction t
         WHERE ${rows('t.id')} AND t.type IN ('hold', 'capture', 'release')
           AND (t.order_id IS NULL OR t.user_id <> (SELECT h.user_id FROM billing.credit_hold h WHERE h.order_id = t.order_id))`,

      // Another check compares the person and the amount of the row. An EXISTS would read each of the tables as a whole.
      'posting-has-its-cause': (rows) => `
        SELECT t.id::text AS subject, t.type || ' of ' || t.amount || ' under ' || t.idempotency_key || ', which nothing explains' AS detail
          FROM billing.transaction t
         WHERE ${rows('t.id')} AND NOT CASE
           WHEN t.type = 'welcome' THEN t.idempotency_key = 'welcome:' || t.user_id
           WHEN t.type = 'forfeit' THEN (SELECT a.forgotten_at FROM billing.account a WHERE a.user_id = t.user_id) IS NOT NULL
           WHEN t.type NOT IN ('promo', 'referral', 'referral-picture', 'gain-back', 'gift-sent', 'gift-received', 'gift-back',
                               'set-aside', 'set-back', 'refund', 'debt') THEN true
           WHEN ${namesRow('gain|gain-back|debt:gain')} THEN (SELECT id FROM billing.gain WHERE id = ${NAMED_ROW}) IS NOT NULL
           WHEN ${namesRow('gift-sent|gift-closed')} THEN (SELECT id FROM billing.gift WHERE id = ${NAMED_ROW}) IS NOT NULL
           WHEN ${namesRow('set-aside|set-back')} THEN (SELECT id FROM billing.purchase_return WHERE id = ${NAMED_ROW}) IS NOT NULL
           ELSE t.idempotency_key ~ '^(refund|debt):' AND (SELECT r.telegram_payment_charge_id FROM billing.refund r
             WHERE r.telegram_payment_charge_id = substr(t.idempotency_key, strpos(t.idempotency_key, ':') + 1)) IS NOT NULL
         END`,

      'posting-moves-its-accounts': (rows) => `
        SELECT t.id::text AS subject, t.type || ' of ' || t.amount || ' moved ' || e.moved AS detail
          FROM billing.transaction t
         CROSS JOIN LATERAL (SELECT string_agg(account, ' > ' ORDER BY amount) AS moved FROM billing.entry WHERE transaction_id = t.id) e
         WHERE ${rows('t.id')} AND t.type IN (${MOVED_TYPES}) AND t.type || ': ' || e.moved NOT IN (${MOVES_SQL})`,
    },
  },

  accounts: {
    table: 'billing.account',
    key: 'user_id',
    type: 'uuid',
    since: 'SELECT DISTINCT user_id AS key FROM billing.transaction WHERE created_at >= $1',
    checks: {
      'balance-equals-entries': (rows) => `
        SELECT coalesce(a.user_id, e.user_id)::text AS subject,
               'shows ' || coalesce(a.available, 0) || ' available, ' || coalesce(a.held, 0) || ' held and ' || coalesce(a.debt, 0)
                 || ' owed, its entries say ' || coalesce(e.available, 0) || ', ' || coalesce(e.held, 0) || ' and '
                 || coalesce(e.debt, 0) AS detail
          FROM (SELECT user_id, available, held, debt FROM billing.account WHERE ${rows('user_id')}) a
          FULL JOIN (SELECT user_id, coalesce(sum(amount) FILTER (WHERE account = 'user-available'), 0) AS available,
                            coalesce(sum(amount) FILTER (WHERE account = 'user-held'), 0) AS held,
                            -coalesce(sum(amount) FILTER (WHERE account = 'user-debt'), 0) AS debt
                       FROM billing.entry WHERE user_id IS NOT NULL AND ${rows('user_id')} GROUP BY user_id) e ON e.user_id = a.user_id
         WHERE coalesce(a.available, 0) <> coalesce(e.available, 0) OR coalesce(a.held, 0) <> coalesce(e.held, 0)
            OR coalesce(a.debt, 0) <> coalesce(e.debt, 0)`,

      'debt-is-paid-first': (rows) => `
        SELECT user_id::text AS subject, 'owes ' || debt || ' and has ' || available || ' to spend' AS detail
          FROM billing.account WHERE ${rows('user_id')} AND debt > 0 AND available > 0`,
    },
  },

  holds: {
    table: 'billing.credit_hold',
    key: 'order_id',
    type: 'uuid',
    since: `SELECT order_id AS key FROM billing.credit_hold WHERE created_at >= $1
            UNION SELECT order_id FROM billing.credit_hold WHERE settled_at >= $1
            UNION SELECT order_id FROM billing.transaction WHERE created_at >= $1 AND order_id IS NOT NULL`,
    checks: {
      'hold-is-not-exceeded': (rows) => `
        SELECT coalesce(h.order_id, e.order_id)::text AS subject,
               coalesce(h.status || ' hold of ' || h.amount || ', charged ' || h.captured, 'no hold') || '; its entries charge '
                 || coalesce(e.charged, 0) || ' and leave ' || coalesce(e.held, 0) || ' held' AS detail
          FROM (SELECT order_id, status, amount, captured, CASE WHEN status = 'open' THEN amount ELSE 0 END AS held
                  FROM billing.credit_hold WHERE ${rows('order_id')}) h
          FULL JOIN (SELECT t.order_id, coalesce(sum(e.held), 0) AS held, coalesce(sum(e.charged), 0) AS charged
                       FROM billing.transaction t
                      CROSS JOIN LATERAL (SELECT sum(amount) FILTER (WHERE account = 'user-held') AS held,
                                                 sum(amount) FILTER (WHERE account = 'platform-revenue') AS charged
                                            FROM billing.entry WHERE transaction_id = t.id) e
                      WHERE t.order_id IS NOT NULL AND ${rows('t.order_id')} AND t.type IN ('hold', 'capture', 'release')
                      GROUP BY t.order_id) e ON e.order_id = h.order_id
         WHERE h.order_id IS NULL OR h.captured > h.amount OR h.captured <> coalesce(e.charged, 0) OR h.held <> coalesce(e.held, 0)`,

      'delivered-is-charged': (rows) => `
        SELECT h.order_id::text AS subject,
               h.kind || CASE WHEN o.order_id IS NULL THEN ' that its worker does not know'
                              WHEN o.finished_at IS NULL THEN ' under way'
                              ELSE ' that delivered ' || o.delivered || ' and charges ' || greatest(o.delivered, o.charged) || ' of ' || o.units END
                 || ', its hold was settled for ' || coalesce(h.delivered, 0) || ' of ' || h.units || ' and charged ' || h.captured
                 || ' of ' || h.amount AS detail
          FROM (SELECT order_id, user_id, kind, units, free_units, delivered, captured, amount
                  FROM billing.credit_hold WHERE ${rows('order_id')} AND status <> 'open') h
          LEFT JOIN LATERAL (${ORDER_OF_HOLD}) o ON true
         WHERE NOT (o.order_id IS NULL AND EXISTS (${FORGOTTEN}))
           AND (coalesce(h.delivered, 0) <> coalesce(o.delivered, 0) OR (o.order_id IS NOT NULL AND o.finished_at IS NULL)
            OR h.captured <> coalesce(h.amount * greatest(0, greatest(o.delivered, o.charged) - h.free_units)
                                        / nullif(h.units - h.free_units, 0), 0))`,

      'cost-is-borne': (rows) => `
        SELECT h.order_id::text AS subject, h.kind || ' cost ' || c.cost || ' millionths of a dollar, and nobody bears it' AS detail
          FROM (SELECT order_id, kind FROM billing.credit_hold WHERE ${rows('order_id')} AND status = 'released') h
          JOIN LATERAL (${ORDER_OF_HOLD}) o ON o.finished_at IS NOT NULL AND o.delivered = 0 AND o.charged = 0
          JOIN LATERAL (SELECT sum(micro_dollars) AS cost FROM (${CALLS_OF_HOLD}) k WHERE called_at < o.finished_at - ${CALL_GRACE}) c ON c.cost > 0
         WHERE NOT EXISTS (${FREE_WORK_OF_HOLD})`,
    },
  },

  purchases: {
    table: 'billing.purchase',
    key: 'telegram_payment_charge_id',
    type: 'text',
    since: 'SELECT telegram_payment_charge_id AS key FROM billing.purchase WHERE created_at >= $1',
    checks: {
      'purchase-is-credited-once': (rows) => `
        SELECT p.telegram_payment_charge_id AS subject,
               'paid for ' || p.credited || ', credited ' || coalesce(t.amount::text, 'nothing')
                 || CASE WHEN p.user_id <> t.user_id THEN ' to another person' ELSE '' END AS detail
          FROM billing.purchase p
          LEFT JOIN LATERAL (SELECT amount, user_id FROM billing.transaction
                              WHERE idempotency_key = 'purchase:' || p.telegram_payment_charge_id
                                AND type = CASE WHEN p.pack_id LIKE 'plan:%' THEN 'subscription' ELSE 'purchase' END LIMIT 1) t ON true
         WHERE ${rows('p.telegram_payment_charge_id')} AND (p.credited IS DISTINCT FROM t.amount OR p.user_id IS DISTINCT FROM t.user_id)`,
    },
  },

  refunds: {
    table: 'billing.refund',
    key: 'telegram_payment_charge_id',
    type: 'text',
    since: 'SELECT telegram_payment_charge_id AS key FROM billing.refund WHERE created_at >= $1',
    checks: {
      'refund-takes-the-purchase': (rows) => `
        SELECT r.telegram_payment_charge_id AS subject,
               'credited ' || p.credited || ', took ' || r.taken || ' and left ' || r.owed || ' owed; its entries take '
                 || t.taken || ' and leave ' || t.owed AS detail
          FROM billing.refund r
         CROSS JOIN LATERAL (SELECT user_id, credited FROM billing.purchase
                              WHERE telegram_payment_charge_id = r.telegram_payment_charge_id LIMIT 1) p
         CROSS JOIN LATERAL (SELECT coalesce(sum(amount) FILTER (WHERE type = 'refund'), 0) AS taken,
                                    coalesce(sum(amount) FILTER (WHERE type = 'debt'), 0) AS owed
                               FROM billing.transaction
                              WHERE idempotency_key IN ('refund:' || r.telegram_payment_charge_id, 'debt:' || r.telegram_payment_charge_id)
                                AND user_id = p.user_id) t
         WHERE ${rows('r.telegram_payment_charge_id')}
           AND (r.taken + r.owed <> p.credited OR r.taken <> t.taken OR r.owed <> t.owed)`,
    },
  },

  gains: {
    table: 'billing.gain',
    key: 'id',
    type: 'uuid',
    since: 'SELECT id AS key FROM billing.gain WHERE gained_at >= $1',
    checks: {
      'gain-is-booked': (rows) => `
        SELECT g.id::text AS subject,
               g.reason || ' of ' || g.credits || ', booked ' || t.given || ', taken back ' || t.taken || ' and ' || t.owed || ' owed' AS detail
          FROM billing.gain g
         CROSS JOIN LATERAL (SELECT coalesce(sum(amount) FILTER (WHERE type IN ('promo', 'referral', 'referral-picture')), 0) AS given,
                                    coalesce(sum(amount) FILTER (WHERE type = 'gain-back'), 0) AS taken,
                                    coalesce(sum(amount) FILTER (WHERE type = 'debt'), 0) AS owed
                               FROM billing.transaction
                              WHERE idempotency_key IN ('gain:' || g.id, 'gain-back:' || g.id, 'debt:gain:' || g.id) AND user_id = g.user_id) t
         WHERE ${rows('g.id')} AND (t.given <> g.credits OR t.taken <> coalesce(g.taken, 0) OR t.owed <> coalesce(g.owed, 0))`,
    },
  },

  gifts: {
    table: 'billing.gift',
    key: 'id',
    type: 'uuid',
    since: `SELECT id AS key FROM billing.gift WHERE made_at >= $1
            UNION SELECT id FROM billing.gift WHERE closed_at >= $1`,
    checks: {
      'gift-is-booked': (rows) => `
        SELECT g.id::text AS subject,
               'gift of ' || g.credits || CASE WHEN g.closed_at IS NULL THEN ', open' ELSE ', closed' END
                 || ', sent ' || t.sent || ', arrived ' || t.arrived AS detail
          FROM billing.gift g
         CROSS JOIN LATERAL (SELECT coalesce(sum(amount) FILTER (WHERE type = 'gift-sent' AND user_id = g.giver_id), 0) AS sent,
                                    coalesce(sum(amount) FILTER (WHERE type IN ('gift-received', 'gift-back')
                                      AND user_id = coalesce(g.opener_id, g.giver_id)), 0) AS arrived
                               FROM billing.transaction WHERE idempotency_key IN ('gift-sent:' || g.id, 'gift-closed:' || g.id)) t
         WHERE ${rows('g.id')} AND (t.sent <> g.credits OR t.arrived <> CASE WHEN g.closed_at IS NULL THEN 0 ELSE g.credits END)`,
    },
  },

  returns: {
    table: 'billing.purchase_return',
    key: 'id',
    type: 'uuid',
    since: `SELECT id AS key FROM billing.purchase_return WHERE asked_at >= $1
            UNION SELECT id FROM billing.purchase_return WHERE ended_at >= $1`,
    checks: {
      'return-is-whole': (rows) => `
        SELECT b.id::text AS subject,
               'a return that is ' || b.state || ' set ' || b.set_aside || ' aside; its entries leave ' || h.held || ' held'
                 || CASE WHEN b.state = 'returned' AND r IS NULL THEN ', and there is no refund' ELSE '' END AS detail
          FROM billing.purchase_return b
          LEFT JOIN LATERAL (SELECT true AS r FROM billing.refund f
                              WHERE f.telegram_payment_charge_id = b.telegram_payment_charge_id LIMIT 1) f ON true
         CROSS JOIN LATERAL (
           SELECT coalesce(sum(e.amount), 0) AS held
             FROM billing.transaction t JOIN billing.entry e ON e.transaction_id = t.id AND e.account = 'user-held' AND e.user_id = b.user_id
            WHERE t.idempotency_key IN ('set-aside:' || b.id, 'set-back:' || b.id,
                                        CASE b.state WHEN 'returned' THEN 'refund:' || b.telegram_payment_charge_id END)) h
         WHERE ${rows('b.id')}
           AND (h.held <> CASE b.state WHEN 'open' THEN b.set_aside ELSE 0 END
             OR (b.state = 'returned' AND b.set_aside > 0 AND r IS NULL))`,
    },
  },

  ...(Object.fromEntries(ORDER_KINDS.map((kind) => [kind, ordersOf(kind)])) as Record<OrderKind, Part>),
};

function ordersOf(kind: OrderKind): Part {
  const table = ORDER_TABLES[kind];
  return {
    table,
    key: 'order_id',
    type: 'uuid',
    // Only orders that succeeded: the index gives them quickly. An order that ended in another way and was charged nevertheless is found by
    // the sweep over all of history.
    since: `SELECT order_id AS key FROM ${table} WHERE state = 'succeeded' AND finished_at >= $1`,
    checks: {
      'delivered-was-held': (rows) => `
        SELECT o.order_id::text AS subject,
               '${kind} that delivered ' || o.delivered || ' and charges ' || greatest(o.delivered, o.charged) || ' of ' || o.units || ', without a hold' AS detail
          FROM (SELECT order_id, units, delivered, charged FROM ${table}
                 WHERE ${rows('order_id')} AND (delivered > 0 OR charged > 0) AND finished_at IS NOT NULL) o
         WHERE NOT EXISTS (SELECT FROM billing.credit_hold h WHERE h.order_id = o.order_id)`,
    },
  };
}

/**
 * SQL: orders that ended more than a minute before the moment $1 (null: now) and still hold credits. Open holds are few, so the check reads all of them, each by its
 * order's key.
 */
const FINISHED_ORDERS = ORDER_KINDS.map(
  (kind) => `
    SELECT h.order_id::text AS subject, '${kind} ' || o.state || ' at ' || o.finished_at || ', ' || h.amount || ' still held' AS detail
      FROM billing.credit_hold h JOIN ${ORDER_TABLES[kind]} o ON o.order_id = h.order_id
     WHERE h.status = 'open' AND o.finished_at < coalesce($1::timestamptz, now()) - ${SETTLEMENT_GRACE}`,
).join(' UNION ALL ');

/** Whether an invariant is checked in a part. */
export const isOfPart = (invariant: LedgerInvariant, part: LedgerPart): boolean => invariant in PARTS[part].checks;

/** Searches the ledger for violations. */
@Injectable()
export class LedgerInvariantsReader {
  constructor(private readonly database: Database) {}

  /**
   * All violations in the whole ledger, at most `VIOLATIONS_AT_MOST` of each invariant in each part; empty if the ledger has no fault. A
   * restored ledger stands still since `at`, the moment of its backup: settlements that were under way then are not late.
   */
  async violations(at: Date | null = null): Promise<Violation[]> {
    const found: Violation[] = [];
    for (const part of LEDGER_PARTS) found.push(...(await this.violationsOf(part, { after: null, upTo: null })));
    return [...found, ...(await this.unsettled(at))];
  }

  /** The violations in some rows of a part, at most `VIOLATIONS_AT_MOST` of each invariant. */
  async violationsOf(part: LedgerPart, rows: LedgerRows): Promise<Violation[]> {
    const { checks, type } = PARTS[part];
    const found: Violation[] = [];
    if ('since' in rows) {
      // The keys are read by a query of their own. If this query were a part of the check, Postgres would expect a large part of the table
      // and read all of it.
      const changed = await this.database.read.query<{ key: string }[]>(PARTS[part].since, [rows.since]);
      for (let first = 0; first < changed.length; first += KEYS_AT_ONCE) {
        const keys = changed.slice(first, first + KEYS_AT_ONCE).map(({ key }) => key);
        found.push(...(await this.violationsOf(part, { keys })));
      }
      return found;
    }
    const [bounds, parameters] = boundsOf(type, rows);
    for (const [invariant, statementOf] of Object.entries(checks)) {
      found.push(...(await this.find(invariant as LedgerInvariant, statementOf(bounds), parameters)));
    }
    return found;
  }

  /** Orders that ended more than a minute before this moment, or before now, and still hold credits. */
  unsettled(at: Date | null = null): Promise<Violation[]> {
    return this.find('finished-order-is-settled', FINISHED_ORDERS, [at]);
  }

  /** The key `rows` rows after the key `after`; null if fewer rows are left in the part. */
  async keyAfter(part: LedgerPart, after: string | null, rows: number): Promise<string | null> {
    const { table, key, type } = PARTS[part];
    const [found] = await this.database.read.query<{ key: string }[]>(
      `SELECT ${key}::text AS key FROM ${table} ${after === null ? '' : `WHERE ${key} > $1::${type}`} ORDER BY ${table}.${key} OFFSET ${rows - 1} LIMIT 1`,
      after === null ? [] : [after],
    );
    return found?.key ?? null;
  }

  private async find(invariant: LedgerInvariant, statement: string, parameters: unknown[]): Promise<Violation[]> {
    const rows: Omit<Violation, 'invariant'>[] = await this.database.read.query(
      `${statement} LIMIT ${VIOLATIONS_AT_MOST}`,
      parameters,
    );
    return rows.map((row) => ({ invariant, ...row }));
  }
}

/** The condition on a column that holds a part's key, and its parameters. */
function boundsOf(
  type: Part['type'],
  rows: Exclude<LedgerRows, { since: Date }>,
): [(column: string) => string, unknown[]] {
  if ('keys' in rows) return [(column) => `${column} = ANY ($1::${type}[])`, [rows.keys]];
  const conditions: ((column: string) => string)[] = [];
  const parameters: string[] = [];
  for (const [operator, key] of [
    ['>', rows.after],
    ['<=', rows.upTo],
  ] as const) {
    if (key === null) continue;
    const place = parameters.push(key);
    conditions.push((column) => `${column} ${operator} $${place}::${type}`);
  }
  return [(column) => conditions.map((condition) => condition(column)).join(' AND ') || 'true', parameters];
}
