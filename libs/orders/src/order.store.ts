import type { EntityMetadata } from 'typeorm';
import {
  afterCommit,
  type Database,
  decide,
  IN_TURN,
  nextTurnOf,
  type Schema,
  send,
  SYNCED,
  type Transaction,
  turnsOf,
  UNSYNCED,
  usualSecondsOf,
  writeAtEnd,
} from '@aisha/database';
import { isFinished, moveOrder, type OrderId, type OrderState, TOLD_POSITIONS, type UserId } from '@aisha/domain';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import type { PaidOrder } from '@aisha/kinds/tables';
import { startComesFirst } from '@aisha/messaging';
import type { OwnFields } from './paid-work';
import type { SlotCount } from './provider-slots.store';
import { IS_FREE, IS_PREPARED } from './turns';

type Shared = Partial<Omit<PaidOrder, 'orderId' | 'userId' | 'state' | 'version'>>;

/** The columns that a write may change: all but the ids of the order and its person, and those that only moves change. */
export type Patch<O extends PaidOrder> = Shared | (Shared & Partial<OwnFields<O>>);

/** Gives the statement that books the cost of a request; its parameters begin with the number `first`. */
type Booking = (first: number) => { readonly statement: string; readonly values: readonly unknown[] };

/** The cost of a request that is booked with its submit marker, and corrected prices of earlier calls of the order. */
export interface Costs {
  readonly booking: Booking;
  readonly corrections: Booking | null;
}

/** `isFirst`: false if a cancel came before the order, or the order has come already. */
interface BeforeEntering {
  readonly isFirst: boolean;
  readonly isPaid: boolean;
  readonly isFree: boolean;
  readonly arePrepared: boolean;
}

interface LockedOrder<O> {
  readonly order: O;
  readonly isHeld: boolean;
  readonly shownUnless: string | null;
}

/** The columns that decide which order is next, and what its card shows. */
const COLUMNS =
  'order_id, state, ready_at, not_before, lease_until, started_at, shown_step, shown_position, shown_at, created_at';

/** SQL for `toldPosition`. */
const toldPositionSql = (ahead: string): string =>
  `(CASE ${TOLD_POSITIONS.map((told) => `WHEN ${ahead} <= ${told} THEN ${told}`).join(' ')} ELSE ${TOLD_POSITIONS.at(-1)} END)`;

/** SQL: whether the credits of the order $1 are held. */
const IS_HELD = `EXISTS (SELECT FROM billing.credit_hold h WHERE h.order_id = $1 AND h.status = 'open')`;

/**
 * The only writer of an order table's shared columns. Every move goes through ORDER_MOVES and raises the version, so a slow worker
 * that lost its order changes nothing. A statement that stands alone is its own transaction.
 */
export class OrderStore<O extends PaidOrder> {
  private readonly table: string;
  /** SQL: the columns of the row `o`, with those that decide whether its result may be shown. */
  private readonly shown: string;
  /** SQL: the open orders with their turns. */
  private readonly turns: string;

  constructor(
    readonly database: Database,
    private readonly entity: new () => O,
    private readonly kind: OrderKind,
    private readonly shownUnless = 'NULL',
    /** Told when a changed order is due: when its poll is due and its lease has run out, or without a moment if it waits in our queue. */
    private readonly toldDue: (at?: Date) => void = () => undefined,
  ) {
    this.table = ORDER_KIND[kind].table;
    this.shown = `o.*, (${shownUnless}) AS "shownUnless"`;
    this.turns = turnsOf(kind, COLUMNS);
  }

  /** Inserts an order and gives it its turn. False if the order exists already: the same message came again. */
  async insert(tx: Transaction, order: O): Promise<boolean> {
    const { columns, values } = this.columnsOf({ ...order, turn: undefined });
    const inserted: unknown[] = await tx.query(
      `INSERT INTO ${this.table} (${columns.join(', ')}, turn)
       VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')}, (${nextTurnOf(this.table, `$${values.length + 1}`)}))
       ON CONFLICT (order_id) DO NOTHING RETURNING order_id`,
      [...values, order.userId],
    );
    this.tellDue(order, tx);
    return inserted.length > 0;
  }

  async find(orderId: OrderId): Promise<O | null> {
    const rows = await this.database.read.query<object[]>(`SELECT * FROM ${this.table} WHERE order_id = $1`, [orderId]);
    return rows[0] ? this.hydrate(rows[0]) : null;
  }

  /** Finds the order together with the reason, if any, why its result may not be shown (PaidWork.shownUnless). */
  async findToCollect(orderId: OrderId): Promise<{ readonly order: O; readonly shownUnless: string | null } | null> {
    const [row] = await this.database.read.query<(object & { shownUnless: string | null })[]>(
      `SELECT ${this.shown} FROM ${this.table} o WHERE order_id = $1`,
      [orderId],
    );
    return row ? { order: this.hydrate(row), shownUnless: row.shownUnless } : null;
  }

  /** The open order, locked until the transaction ends; null if it has ended or never arrived. */
  async lockOpen(tx: Transaction, orderId: OrderId): Promise<O | null> {
    return (await this.lockToEnd(tx, orderId))?.order ?? null;
  }

  /**
   * Locks an open order and tells whether its credits are still held, and whether its result may not be shown. Null if the order has ended
   * or never arrived.
   */
  async lockToEnd(tx: Transaction, orderId: OrderId): Promise<LockedOrder<O> | null> {
    const [row] = await tx.query<(object & Omit<LockedOrder<O>, 'order'>)[]>(
      `SELECT ${this.shown}, ${IS_HELD} AS "isHeld" FROM ${this.table} o WHERE order_id = $1 FOR UPDATE OF o`,
      [orderId],
    );
    if (!row) return null;
    const order = this.hydrate(row);
    return isFinished(order.state) ? null : { order, isHeld: row.isHeld, shownUnless: row.shownUnless };
  }

  /** Changes a locked order. */
  move(tx: Transaction, order: O, patch: Patch<O>, state: OrderState = order.state): O {
    const { sql, values } = this.update(order, patch, state);
    void send(tx, sql, values);
    return this.moved(order, patch, state, tx);
  }

  /** Changes a locked order by the last statement of the transaction. */
  moveAtEnd(tx: Transaction, order: O, patch: Patch<O>, state: OrderState): O {
    const { sql, values } = this.update(order, patch, state);
    writeAtEnd(tx, sql, values);
    return this.moved(order, patch, state, tx);
  }

  /**
   * Changes an order that was not locked, if it has not moved on since it was read, its credits are still held, and its result may be
   * shown. Decides about all that is written with it (`Database.writeIfDecided`).
   */
  moveIfShown(tx: Transaction, order: O, patch: Patch<O>, state: OrderState): O {
    const { sql, values } = this.update(order, patch, state);
    decide(tx, `${sql} AND ${IS_HELD} AND (${this.shownUnless}) IS NULL`, values);
    return this.moved(order, patch, state, tx);
  }

  /**
   * Changes an order unless it has moved on since it was read; null then. Its own transaction does not wait for the
   * disk: after a crash of Postgres we repeat the lost work, which is either before the submit marker or between two
   * polls.
   */
  async moveUnchanged(order: O, patch: Patch<O>, state: OrderState = order.state): Promise<O | null> {
    return this.change(order, patch, state, `AND ${UNSYNCED} RETURNING version`);
  }

  /** Changes an order unless it has moved on, in a transaction under way. */
  async moveUnchangedIn(tx: Transaction, order: O, patch: Patch<O>, state: OrderState): Promise<O | null> {
    return this.change(order, patch, state, `RETURNING version`, tx);
  }

  /** Queues an order for its next request, with the turn that a new order would get. Null if it has moved on. */
  async queueNext(tx: Transaction, order: O, patch: Patch<O>): Promise<O | null> {
    const { sql, values } = this.update(order, patch, 'queued', `turn = (${nextTurnOf(this.table, 'o.user_id')})`);
    const [rows] = await tx.query<[unknown[], number]>(`${sql} RETURNING version`, values);
    return rows.length > 0 ? this.moved(order, patch, 'queued', tx) : null;
  }

  /**
   * Sets the submit marker, checks the hold and books the cost of the request in one statement. From here on the request counts as sent:
   * the marker and the cost are on the disk before we send it. Null if the order has moved on or its credits have gone back.
   */
  async markSubmitted(order: O, patch: Patch<O>, costs: Costs): Promise<O | null> {
    const { marking, values } = this.marking(order, patch, costs);
    const rows = await this.database.write(`WITH ${marking} SELECT version FROM marked`, values);
    return rows.length > 0 ? this.moved(order, patch, 'running') : null;
  }

  /**
   * Sets the submit marker of an order and gives the order a slot, in one statement. Null as in `markSubmitted`, and also if no slot is free
   * or a ready order of the kind waits for one.
   */
  async markInSlot(
    order: O,
    patch: Patch<O> & { readonly slotTakenAt: Date },
    costs: Costs,
    slots: SlotCount,
  ): Promise<O | null> {
    const { marking, values } = this.marking(
      order,
      patch,
      costs,
      `AND (SELECT free > 0 AND NOT "areWaiting" FROM room)`,
    );
    const [found] = await this.database.writeUnderLock<Parameters<SlotCount['found']>[0] & { version: number | null }>(
      slots.lockKey,
      `WITH room AS MATERIALIZED (${slots.room(`$${values.length + 1}`)}), ${marking}
       SELECT room.*, (SELECT version FROM marked) AS version FROM room`,
      [...values, patch.slotTakenAt],
    );
    slots.found(found!);
    return found!.version === null ? null : this.moved(order, patch, 'running');
  }

  /**
   * Records that the provider accepted the submission. The submit marker identifies the submission; the number of the attempt would not.
   * False if the order ended meanwhile, waits in our queue again, or another submission superseded this one.
   */
  async accepted({ orderId, submitStartedAt }: O, requestId: string, nextPollAt: Date): Promise<boolean> {
    const rows = await this.database.write(
      // A callback that was quicker has written the request and may be collecting: then the next poll and the version stay as they are.
      `UPDATE ${this.table} SET state = 'waiting', request_id = $3, deferred_since = NULL, deferred_by = NULL,
         next_poll_at = CASE WHEN request_id IS NULL THEN $4 ELSE next_poll_at END,
         version = CASE WHEN request_id IS NULL THEN version + 1 ELSE version END
       WHERE order_id = $1 AND submit_started_at = $2 AND finished_at IS NULL AND (request_id IS NULL OR request_id = $3)
       RETURNING version`,
      [orderId, submitStartedAt, requestId, nextPollAt],
    );
    this.toldDue(nextPollAt);
    return rows.length > 0;
  }

  /**
   * Records that nobody knows whether the provider accepted the submission with this submit marker. False if the order has ended, knows its
   * request by now, or has gone on.
   */
  async unanswered(
    tx: Transaction,
    { orderId, submitStartedAt }: O,
    nextPollAt: Date,
    deadlineAt: Date,
  ): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE ${this.table} SET state = 'waiting', next_poll_at = $3, deadline_at = least(deadline_at, $4),
         shown_step = 'unconfirmed', shown_at = now(), version = version + 1
       WHERE order_id = $1 AND submit_started_at = $2 AND finished_at IS NULL AND request_id IS NULL RETURNING version`,
      [orderId, submitStartedAt, nextPollAt, deadlineAt],
    );
    afterCommit(tx, () => this.toldDue(nextPollAt));
    return rows.length > 0;
  }

  /** Renews the lease of an order. False if the worker no longer has it. */
  async renewLease({ orderId, version }: O, until: Date): Promise<boolean> {
    const rows = await this.database.write(
      `UPDATE ${this.table} SET lease_until = $3
       WHERE order_id = $1 AND version = $2 AND finished_at IS NULL AND ${UNSYNCED} RETURNING version`,
      [orderId, version, until],
    );
    return rows.length > 0;
  }

  /**
   * Leases orders that are not prepared, until the first `ahead` orders in turn are prepared or being prepared; `limit` orders at most.
   * Prepared orders that have fallen back behind these do not count.
   */
  async takeToPrepare(
    tx: Transaction,
    now: Date,
    { limit, ahead, leaseUntil }: { limit: number; ahead: number; leaseUntil: Date },
  ): Promise<O[]> {
    return this.take(
      tx,
      now,
      `ready_at IS NULL`,
      `least($2::int, $3::int - (SELECT count(*)::int FROM (
         SELECT ready_at, lease_until FROM (${this.turns}) open WHERE state = 'queued'
         ORDER BY ${IN_TURN} LIMIT $3::int) AS next WHERE ${IS_PREPARED}))`,
      [limit, ahead],
      { shownStep: 'preparing', shownAt: now, leaseUntil },
    );
  }

  /**
   * Records that a new order has come. Reads whether no cancel came before, whether its credits are held, whether it costs its person
   * nothing, and whether `enough` orders in our queue are prepared or being prepared.
   */
  async beforeEntering(
    tx: Transaction,
    order: { readonly orderId: OrderId; readonly userId: UserId },
    { schema, now, enough }: { readonly schema: Schema; readonly now: Date; readonly enough: number },
  ): Promise<BeforeEntering> {
    const first = startComesFirst(schema, order);
    const [found] = await tx.query<[BeforeEntering]>(
      `WITH first AS (${first.sql('$4')})
       SELECT EXISTS (SELECT FROM first) AS "isFirst", EXISTS (SELECT FROM billing.credit_hold WHERE order_id = $3 AND status = 'open') AS "isPaid",
         EXISTS (SELECT FROM billing.credit_hold WHERE order_id = $3 AND amount = 0) AS "isFree",
         (SELECT count(*) >= $2 FROM (
            SELECT FROM ${this.table} WHERE finished_at IS NULL AND state = 'queued' AND ${IS_PREPARED} LIMIT $2) AS prepared) AS "arePrepared"`,
      [now, enough, order.orderId, first.value],
    );
    return found;
  }

  /** Takes ready orders in turn: they run from now on. An order of several requests counts as begun since its first request. */
  async takeReady(tx: Transaction, now: Date, limit: number, patch: Patch<O>): Promise<O[]> {
    const running = `state = 'running', started_at = coalesce(started_at, $1)`;
    return this.take(tx, now, `ready_at IS NOT NULL`, `$2::int`, [limit], patch, running);
  }

  /** Takes ready orders of local work in turn, and marks them as running. */
  async takeToRun(tx: Transaction, now: Date, limit: number, patch: Patch<O>): Promise<O[]> {
    return this.take(tx, now, `ready_at IS NOT NULL`, `$2::int`, [limit], patch, `state = 'running'`);
  }

  /**
   * Sets how many attempts the run under way counts from now on, because it has made progress. Does not raise the version, because the run
   * goes on.
   */
  async countAnew({ orderId, version }: O, attempts: number): Promise<void> {
    await this.database.write(
      `UPDATE ${this.table} SET attempts = $3 WHERE order_id = $1 AND version = $2 AND finished_at IS NULL AND ${UNSYNCED}`,
      [orderId, version, attempts],
    );
  }

  /** Leases the submissions whose poll is due, each to one process until `until`. */
  async takeDue(now: Date, until: Date, limit: number): Promise<O[]> {
    const rows = await this.database.write<object>(
      `UPDATE ${this.table} SET next_poll_at = $2
       WHERE order_id IN (
         SELECT order_id FROM ${this.table}
         WHERE finished_at IS NULL AND next_poll_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
         ORDER BY next_poll_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [now, until, limit],
    );
    return rows.map((row) => this.hydrate(row));
  }

  /**
   * Requeues orders of a process that died before it sent anything, or during local work. An order keeps its worker if that worker
   * renews the lease at this moment.
   */
  async requeueAbandoned(now: Date, limit: number): Promise<O[]> {
    const rows = await this.database.write<object>(
      `UPDATE ${this.table}
       SET state = 'queued', lease_until = NULL, slot_taken_at = NULL, shown_step = NULL, version = version + 1
       WHERE order_id IN (
         SELECT order_id FROM ${this.table}
         WHERE finished_at IS NULL AND state = 'running' AND submit_started_at IS NULL AND lease_until <= $1
         ORDER BY lease_until LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [now, limit],
    );
    return rows.map((row) => this.hydrate(row));
  }

  /** Orders in our queue that came before that moment. */
  async queuedBefore(moment: Date, limit: number): Promise<O[]> {
    const rows = await this.database.read.query<object[]>(
      `SELECT * FROM ${this.table}
       WHERE finished_at IS NULL AND state = 'queued' AND created_at <= $1 ORDER BY created_at LIMIT $2`,
      [moment, limit],
    );
    return rows.map((row) => this.hydrate(row));
  }

  /**
   * Finds the waiting orders whose card shows another step or reason, or a position from before `toldBefore` that has changed by a step
   * worth showing, and records that their cards show the new one. Leaves out orders that a process has, and those that became ready at this
   * moment. A position counts all orders before this one, also those at the provider.
   */
  async tellPositions(
    tx: Transaction,
    now: Date,
    { reason, toldBefore }: { readonly reason: string | null; readonly toldBefore: Date },
    limit: number,
  ): Promise<{ order: O; ahead: number }[]> {
    const step = reason ? `queued: ${reason}` : 'queued';
    // The position is not null for a card that shows a reason: the process that takes the order then updates the card.
    const position = reason ? 'coalesce(shown_position, 0)' : toldPositionSql('ahead');
    const [rows] = await tx.query<[(object & { ahead: number })[], number]>(
      `WITH open AS (${this.turns}), place AS (
         SELECT order_id, state, ready_at, shown_step, shown_position, shown_at, lease_until,
                (row_number() OVER (ORDER BY (state = 'queued'), ${IN_TURN}) - 1)::int AS ahead
         FROM open
       ), news AS (
         SELECT order_id, ahead, shown_at, ${position} AS shown FROM place
         WHERE state = 'queued' AND (lease_until IS NULL OR lease_until <= $1)
           AND (ready_at IS NULL OR ready_at < $1) -- one that has just become ready is about to be given a slot
           AND (shown_step IS DISTINCT FROM $4
                OR shown_position IS DISTINCT FROM ${position} AND shown_at <= $2)
         ORDER BY ahead LIMIT $3
       )
       UPDATE ${this.table} AS o SET shown_position = news.shown, shown_step = $4, shown_at = $1
       FROM news WHERE o.order_id = news.order_id AND o.state = 'queued'
         AND o.shown_at IS NOT DISTINCT FROM news.shown_at -- told by another process, or taken, while this one waited for the row
       RETURNING o.*, news.ahead`,
      [now, toldBefore, limit, step],
    );
    return rows.map((row) => ({ order: this.hydrate(row), ahead: row.ahead })).sort((a, b) => a.ahead - b.ahead);
  }

  /** How long recent orders took, in seconds: those like this one, or all of the kind. Null: too few were measured. */
  async usualSeconds(tx: Transaction, like?: O): Promise<number | null> {
    const [row] = like
      ? await tx.query<[Usual]>(`SELECT (${usualSecondsOf(this.kind, '$1')}) AS usual`, [this.timedAs(like)])
      : await tx.query<[Usual]>(`SELECT (${usualSecondsOf(this.kind)}) AS usual`);
    return row.usual;
  }

  /** The value by which an order is timed: orders with the same value take about the same time. */
  timedAs(order: O): string {
    const { timedBy } = ORDER_KIND[this.kind];
    const column = this.metadata.findColumnWithDatabaseName(timedBy);
    return String((order as unknown as Record<string, unknown>)[column?.propertyName ?? '']);
  }

  private async take(
    tx: Transaction,
    now: Date,
    which: string,
    limit: string,
    parameters: readonly unknown[],
    patch: Patch<O>,
    besides = `state = 'queued'`,
  ): Promise<O[]> {
    const values: unknown[] = [now, ...parameters];
    const change = this.assignments(patch, values);
    const [rows] = await tx.query<[object[], number]>(
      `UPDATE ${this.table} SET ${change.join(', ')}, ${besides}, version = version + 1
       WHERE order_id = ANY (ARRAY(
           SELECT order_id FROM (${this.turns}) open WHERE ${IS_FREE} AND ${which}
           ORDER BY ${IN_TURN} LIMIT greatest(0, ${limit})))
         AND finished_at IS NULL AND ${IS_FREE} AND ${which}
       RETURNING *`,
      values,
    );
    return rows.map((row) => this.hydrate(row)).sort(byAge);
  }

  /** Updates an order, in the transaction if one is given; null if no row changed. */
  private async change(
    order: O,
    patch: Patch<O>,
    state: OrderState,
    rest: string,
    tx?: Transaction,
  ): Promise<O | null> {
    const { sql, values } = this.update(order, patch, state);
    const statement = `${sql} ${rest}`;
    const rows = tx
      ? (await tx.query<[unknown[], number]>(statement, values))[0]
      : await this.database.write(statement, values);
    return rows.length > 0 ? this.moved(order, patch, state, tx) : null;
  }

  /** SQL and its parameters: sets the submit marker of an order whose credits are held, and books the cost of its request. */
  private marking(order: O, patch: Patch<O>, costs: Costs, onlyIf = ''): { marking: string; values: unknown[] } {
    const { sql, values } = this.update(order, patch, 'running');
    const marked = `${sql} AND ${IS_HELD} ${onlyIf} RETURNING version, ${SYNCED}`;
    const booking = costs.booking(values.length + 1);
    values.push(...booking.values);
    const corrections = costs.corrections?.(values.length + 1);
    values.push(...(corrections?.values ?? []));
    const corrected = corrections ? `, corrected AS (${corrections.statement})` : '';
    return { marking: `marked AS (${marked}), booked AS (${booking.statement} FROM marked)${corrected}`, values };
  }

  private update(
    order: O,
    patch: Patch<O>,
    state: OrderState,
    ...besides: readonly string[]
  ): { sql: string; values: unknown[] } {
    const values: unknown[] = [order.orderId, order.version];
    const change = [...this.assignments(patch, values), ...besides];
    if (state !== order.state) {
      values.push(moveOrder(order.state, state));
      change.push(`state = $${values.length}`);
    }
    return {
      sql: `UPDATE ${this.table} AS o SET ${[...change, 'version = version + 1'].join(', ')}
            WHERE order_id = $1 AND version = $2 AND finished_at IS NULL`,
      values,
    };
  }

  private moved(order: O, patch: Patch<O>, state: OrderState, tx?: Transaction): O {
    const moved = { ...order, ...patch, state, version: order.version + 1 };
    this.tellDue(moved, tx);
    return moved;
  }

  /** Tells when a changed order is due: in a transaction after the commit, because a round that reads before it does not see the change. */
  private tellDue(
    { state, nextPollAt, leaseUntil }: Pick<O, 'state' | 'nextPollAt' | 'leaseUntil'>,
    tx?: Transaction,
  ): void {
    if (isFinished(state)) return;
    const isWaiting = state === 'queued' && leaseUntil === null;
    const tell = (): void => this.toldDue(isWaiting ? undefined : latest(leaseUntil, nextPollAt));
    if (tx) afterCommit(tx, tell);
    else tell();
  }

  private assignments(patch: Patch<O>, values: unknown[]): string[] {
    const { columns, values: given } = this.columnsOf(patch as Partial<O>);
    return columns.map((column, index) => {
      values.push(given[index]);
      return `${column} = $${values.length}`;
    });
  }

  private columnsOf(fields: Partial<O>): { columns: string[]; values: unknown[] } {
    const columns: string[] = [];
    const values: unknown[] = [];
    for (const column of this.metadata.columns) {
      const value: unknown = (fields as Record<string, unknown>)[column.propertyName];
      if (value === undefined) continue;
      columns.push(column.databaseName);
      values.push(column.type === 'jsonb' && value !== null ? JSON.stringify(value) : value);
    }
    return { columns, values };
  }

  private hydrate(row: object): O {
    const order: Record<string, unknown> = {};
    for (const { propertyName, databaseName, transformer } of this.metadata.columns) {
      const value: unknown = (row as Record<string, unknown>)[databaseName];
      order[propertyName] = transformer && !Array.isArray(transformer) ? transformer.from(value) : value;
    }
    return order as unknown as O;
  }

  private get metadata(): EntityMetadata {
    return this.database.read.connection.getMetadata(this.entity);
  }
}

interface Usual {
  readonly usual: number | null;
}

const latest = (...moments: readonly (Date | null)[]): Date | undefined =>
  moments.filter((moment) => moment !== null).toSorted((one, other) => other.getTime() - one.getTime())[0];

const byAge = (one: PaidOrder, other: PaidOrder): number =>
  one.createdAt.getTime() - other.createdAt.getTime() || one.orderId.localeCompare(other.orderId);
