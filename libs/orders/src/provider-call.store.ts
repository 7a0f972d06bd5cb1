import { afterCommit, type Database, type Schema, send, type Transaction, UNSYNCED, writeAtEnd } from '@aisha/database';
import { AppError, type OrderId } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import { newId, type Clock, type Logger } from '@aisha/platform';
import { CallLedger, type BookedCall, type ProviderCall } from '@aisha/providers';
import type { FreeWorkStore } from './free-work.store';

const COLUMNS = 'id, user_id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at, piece';

/** How often a piece of an order is paid before it counts as one that cannot be read (decision 97). */
const PAID_AT_MOST = 3;

/** Prices of calls that became known more exactly after the calls were booked; another statement writes them. */
interface Corrections {
  /** The statement, whose parameters begin with the number `first`. */
  readonly sql: (first: number) => { readonly statement: string; readonly values: readonly unknown[] };
  /** Says that the statement has been committed. */
  readonly written: () => void;
}

/** Locks an order until the transaction ends; null when the order has ended. */
interface OpenOrders {
  lockOpen(tx: Transaction, orderId: OrderId): Promise<PaidOrder | null>;
}

/** The only writer of an app's provider_call. */
export class ProviderCallStore extends CallLedger {
  private readonly table: string;
  /** The prices that wait until their order is next written, for each order by the id of the call, in millionths of a US dollar. */
  private readonly waiting = new Map<OrderId, Map<string, number>>();

  constructor(
    private readonly database: Database,
    schema: Schema,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly freeWork: FreeWorkStore,
  ) {
    super();
    this.table = `${schema}.provider_call`;
  }

  /** Books before the call: a row without a call makes an estimate too high, a call without a row would stay unseen. */
  override async book(call: ProviderCall): Promise<BookedCall> {
    const { orderId, piece = null } = call;
    const { statement, values } = this.insertion(call, this.clock.now());
    const id = values[0] as string;
    if (call.userId === null) await this.giveToEverybody(id, call);
    const n = values.length;
    // The provider may have billed a request whose process died, that timed out or that broke off, and the row keeps
    // its price; a refused request has the price 0.
    const mayBePaid = `(SELECT count(*) FROM ${this.table} WHERE order_id = $${n + 1}::uuid AND piece = $${n + 2}::text AND micro_dollars > 0) < $${n + 3}`;
    const booked = await this.database.write<{ id: string }>(
      `${statement} WHERE ${UNSYNCED} AND ${mayBePaid} RETURNING id`,
      [...values, orderId, piece, PAID_AT_MOST],
    );
    if (booked.length === 0) {
      throw new AppError('provider-answer-unreadable', { facts: { paid: PAID_AT_MOST }, isFinal: true });
    }
    return {
      correct: async (microDollars) => {
        if (this.leaveForOrder(id, call, microDollars)) return;
        await this.correct('id = $2', [microDollars, id]);
        if (call.userId === null) await this.freeWork.correct(id, microDollars).catch(this.notCorrected);
      },
    };
  }

  override lastOf({ orderId, piece, model }: Pick<ProviderCall, 'orderId' | 'piece' | 'model'>): BookedCall {
    const last = `id = (SELECT id FROM ${this.table} WHERE order_id = $2 AND piece IS NOT DISTINCT FROM $3::text AND model = $4
                        ORDER BY called_at DESC, id DESC LIMIT 1)`;
    return { correct: (microDollars) => this.correct(last, [microDollars, orderId, piece ?? null, model]) };
  }

  /**
   * Books a call that no person asked for and no person pays for. Past the bound of all people together the call is not
   * made.
   */
  private async giveToEverybody(id: string, { userId, orderId, reason, microDollars }: ProviderCall): Promise<void> {
    const given = { id, userId, orderId, reason, microDollars };
    if (await this.database.transaction((tx) => this.freeWork.give(tx, given))) return;
    throw new AppError('free-work-used-up');
  }

  /**
   * The statement that makes the row of a request. As a part of the statement that sets the submit marker, it makes the row if, and only
   * if, the request may be sent.
   */
  insertion(call: ProviderCall, at: Date, first = 1): { readonly statement: string; readonly values: unknown[] } {
    const { userId, orderId, kind, reason, provider, model, microDollars, piece = null } = call;
    const $ = (n: number): string => `$${first + n}`;
    return {
      statement: `INSERT INTO ${this.table} (${COLUMNS})
        SELECT ${$(0)}::uuid, ${$(1)}::uuid, ${$(2)}::uuid, ${$(3)}::text, ${$(4)}::text, ${$(5)}::text, ${$(6)}::text,
               ${$(7)}::bigint, ${$(7)}::bigint, ${$(8)}::timestamptz, ${$(9)}::text`,
      values: [newId(), userId, orderId, kind, reason, provider, model, microDollars, at, piece],
    };
  }

  /** Records that the provider bills nothing for the submission of this submit marker. */
  async unbilled({ orderId, submitStartedAt }: PaidOrder): Promise<void> {
    if (submitStartedAt) await this.correct('order_id = $2 AND called_at = $3', [0, orderId, submitStartedAt]);
  }

  /**
   * Records that the provider refused the submission of this submit marker, and bills nothing for it. An order that a cancel has ended
   * meanwhile was settled as if the provider worked on it: the price leaves what its person was given.
   */
  async refused({ orderId, submitStartedAt }: PaidOrder, orders: OpenOrders): Promise<void> {
    await this.database
      .transaction(async (tx) => {
        const isOpen = (await orders.lockOpen(tx, orderId)) !== null;
        const [calls] = await tx.query<[{ price: string }[], number]>(
          `UPDATE ${this.table} AS call SET micro_dollars = 0 FROM ${this.table} AS before
           WHERE call.order_id = $1 AND call.called_at = $2 AND before.id = call.id RETURNING before.micro_dollars AS price`,
          [orderId, submitStartedAt],
        );
        const price = calls.reduce((sum, call) => sum + Number(call.price), 0);
        if (!isOpen && price > 0) await this.freeWork.lessen(tx, orderId, price);
      })
      .catch(this.notCorrected);
  }

  /**
   * While this work on an order goes on, the corrected prices of its calls wait for the next write of the order, which takes them along
   * (`corrections`, `correctAtEnd`). Those that no write has taken are written when the work ends. If the process dies before, the calls
   * keep their list prices.
   */
  async correctingWith<T>(orderId: OrderId, work: () => Promise<T>): Promise<T> {
    if (this.waiting.has(orderId)) return work();
    this.waiting.set(orderId, new Map());
    try {
      return await work();
    } finally {
      const left = this.corrections(orderId);
      this.waiting.delete(orderId);
      if (left) await this.write(left);
    }
  }

  /** The corrections that wait for a write of the order; null if there are none. */
  corrections(orderId: OrderId): Corrections | null {
    const waiting = this.waiting.get(orderId);
    if (!waiting || waiting.size === 0) return null;
    const taken = [...waiting];
    return {
      sql: (first) => ({
        statement: `UPDATE ${this.table} AS call SET micro_dollars = known.price
          FROM unnest($${first}::uuid[], $${first + 1}::bigint[]) AS known (id, price) WHERE call.id = known.id`,
        values: [taken.map(([id]) => id), taken.map(([, price]) => price)],
      }),
      written: () => taken.forEach(([id]) => waiting.delete(id)),
    };
  }

  /** Writes the corrections that wait, with whatever else the transaction writes at its end. */
  correctAtEnd(tx: Transaction, orderId: OrderId): void {
    this.correctIn(tx, orderId, writeAtEnd);
  }

  private correctIn(tx: Transaction, orderId: OrderId, write: typeof writeAtEnd | typeof send): void {
    const corrections = this.corrections(orderId);
    if (!corrections) return;
    const { statement, values } = corrections.sql(1);
    void write(tx, statement, [...values]);
    afterCommit(tx, corrections.written);
  }

  /**
   * Leaves a price to the next write of its order, while `correctingWith` runs for the order; false if it does not. A price that decides
   * about the next call of a piece is not left, nor one that Postgres might refuse: it must not fail the write of the order.
   */
  private leaveForOrder(id: string, { userId, orderId, piece }: ProviderCall, microDollars: number): boolean {
    const waiting = orderId === null ? undefined : this.waiting.get(orderId);
    if (!waiting || userId === null || piece !== undefined) return false;
    if (!Number.isSafeInteger(microDollars) || microDollars < 0) return false;
    waiting.set(id, microDollars);
    return true;
  }

  /** The cost of an order so far, in millionths of a US dollar. */
  async costOf(tx: Transaction, orderId: OrderId): Promise<number> {
    this.correctIn(tx, orderId, send);
    const [found] = await tx.query<[{ cost: string }]>(
      `SELECT coalesce(sum(micro_dollars), 0) AS cost FROM ${this.table} WHERE order_id = $1`,
      [orderId],
    );
    return Number(found.cost);
  }

  /**
   * The price of a submission to which the provider has not answered yet, in millionths of a US dollar; 0 when the order has none. A refusal
   * takes it back (`refused`), and a request that the provider accepts for an ended order is cancelled there at once.
   */
  async beingSent(tx: Transaction, { orderId, state, requestId, submitStartedAt }: PaidOrder): Promise<number> {
    if (state !== 'running' || requestId !== null || submitStartedAt === null) return 0;
    const [found] = await tx.query<[{ price: string }]>(
      `SELECT coalesce(sum(micro_dollars), 0) AS price FROM ${this.table} WHERE order_id = $1 AND called_at = $2`,
      [orderId, submitStartedAt],
    );
    return Number(found.price);
  }

  /** How many units of an order are free for its person: the first speech of a day. */
  async freeUnitsOf(tx: Transaction, orderId: OrderId): Promise<number> {
    const [hold] = await tx.query<{ freeUnits: number }[]>(
      `SELECT free_units AS "freeUnits" FROM billing.credit_hold WHERE order_id = $1`,
      [orderId],
    );
    return hold?.freeUnits ?? 0;
  }

  /** Removes at most this many requests from before a moment; resolves to how many there were. */
  async forget(before: Date, limit: number): Promise<number> {
    const removed = await this.database.write(
      `DELETE FROM ${this.table}
       WHERE id = ANY (ARRAY(SELECT id FROM ${this.table} WHERE called_at < $1 LIMIT $2)) RETURNING id`,
      [before, limit],
    );
    return removed.length;
  }

  /** Corrects a list price. When that fails the row keeps the list price, and no work fails. */
  private async correct(which: string, values: unknown[]): Promise<void> {
    await this.database
      .write(`UPDATE ${this.table} SET micro_dollars = $1 WHERE ${which} AND ${UNSYNCED}`, values)
      .catch(this.notCorrected);
  }

  private async write({ sql }: Corrections): Promise<void> {
    const { statement, values } = sql(1);
    await this.database.write(`${statement} AND ${UNSYNCED}`, values).catch(this.notCorrected);
  }

  private readonly notCorrected = (error: unknown): void => this.log.failed('provider-call.not-corrected', error, {});
}
