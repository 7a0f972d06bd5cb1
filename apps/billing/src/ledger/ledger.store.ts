import { Injectable } from '@nestjs/common';
import { Account, CreditTransaction, Entry, unitPriceAt, type Balance, type CreditHold } from '@aisha/database/billing';
import { afterCommit, queryWithWrites, type Transaction } from '@aisha/database';
import { AppError, type CentiCredits, centiCredits, type OrderId, type UserId } from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import { newId } from '@aisha/platform';
import { IsNull, Not } from 'typeorm';
import { countCredits } from './ledger.metrics';
import { debtPayment, type Posting } from './posting';

interface Posted {
  readonly transactionId: string;
  /** False if the same posting existed already, so that no credits moved. */
  readonly isNew: boolean;
  readonly balance: Balance;
}

/** The state of an order's credits. It is stable until the transaction ends, because the person's account is locked. */
export interface LockedOrder {
  readonly balance: Balance;
  /** Null if the order has never had a hold. */
  readonly hold: CreditHold | null;
  /** How many holds of the person are open. */
  readonly openOrders: number;
  /** Whether the person has set a limit or a reminder about their own spending. */
  readonly hasSpendingSetting: boolean;
  /** Whether an operator has banned the person, as the gateway's row says. */
  readonly isBanned: boolean;
  /** Whether the person has withdrawn the consent, and given none since, as the gateway's rows say. */
  readonly hasWithdrawn: boolean;
  /** Whether everything about the person was deleted, so that no order can begin. */
  readonly isForgotten: boolean;
  /** Whether the person came by an invitation, and the reward for their first picture has not been decided yet (decision 205). */
  readonly awaitsPicture: boolean;
  /** The price of one unit of the item, in hundredths of a credit as Postgres returns it; null if no price was asked for, or there is none. */
  readonly unitPrice: string | null;
}

/**
 * The item and the moment whose price is read with an order. A price is a dated row that never changes, so it may be read before the
 * account is locked.
 */
export interface AskedPrice {
  readonly item: PricedItem;
  readonly at: Date;
}

/** A statement that writes the row to which the postings belong: an INSERT or UPDATE with RETURNING. Its parameters start at $3. */
interface RowOfPostings {
  readonly statement: string;
  readonly parameters: readonly unknown[];
}

/** A balance as Postgres returns it: numbers as text. */
interface Amounts {
  readonly available: string;
  readonly held: string;
  readonly debt: string;
}

/** SQLSTATE check_violation. */
const CHECK_VIOLATION = '23514';

interface Written extends Amounts {
  /** Ids of the written transactions, whose idempotency keys no earlier posting had used. */
  readonly ids: string[];
  readonly rows: number;
}

/**
 * Locks the account, claims the idempotency keys, writes both lines of each posting and moves the balance. Each statement locks the account
 * first, so that two transactions for one person wait for each other and never deadlock. CHECK constraints refuse a balance below 0.
 */
const postingsWith = (row = 'SELECT'): string => `
  WITH locked AS MATERIALIZED (SELECT user_id FROM billing.account WHERE user_id = $1 FOR UPDATE),
  posting AS MATERIALIZED (
    SELECT locked.user_id, asked.* FROM locked, jsonb_to_recordset($2) AS asked (
      id uuid, type text, "orderId" uuid, "from" text, "to" text, amount bigint, description text, "idempotencyKey" text)),
  written AS (
    INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key)
    SELECT id, type, user_id, "orderId", amount, description, "idempotencyKey" FROM posting
    ON CONFLICT (idempotency_key) DO NOTHING RETURNING id),
  entered AS (
    INSERT INTO billing.entry (transaction_id, line, account, user_id, amount)
    SELECT id, line, account, CASE WHEN account LIKE 'user-%' THEN user_id END, change
      FROM posting JOIN written USING (id) CROSS JOIN LATERAL (VALUES (0, "from", -amount), (1, "to", amount)) AS l (line, account, change)
    RETURNING account, amount),
  balance AS (
    UPDATE billing.account SET
      available = available + coalesce((SELECT sum(amount) FROM entered WHERE account = 'user-available'), 0),
      held      = held      + coalesce((SELECT sum(amount) FROM entered WHERE account = 'user-held'), 0),
      debt      = debt      - coalesce((SELECT sum(amount) FROM entered WHERE account = 'user-debt'), 0)
     WHERE user_id = (SELECT user_id FROM locked) RETURNING available, held, debt),
  written_row AS (${row})
  SELECT available, held, debt, ARRAY (SELECT id FROM written) AS ids, (SELECT count(*)::int FROM written_row) AS rows FROM balance`;

/**
 * After waiting for a lock, a statement reads the locked row again, but every other row as it was before the wait.
 * `xmin` names the transaction that wrote a row version. If the version that the statement read is the one it locked,
 * nothing changed during the wait. The hold and the count are then current too, because every write of a hold also
 * writes the account.
 */
const LOCK_ORDER = `
  WITH seen AS (SELECT xmin AS version FROM billing.account WHERE user_id = $1),
  locked AS MATERIALIZED (SELECT available, held, debt, forgotten_at, xmin AS version FROM billing.account WHERE user_id = $1 FOR UPDATE)
  SELECT locked.forgotten_at IS NOT NULL AS "isForgotten", locked.available, locked.held, locked.debt, h.order_id AS "orderId", h.user_id AS "userId", h.kind, h.item, h.units, h.free_units AS "freeUnits", h.amount, h.status,
         h.captured, h.delivered, h.charged, h.delivered_of AS "deliveredOf", h.reason, h.created_at AS "createdAt", h.settled_at AS "settledAt",
         (SELECT count(*)::int FROM billing.credit_hold WHERE user_id = $1 AND status = 'open') AS "openOrders",
         EXISTS (SELECT FROM billing.spending_setting WHERE user_id = $1) AS "hasSpendingSetting",
         coalesce((SELECT banned_until > now() FROM bot.person WHERE user_id = $1), false) AS "isBanned",
         coalesce((SELECT bool_and(withdrawn_at IS NOT NULL) FROM bot.consent WHERE user_id = $1), false) AS "hasWithdrawn",
         EXISTS (SELECT FROM billing.referral WHERE friend_id = $1 AND picture_outcome IS NULL) AS "awaitsPicture",
         ${unitPriceAt('$3', '$4')} AS "unitPrice"
    FROM locked JOIN seen USING (version) LEFT JOIN billing.credit_hold h ON h.order_id = $2`;

/**
 * The append-only double-entry ledger and its balance, changed in one transaction. The ledger decides nothing: the caller has checked
 * prices, limits and permissions. It locks only the person's account.
 */
@Injectable()
export class LedgerStore {
  /** Locks the account until the transaction ends and returns its balance. Undefined if the account is not open. */
  async lockBalance(tx: Transaction, userId: UserId): Promise<Balance | undefined> {
    const account = await tx.findOne(Account, { where: { userId }, lock: { mode: 'pessimistic_write' } });
    return account ? { available: account.available, held: account.held, debt: account.debt } : undefined;
  }

  /** Marks an account whose person is forgotten, once. */
  async close(tx: Transaction, userId: UserId): Promise<void> {
    await tx.query(`UPDATE billing.account SET forgotten_at = now() WHERE user_id = $1 AND forgotten_at IS NULL`, [
      userId,
    ]);
  }

  /** Whether the person of the account is forgotten. */
  isClosed(tx: Transaction, userId: UserId): Promise<boolean> {
    return tx.existsBy(Account, { userId, forgottenAt: Not(IsNull()) });
  }

  /**
   * Locks the account and reads the order's hold and a price, in one statement. Undefined if the account is not open, or if it changed while the
   * statement waited for the lock: the caller then locks it and reads again.
   */
  async lockOrder(
    tx: Transaction,
    userId: UserId,
    orderId: OrderId,
    priceOf?: AskedPrice,
  ): Promise<LockedOrder | undefined> {
    const asked = [userId, orderId, priceOf?.item ?? null, priceOf?.at ?? null];
    const [row] = await tx.query<LockedRow[]>(LOCK_ORDER, asked);
    if (!row) return undefined;
    const { available, held, debt, openOrders, hasSpendingSetting, isBanned, hasWithdrawn, ...rest } = row;
    const { isForgotten, awaitsPicture, unitPrice, ...hold } = rest;
    return {
      balance: balanceOf({ available, held, debt }),
      hold: hold.orderId ? { ...hold, amount: centiCredits(hold.amount), captured: centiCredits(hold.captured) } : null,
      openOrders,
      hasSpendingSetting,
      isBanned,
      hasWithdrawn,
      isForgotten,
      awaitsPicture,
      unitPrice,
    };
  }

  /**
   * Writes a posting once. Throws `not-enough-credits` if the account has too few credits, and `idempotency-conflict` if the key was
   * used for a different posting.
   */
  async post(tx: Transaction, posting: Posting): Promise<Posted> {
    const { balance, ids } = await this.write(tx, posting.userId, [posting]);
    const [transactionId] = ids;
    if (transactionId) return { transactionId, isNew: true, balance };
    return { transactionId: await this.findSame(tx, posting), isNew: false, balance };
  }

  /** Writes a posting of incoming credits, a part of which first pays what the person owes. Returns the balance. */
  async postIncome(tx: Transaction, posting: Posting, owed: CentiCredits): Promise<Balance> {
    let { balance } = await this.post(tx, posting);
    for (const paid of debtPayment(posting.userId, posting.amount, owed, posting.idempotencyKey))
      ({ balance } = await this.post(tx, paid));
    return balance;
  }

  /**
   * Writes postings of one person, the row they belong to and the messages that wait to be written, in one statement. Throws `not-enough-credits` as `post` does, and
   * `idempotency-conflict` when a key was used before or the row cannot be written.
   */
  async postWith(tx: Transaction, userId: UserId, postings: readonly Posting[], row: RowOfPostings): Promise<Balance> {
    const { balance, ids, rows } = await this.write(tx, userId, postings, row);
    if (ids.length === postings.length && rows === 1) return balance;
    throw new AppError('idempotency-conflict', { facts: { problem: 'written-before', userId } });
  }

  private async write(
    tx: Transaction,
    userId: UserId,
    postings: readonly Posting[],
    row?: RowOfPostings,
  ): Promise<{ balance: Balance; ids: string[]; rows: number }> {
    for (const { amount } of postings) if (amount <= 0n) throw new RangeError(`a posting of ${amount}`);
    const asked = postings.map((posting) => ({ ...posting, id: newId<string>(), amount: posting.amount.toString() }));
    const [written] = await queryWithWrites<Written[]>(tx, postingsWith(row?.statement), [
      userId,
      JSON.stringify(asked),
      ...(row?.parameters ?? []),
    ]).catch((error: unknown) => {
      throw isBelowZero(error) ? new AppError('not-enough-credits', { facts: { userId } }) : error;
    });
    if (!written) throw new AppError('unexpected', { facts: { problem: 'account-not-open', userId } });
    const { ids, rows } = written;
    const isWritten = new Set(ids);
    afterCommit(tx, () => {
      for (const { id, type, amount } of asked) if (isWritten.has(id)) countCredits(type, BigInt(amount));
    });
    return { balance: balanceOf(written), ids, rows };
  }

  private async findSame(tx: Transaction, posting: Posting): Promise<string> {
    const first = await tx.findOneByOrFail(CreditTransaction, { idempotencyKey: posting.idempotencyKey });
    const lines = await tx.find(Entry, { where: { transactionId: first.id }, order: { line: 'ASC' } });
    const isSame =
      first.type === posting.type &&
      first.userId === posting.userId &&
      first.orderId === posting.orderId &&
      first.amount === posting.amount &&
      lines[0]?.account === posting.from &&
      lines[1]?.account === posting.to;
    if (!isSame) throw new AppError('idempotency-conflict', { facts: { key: posting.idempotencyKey } });
    return first.id;
  }
}

const balanceOf = ({ available, held, debt }: Amounts): Balance => ({
  available: centiCredits(available),
  held: centiCredits(held),
  debt: centiCredits(debt),
});

type LockedRow = Omit<CreditHold, 'amount' | 'captured'> &
  Amounts & {
    readonly amount: string;
    readonly captured: string;
    readonly openOrders: number;
    readonly hasSpendingSetting: boolean;
    readonly isBanned: boolean;
    readonly hasWithdrawn: boolean;
    readonly isForgotten: boolean;
    readonly awaitsPicture: boolean;
    readonly unitPrice: string | null;
  };

/** Whether a CHECK of billing.account refused the new balance. */
const isBelowZero = (error: unknown): boolean => {
  const { code, table } = (error as { driverError?: { code?: string; table?: string } }).driverError ?? {};
  return code === CHECK_VIOLATION && table === 'account';
};
