import {
  FreeWorkReader,
  send,
  type Database,
  type FreeWorkLimits,
  type Schema,
  type Transaction,
} from '@aisha/database';
import { DAY_MS, ERROR_CODES, type ErrorCode, type OrderId, type UserId } from '@aisha/domain';
import { newId, type Clock } from '@aisha/platform';
import type { CallReason } from '@aisha/providers';

/** Who bears the cost of work that its person does not pay for. `guarantee`: a promise that has a bound of its own. */
type Bearer = 'balance' | 'guarantee' | 'installation';

/** Work of providers that is given away. */
export interface GivenWork {
  /** The id of the booking, which a correction names. */
  readonly id?: string;
  /** Null: the work is made for everybody, and only the bound of all people together counts. */
  readonly userId: UserId | null;
  readonly orderId: OrderId | null;
  /** How the order ended, or why work without an order is given away. */
  readonly reason: ErrorCode | CallReason | 'free-units';
  readonly microDollars: number;
}

/**
 * The codes of a result that its person does not get because of a report, an operator, a friend who takes a permission back, or a face that
 * no model draws. The person is told that the credits come back.
 */
const KEPT_BACK: readonly (ErrorCode | null)[] = [
  'avatar-reported',
  'avatar-stopped',
  'permission-gone',
  'faces-not-alike',
];

/**
 * The most, in millionths of a US dollar, that one person's results may cost us in an app within 30 days when they are kept back for a
 * reason of `KEPT_BACK_WITHIN_BOUND`: whoever reports a face or takes a permission back may be a friend of this person. It equals a month's
 * balance by default; past it the person's balance decides.
 */
const KEPT_BACK_AT_MOST = 5_000_000;
const KEPT_BACK_DAYS = 30;
/** Those codes of `KEPT_BACK` that a person can bring about with a friend, or by an idea whose faces no model draws. */
const KEPT_BACK_WITHIN_BOUND: readonly (ErrorCode | null)[] = ['avatar-reported', 'permission-gone', 'faces-not-alike'];

/**
 * Who bears what an order has cost when it ends with this code. The guarantee bears an avatar unlike its photos. The person's balance bears
 * what a person can bring about at will: codes that blame the person, no code, an answer that their text has made unreadable, and a look
 * that may not be shown because of their photos. The installation bears outages of ours and of a provider, and results that are kept back.
 */
export const bearerOf = (code: ErrorCode | null): Bearer => {
  if (code === 'avatar-unlike') return 'guarantee';
  if (KEPT_BACK.includes(code)) return 'installation';
  if (code === null || code === 'provider-answer-unreadable' || code === 'look-not-drawn') return 'balance';
  return ERROR_CODES[code].blame === 'user' ? 'balance' : 'installation';
};

/** The only writer of an app's free_work, and the one place that says whether work may be given away. */
export class FreeWorkStore {
  private readonly table: string;
  private readonly reader: FreeWorkReader;

  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
    private readonly clock: Clock,
    private readonly limits: FreeWorkLimits,
  ) {
    this.table = `${schema}.free_work`;
    this.reader = new FreeWorkReader(database);
  }

  /**
   * Books work as given away if the person's balance covers it. Locks the balance until the transaction ends, so that
   * fifty orders that end at once get no more than fifty that end one after the other. An order that is booked again
   * replaces its row. `beingSent`: the part of its cost that the provider may still refuse, which is booked without asking the balance.
   */
  async give(tx: Transaction, work: GivenWork, beingSent = 0): Promise<boolean> {
    await this.lock(tx, work.userId);
    const asked = { ...work, microDollars: work.microDollars - beingSent };
    // A balance below zero covers nothing, not even work that costs nothing. So it is not asked about a submission alone.
    const isOnlySent = beingSent > 0 && asked.microDollars <= 0;
    if (!isOnlySent && !(await this.mayGive(tx, asked))) return false;
    await this.book(tx, work, 'balance');
    return true;
  }

  /** Locks this person's balance: until the transaction ends no other transaction books on it. */
  async lock(tx: Transaction, userId: UserId | null): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('aisha.free-work.' || $1))`, [userId ?? 'everybody']);
  }

  /** Whether the balance would cover the work now; what is already booked for the same order counts as left. Books nothing. */
  async mayGive(tx: Transaction, { userId, orderId, microDollars }: Omit<GivenWork, 'reason'>): Promise<boolean> {
    const left = await this.reader.within(tx).left(userId, this.clock.now(), this.limits);
    return microDollars <= left + (await this.givenTo(tx, orderId));
  }

  /**
   * Who bears the cost of an order that ends with this code. It is whom `bearerOf` names, but once the person's kept-back results have cost
   * as much as they may, the person's balance bears the next one.
   */
  async bearer(tx: Transaction, work: GivenWork, code: ErrorCode | null): Promise<Bearer> {
    if (KEPT_BACK_WITHIN_BOUND.includes(code) && !(await this.mayBeKeptBack(tx, work))) return 'balance';
    return bearerOf(code);
  }

  /** Whether the installation still bears the cost of a result that is kept back for one of the bounded reasons. Locks as `give` does. */
  private async mayBeKeptBack(tx: Transaction, { userId, microDollars }: GivenWork): Promise<boolean> {
    await this.lock(tx, userId);
    const [found] = await tx.query<{ given: string }[]>(
      `SELECT coalesce(sum(micro_dollars), 0) AS given FROM ${this.table}
       WHERE user_id = $1 AND reason = ANY ($3) AND borne_by = 'installation' AND begun_at > $2`,
      [userId, new Date(this.clock.now().getTime() - KEPT_BACK_DAYS * DAY_MS), KEPT_BACK_WITHIN_BOUND],
    );
    return Number(found?.given ?? 0) + microDollars <= KEPT_BACK_AT_MOST;
  }

  /** Books work without checking the balance. */
  async book(tx: Transaction, work: GivenWork, borneBy: Bearer): Promise<void> {
    const { id = newId(), userId, orderId, reason, microDollars } = work;
    await tx.query(
      `INSERT INTO ${this.table} (id, user_id, order_id, reason, borne_by, micro_dollars, begun_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (order_id) DO UPDATE
         SET reason = excluded.reason, borne_by = excluded.borne_by, micro_dollars = excluded.micro_dollars`,
      [id, userId, orderId, reason, borneBy, microDollars, this.clock.now()],
    );
  }

  /** Corrects the cost of a booking once it is known. */
  async correct(id: string, microDollars: number): Promise<void> {
    await this.database.write(`UPDATE ${this.table} SET micro_dollars = $2 WHERE id = $1`, [id, microDollars]);
  }

  /** Lessens the booking of an order by a price that is not billed after all. */
  async lessen(tx: Transaction, orderId: OrderId, microDollars: number): Promise<void> {
    await tx.query(
      `WITH nothing_left AS (DELETE FROM ${this.table} WHERE order_id = $1 AND micro_dollars <= $2)
       UPDATE ${this.table} SET micro_dollars = micro_dollars - $2 WHERE order_id = $1 AND micro_dollars > $2`,
      [orderId, microDollars],
    );
  }

  /** Removes the booking of an order that was paid for after all, or has cost nothing. */
  takeBack(tx: Transaction, orderId: OrderId): void {
    void send(tx, `DELETE FROM ${this.table} WHERE order_id = $1`, [orderId]);
  }

  /**
   * Removes at most this many bookings of work that began before a moment, and only where the requests of the order have been removed.
   * Resolves to how many there were.
   */
  async forget(before: Date, limit: number): Promise<number> {
    const removed = await this.database.write(
      `DELETE FROM ${this.table} WHERE id = ANY (ARRAY(
         SELECT id FROM ${this.table} AS given WHERE begun_at < $1
           AND NOT EXISTS (SELECT FROM ${this.schema}.provider_call WHERE order_id = given.order_id) LIMIT $2)) RETURNING id`,
      [before, limit],
    );
    return removed.length;
  }

  private async givenTo(tx: Transaction, orderId: OrderId | null): Promise<number> {
    if (orderId === null) return 0;
    const [found] = await tx.query<{ given: string }[]>(
      `SELECT micro_dollars AS given FROM ${this.table} WHERE order_id = $1 AND borne_by = 'balance'`,
      [orderId],
    );
    return Number(found?.given ?? 0);
  }
}
