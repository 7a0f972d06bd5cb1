import { Injectable } from '@nestjs/common';
import { LedgerCheck, type Violation } from '@aisha/database/billing';
import type { Transaction } from '@aisha/database';

/** The start of a check: how far earlier checks came, and the time since which rows may be unchecked. */
export interface BegunCheck extends LedgerCheck {
  readonly since: Date;
  readonly now: Date;
}

/** The progress of a check. */
export type CheckProgress = Pick<LedgerCheck, 'checkedUntil' | 'part' | 'afterKey' | 'sweepBeganAt' | 'sweptAt'>;

/**
 * A row carries the time its transaction began, but the check sees it only after the commit. No transaction of ours
 * lasts five minutes, so a check reads the last five minutes before the watermark again.
 */
const OVERLAP = `interval '5 minutes'`;
/**
 * The greatest age of the new rows that a check reads at once. After a longer pause the sweep checks the older rows in
 * slices, so that the check stays within its time limit.
 */
const NEW_AT_MOST = `interval '1 day'`;

/** How far the check of the ledger has come, and what it found. */
@Injectable()
export class LedgerCheckStore {
  /** Locks the check until the transaction ends. Undefined while another replica does the checking. */
  async begin(tx: Transaction): Promise<BegunCheck | undefined> {
    await tx.query('INSERT INTO billing.ledger_check DEFAULT VALUES ON CONFLICT DO NOTHING');
    const [begun] = await tx.query<BegunCheck[]>(
      `SELECT checked_until AS "checkedUntil", succeeded_at AS "succeededAt", part, after_key AS "afterKey",
              sweep_began_at AS "sweepBeganAt", swept_at AS "sweptAt", now(),
              greatest(checked_until - ${OVERLAP}, now() - ${NEW_AT_MOST}) AS since
         FROM billing.ledger_check FOR UPDATE SKIP LOCKED`,
    );
    return begun;
  }

  async succeed(tx: Transaction, progress: CheckProgress): Promise<void> {
    await tx.update(LedgerCheck, { onlyRow: true }, { ...progress, succeededAt: () => 'clock_timestamp()' });
  }

  /**
   * Replaces the list of known violations by the findings of a check that has looked at every listed violation again. Returns the new
   * violations.
   */
  async replace(tx: Transaction, found: readonly Violation[]): Promise<Violation[]> {
    const listed = [
      found.map(({ invariant }) => invariant),
      found.map(({ subject }) => subject),
      found.map(({ detail }) => detail),
    ];
    await tx.query(
      `DELETE FROM billing.ledger_violation WHERE (invariant, subject) NOT IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      listed.slice(0, 2),
    );
    return tx.query(
      `WITH known AS (SELECT invariant, subject FROM billing.ledger_violation),
       listed AS (
         INSERT INTO billing.ledger_violation (invariant, subject, detail)
         SELECT DISTINCT ON (invariant, subject) * FROM unnest($1::text[], $2::text[], $3::text[]) AS found (invariant, subject, detail)
         ON CONFLICT (invariant, subject) DO UPDATE SET detail = excluded.detail
         RETURNING invariant, subject, detail)
       SELECT * FROM listed WHERE (invariant, subject) NOT IN (SELECT * FROM known)`,
      listed,
    );
  }
}
