import type { Act, UserId } from '@aisha/domain';
import type { Transaction } from '../connection/transaction';
import type { Schema } from '../connection/schemas';

/** Who acts, as a message's `ByOperator` says. */
export interface ActingOperator {
  readonly actId: string;
  readonly operator: string;
  readonly reason: string;
}

/** What the act is, and whom or what it is about. */
export interface ActTarget {
  readonly act: Act;
  readonly userId?: UserId | null;
  /** An order's id, a charge's, the name of an item … */
  readonly subject?: string | null;
}

/** Numbers, ids and names of ours; never what a person wrote or sent. */
export type ActDetails = Readonly<Record<string, string | number | boolean | null>>;

/** The outcome of an act: a word such as `done`, `cancelled` or `unchanged`, or the code of a refusal. */
export interface ActOutcome {
  readonly outcome: string;
  readonly details?: ActDetails;
}

/** Writes the audit of operators' acts, each in the transaction of its effect (decision 201). */
export class OperatorActs {
  constructor(private readonly schema: Schema) {}

  /**
   * Does an act once: runs the effect and writes the audit row, in the caller's transaction. The same act again, at the same moment too,
   * runs nothing and gives undefined. An effect that throws leaves no row, and the act may be tried again.
   */
  async record<Outcome extends ActOutcome>(
    tx: Transaction,
    { actId, operator, reason }: ActingOperator,
    { act, userId = null, subject = null }: ActTarget,
    effect: () => Promise<Outcome>,
  ): Promise<Outcome | undefined> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('aisha.operator-act.' || $1, 0))`, [actId]);
    const before: unknown[] = await tx.query(`SELECT FROM ${this.schema}.operator_act WHERE id = $1`, [actId]);
    if (before.length > 0) return undefined;
    const done = await effect();
    await tx.query(
      `INSERT INTO ${this.schema}.operator_act (id, act, operator, reason, user_id, subject, details, outcome)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [actId, act, operator, reason, userId, subject, JSON.stringify(done.details ?? {}), done.outcome],
    );
    return done;
  }

  /**
   * Records an act about something that a person has: the row names the person until their erasure. When the thing does not exist, the act
   * is recorded with `unknown` as its outcome.
   */
  recordAbout<Found extends { readonly userId: UserId }>(
    tx: Transaction,
    by: ActingOperator,
    { act, subject, unknown }: { readonly act: Act; readonly subject: string; readonly unknown: string },
    found: Found | null | undefined,
    effect: (found: Found) => Promise<ActOutcome>,
  ): Promise<ActOutcome | undefined> {
    return this.record(tx, by, { act, subject, userId: found?.userId ?? null }, () =>
      found ? effect(found) : Promise.resolve({ outcome: unknown }),
    );
  }

  /** Clears the person and the reasons of all acts about them; the rows stay. */
  async forget(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(`UPDATE ${this.schema}.operator_act SET user_id = NULL, reason = NULL WHERE user_id = $1`, [userId]);
  }
}
