import { Injectable } from '@nestjs/common';
import { ORDER_KINDS } from '@aisha/domain';
import { Database } from '../database';
import { ORDER_TABLES } from './order-tables';

/** What must hold of the money at any moment (design §4). */
export const LEDGER_INVARIANTS = {
  'entries-sum-to-zero': 'The entries of each transaction sum to 0, and each has entries.',
  'ledger-sums-to-zero': 'All entries together sum to 0.',
  'balance-equals-entries': 'What an account shows is what its entries say.',
  'finished-order-is-settled': 'No order that ended more than a minute ago still has an open hold.',
  'purchase-is-credited-once': 'Each payment that arrived was credited exactly once and in full; nothing else was.',
  'hold-is-not-exceeded': 'No hold was charged for more than it held, and its entries add up to what it says.',
} as const;
export type LedgerInvariant = keyof typeof LEDGER_INVARIANTS;
export const LEDGER_INVARIANT_NAMES = Object.keys(LEDGER_INVARIANTS) as LedgerInvariant[];

/** One thing that is wrong. Amounts are in hundredths of a credit. */
export interface Violation {
  readonly invariant: LedgerInvariant;
  /** What it is wrong with: the id of a transaction, person, order or charge; null for the ledger as a whole. */
  readonly subject: string | null;
  readonly detail: string;
}

/** A settlement travels through the outbox and the queue: it is late after a minute, not after a millisecond. */
const SETTLEMENT_GRACE = `interval '1 minute'`;

// One statement per invariant: each sees one moment of the ledger, whatever is being written meanwhile.
const QUERIES: Readonly<Record<LedgerInvariant, string>> = {
  'entries-sum-to-zero': `
    SELECT t.id::text AS subject, 'its ' || count(e.line) || ' entries sum to ' || coalesce(sum(e.amount), 0) AS detail
      FROM billing.transaction t LEFT JOIN billing.entry e ON e.transaction_id = t.id
     GROUP BY t.id HAVING coalesce(sum(e.amount), 0) <> 0 OR count(e.line) = 0`,

  'ledger-sums-to-zero': `
    SELECT NULL AS subject, 'the ledger sums to ' || sum(amount) AS detail FROM billing.entry HAVING sum(amount) <> 0`,

  'balance-equals-entries': `
    SELECT user_id::text AS subject,
           'shows ' || available || ' available and ' || held || ' held, its entries say ' || entered_available || ' and ' || entered_held AS detail
      FROM (SELECT a.user_id, a.available, a.held,
                   coalesce(sum(e.amount) FILTER (WHERE e.account = 'user-available'), 0) AS entered_available,
                   coalesce(sum(e.amount) FILTER (WHERE e.account = 'user-held'), 0) AS entered_held
              FROM billing.account a LEFT JOIN billing.entry e ON e.user_id = a.user_id
             GROUP BY a.user_id) account
     WHERE available <> entered_available OR held <> entered_held`,

  'finished-order-is-settled': ORDER_KINDS.map(
    (kind) => `
    SELECT o.order_id::text AS subject, '${kind} ' || o.state || ' at ' || o.finished_at || ', ' || h.amount || ' still held' AS detail
      FROM ${ORDER_TABLES[kind]} o JOIN billing.credit_hold h USING (order_id)
     WHERE h.status = 'open' AND o.finished_at < now() - ${SETTLEMENT_GRACE}`,
  ).join(' UNION ALL '),

  'purchase-is-credited-once': `
    SELECT coalesce('purchase:' || p.telegram_payment_charge_id, t.idempotency_key) AS subject,
           'paid for ' || coalesce(p.credited::text, 'nothing') || ', credited ' || coalesce(t.amount::text, 'nothing') AS detail
      FROM billing.purchase p
      FULL JOIN (SELECT * FROM billing.transaction WHERE type = 'purchase') t
        ON t.idempotency_key = 'purchase:' || p.telegram_payment_charge_id
     WHERE p.credited IS DISTINCT FROM t.amount OR p.user_id IS DISTINCT FROM t.user_id`,

  'hold-is-not-exceeded': `
    SELECT h.order_id::text AS subject,
           h.status || ' hold of ' || h.amount || ', charged ' || h.captured || '; its entries leave ' || coalesce(e.still_held, 0) || ' held' AS detail
      FROM billing.credit_hold h
      LEFT JOIN (SELECT t.order_id, sum(e.amount) FILTER (WHERE e.account = 'user-held') AS still_held,
                        sum(e.amount) FILTER (WHERE e.account = 'platform-revenue') AS charged
                   FROM billing.transaction t JOIN billing.entry e ON e.transaction_id = t.id
                  WHERE t.type IN ('hold', 'capture', 'release') GROUP BY t.order_id) e USING (order_id)
     WHERE h.captured > h.amount
        OR coalesce(e.charged, 0) <> h.captured
        OR coalesce(e.still_held, 0) <> CASE WHEN h.status = 'open' THEN h.amount ELSE 0 END`,
};

/** Looks through the whole ledger for what can never be. */
@Injectable()
export class LedgerInvariantsReader {
  constructor(private readonly database: Database) {}

  /** Everything that is wrong; empty when the money adds up. */
  async violations(): Promise<Violation[]> {
    const found: Violation[] = [];
    for (const invariant of LEDGER_INVARIANT_NAMES) {
      const rows: Omit<Violation, 'invariant'>[] = await this.database.read.query(QUERIES[invariant]);
      found.push(...rows.map((row) => ({ invariant, ...row })));
    }
    return found;
  }
}
