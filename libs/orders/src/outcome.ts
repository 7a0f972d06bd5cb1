import { setTimeout as delay } from 'node:timers/promises';
import { message, type Message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { afterCommit, type Transaction } from '@aisha/database';
import { AppError, asAppError, type ErrorCode, isCancel, type OrderState } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { PaidOrder } from '@aisha/kinds/tables';
import { putOffEnd } from './deferral';
import { ordersEnded, orderSeconds, unitsDelivered } from './metrics';
import type { OrderStore, Patch } from './order.store';
import type { AnyWork, Kept, OrderReference, Result } from './paid-work';
import type { Parts } from './parts';
import { NOTHING_UNPAID, unpaidCost, type UnpaidCost } from './unpaid-cost';

/** The usual value of `Parts.partMs`, whose comment explains it. */
const PART_MS = 5_000;

/** Whether a message settles or measures. It follows those that the person's chat shows. */
const followsTheChat = ({ receiver }: Message): boolean => receiver !== botGatewayInbox.receiver;

/** How an order ends. */
interface Ending {
  readonly state: End;
  readonly delivered: number;
  /** How many of the ordered units are charged: more than were delivered when the person's free work is used up. */
  readonly charged: number;
  readonly reason: AppError | null;
}

/** Calls `end` in the transaction that ends an order, and may write more there. Resolves to whether this call ended the order. */
export type Within = (tx: Transaction, end: () => Promise<boolean>) => Promise<boolean>;

const alone: Within = (_tx, end) => end();

/**
 * How an order is moved to its end. `moveAtEnd`: the order was locked before; `moveIfShown`: the statement that moves it also decides
 * whether it may end.
 */
type Move = 'moveAtEnd' | 'moveIfShown';

type End = Extract<OrderState, 'succeeded' | 'failed' | 'cancelled'>;

/**
 * Ends an order. The row, the result, the settlement of the hold and the message to the person are one transaction. Each order
 * ends once.
 */
export class Outcome<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  constructor(
    private readonly work: AnyWork<O, Start, R>,
    private readonly store: OrderStore<O>,
    private readonly parts: Parts,
    /** Called after each end: the slot is free, so the next order need not wait for the next round. */
    private readonly ended: () => void,
  ) {}

  /**
   * Ends an order whose work is done, in part or whole. The order ends unpaid if the result has no unit, if the credits went back meanwhile,
   * or if the result may not be shown any more. False if the result must be discarded: in the last two cases, and if the order had ended
   * before.
   */
  async deliver(reference: O, result: R, within: Within = alone): Promise<boolean> {
    if (within === alone && this.isWhole(reference, result) && (await this.deliverAtOnce(reference, result)))
      return true;
    return this.parts.database.transaction((tx) => within(tx, () => this.deliverIn(tx, reference, result)));
  }

  /**
   * Ends an order that delivers nothing: the person learns why, and the credits go back, except those for providers' work that free work
   * does not cover (`unitsCharged`). False if the order had ended before.
   */
  fail(reference: O, error: AppError, within: Within = alone): Promise<boolean> {
    return this.parts.database.transaction((tx) => within(tx, () => this.failIn(tx, reference, error)));
  }

  /**
   * Ends an unfinished order: delivers and charges the part worth delivering, or fails the order if there is none. `within` writes more in
   * the same transaction.
   */
  async stop(order: O, error: AppError, within: Within = alone): Promise<boolean> {
    const part = await this.work.salvage(order, error);
    if (!part) return this.fail(order, error, within);
    const isOurs = await this.deliver(order, part, within);
    if (!isOurs) await this.discard(order, part);
    return isOurs;
  }

  /**
   * Ends an unfinished order in a transaction under way. If its finished part cannot be joined soon, a remote order ends without the part;
   * a local order waits in our queue to deliver the part later, as long as waiting may help (`putOffEnd`). False if the order waits, or had
   * ended before.
   */
  async stopIn(tx: Transaction, order: O, error: AppError): Promise<boolean> {
    const patience = new AbortController();
    const tooLate = delay(this.parts.partMs ?? PART_MS, undefined, { signal: patience.signal }).then(() => {
      throw new AppError('took-too-long');
    });
    let part: R | null = null;
    try {
      part = await Promise.race([this.work.salvage(order, error), tooLate]);
    } catch (cause) {
      const end = this.work.shape === 'local' && putOffEnd(order, asAppError(cause), this.parts);
      if (end) {
        this.store.move(tx, order, end, 'queued');
        return false;
      }
      this.parts.log.failed('order.part-lost', cause, { orderId: order.orderId });
    } finally {
      patience.abort();
    }
    return part ? this.deliverIn(tx, order, part) : this.failIn(tx, order, error);
  }

  async failIn(tx: Transaction, reference: OrderReference, error: AppError): Promise<boolean> {
    const locked = await this.lockToEnd(tx, reference);
    if (locked) await this.endUnpaid(tx, locked.order, error);
    return locked !== null;
  }

  /** Refuses a new order. Keeps its row, so that the same message again changes nothing. */
  async refuseIn(tx: Transaction, order: O, error: AppError): Promise<void> {
    const state = isCancel(error.code) ? 'cancelled' : 'failed';
    const forgotten = this.work.forgotten(order);
    const refused = { ...order, ...forgotten, state, errorCode: error.code, finishedAt: this.parts.clock.now() };
    if (!(await this.store.insert(tx, refused))) return;
    const settlement = this.settlement(refused, { delivered: 0, charged: 0, reason: error });
    await this.parts.outbox.addInTurn(tx, [settlement, this.explanation(refused, error)], followsTheChat);
    afterCommit(tx, () => this.report(refused, state, 0, error));
  }

  /** Removes the files of a late result, unless the order goes on, or was delivered, perhaps with the same files. */
  async discard(order: O, result: R): Promise<void> {
    const now = await this.store.find(order.orderId);
    if (now === null || (now.finishedAt && now.delivered === 0)) await this.work.discard(order, result);
  }

  /**
   * Whether the result can be delivered by one statement: its kind allows that, all ordered units are made and none of them is free, and
   * nobody asked for a cancel. Then the end needs no other row than the order's and its hold's.
   */
  private isWhole(order: O, { delivered }: R): boolean {
    const { deliversAtOnce, hasFreeUnits } = this.work;
    return deliversAtOnce && !hasFreeUnits && delivered === order.units && delivered > 0 && !order.cancelRequestedAt;
  }

  /**
   * Delivers a whole result by one statement, which locks the order and checks what `deliverIn` checks. False, and nothing is written, if
   * the order has moved on or its result may not be delivered: then `deliverIn` finds out why.
   */
  private deliverAtOnce(order: O, result: R): Promise<boolean> {
    return this.parts.database.writeIfDecided((tx) =>
      this.keepAndEnd(tx, order, result, result.delivered, 'moveIfShown'),
    );
  }

  private async deliverIn(tx: Transaction, reference: O, result: R): Promise<boolean> {
    const locked = await this.lockToEnd(tx, reference);
    if (!locked) return false;
    const { order, isHeld, shownUnless } = locked;
    const { delivered, reason } = result;
    if (!isHeld) {
      await this.endUnpaid(tx, order, new AppError('hold-forgotten'));
      const lost = { orderId: order.orderId, kind: this.work.kind, delivered, code: 'hold-forgotten' };
      afterCommit(tx, () => this.parts.log.error('order.result-unpaid', lost));
      return false;
    }
    if (delivered === 0) {
      await this.endUnpaid(tx, order, reason ?? new AppError('provider-failed'), result);
      return true;
    }
    const withheld = await this.work.withheld(tx, order, shownUnless);
    if (withheld) {
      await this.endUnpaid(tx, order, withheld);
      return false;
    }
    await this.keepAndEnd(tx, order, result, await this.unitsCharged(tx, order, delivered, reason));
    return true;
  }

  private async keepAndEnd(tx: Transaction, order: O, result: R, charged: number, move?: Move): Promise<void> {
    const { delivered, reason } = result;
    const state = isCancel(reason?.code) ? 'cancelled' : 'succeeded';
    const { fields = {}, words = [] } = await this.work.keep(tx, order, result);
    const delivery = message(botGatewayInbox, 'deliver-result', this.reference(order));
    await this.end(tx, order, { state, delivered, charged, reason }, { fields, words: [delivery, ...words] }, move);
  }

  /**
   * The units that the person pays for: usually those that were delivered. If the person's balance of free work has to bear the rest and
   * does not cover it, the person pays for all units that providers worked on, and for one at least (decision 105). A submission that is being
   * sent counts as no work yet, and is booked even beyond the balance. Work that the person does not pay for is booked, with the name of who
   * bears it. Units that are free by design are booked even beyond the balance, because they have a bound of their own.
   */
  private async unitsCharged(tx: Transaction, order: O, delivered: number, reason: AppError | null): Promise<number> {
    const { orderId, userId, units } = order;
    const { calls, freeWork } = this.parts;
    const isWhole = delivered === units;
    const unpaid = isWhole ? NOTHING_UNPAID : await unpaidCost(tx, order, delivered, { work: this.work, calls });
    const ofFreeUnits = await this.costOfFreeUnits(tx, order, delivered, unpaid);
    const free = { userId, orderId, reason: 'free-units', microDollars: ofFreeUnits } as const;
    if (unpaid.microDollars === 0) {
      if (ofFreeUnits > 0) await freeWork.book(tx, free, 'balance');
      // An order that is delivered whole has nothing booked, unless its cancel was requested or it might be free: most
      // orders save a statement here.
      else if (!isWhole || order.cancelRequestedAt || this.work.hasFreeUnits) freeWork.takeBack(tx, orderId);
      return delivered;
    }
    const code = reason?.code ?? null;
    const given = { ...free, reason: code ?? 'free-units', microDollars: unpaid.microDollars + ofFreeUnits } as const;
    const bearer = await freeWork.bearer(tx, given, this.isOfQueue(code) ? 'provider-failed' : code);
    if (bearer !== 'balance') {
      await freeWork.book(tx, given, bearer);
      return delivered;
    }
    const sending = await calls.beingSent(tx, order);
    if (await freeWork.give(tx, given, sending)) return delivered;
    // A submission that repeats one that timed out asks for the same units, and those were asked for before.
    const isOnlySent = sending > 0 && order.attempts <= 1;
    const asked = isOnlySent ? await this.work.asked(tx, { ...order, submitStartedAt: null }) : unpaid.asked;
    // At least one unit is charged: a model that reads an idea and declines it costs us each time, although the idea
    // was never drawn.
    const charged = Math.max(delivered, asked, 1);
    const ofCharged = await this.costOfFreeUnits(tx, order, charged, { asked, microDollars: sending });
    const booked = sending + ofCharged;
    if (booked > 0) await freeWork.book(tx, { ...(sending > 0 ? given : free), microDollars: booked }, 'balance');
    else freeWork.takeBack(tx, orderId);
    return charged;
  }

  /**
   * Whether the code is about an answer of the provider's queue that we cannot read. A person's text can make a language model's answer
   * unreadable, which local work asks for, but not the answer of a queue.
   */
  private isOfQueue(code: ErrorCode | null): boolean {
    return this.work.shape === 'remote' && code === 'provider-answer-unreadable';
  }

  /**
   * The cost of the free units, in millionths of a US dollar. Free units come first among those that are delivered or
   * charged.
   */
  private async costOfFreeUnits(tx: Transaction, { orderId }: O, units: number, unpaid: UnpaidCost): Promise<number> {
    const { calls } = this.parts;
    if (!this.work.hasFreeUnits || units === 0) return 0;
    const free = Math.min(await calls.freeUnitsOf(tx, orderId), units);
    if (free === 0) return 0;
    const cost = (await calls.costOf(tx, orderId)) - unpaid.microDollars;
    return Math.round((cost * free) / units);
  }

  private async lockToEnd(tx: Transaction, reference: OrderReference): ReturnType<OrderStore<O>['lockToEnd']> {
    await this.work.lock(tx, reference);
    return this.store.lockToEnd(tx, reference.orderId);
  }

  private async endUnpaid(tx: Transaction, order: O, error: AppError, result?: R): Promise<void> {
    const charged = await this.unitsCharged(tx, order, 0, error);
    await this.work.failed(tx, order, error, result);
    const state = isCancel(error.code) ? 'cancelled' : 'failed';
    const words = [this.explanation(order, error, charged > 0)];
    await this.end(tx, order, { state, delivered: 0, charged, reason: error }, { fields: {}, words });
  }

  private async end(
    tx: Transaction,
    order: O,
    { state, delivered, charged, reason }: Ending,
    { fields, words }: Required<Kept<O>>,
    move: Move = 'moveAtEnd',
  ): Promise<void> {
    const patch: Patch<O> = {
      ...fields,
      ...this.work.forgotten(order),
      delivered,
      charged: charged > delivered ? charged : 0,
      errorCode: reason?.code ?? null,
      finishedAt: this.parts.clock.now(),
      leaseUntil: null,
      slotTakenAt: null,
      notBefore: null,
      nextPollAt: null,
    };
    const ended = this.store[move](tx, order, patch, state);
    this.parts.calls.correctAtEnd(tx, order.orderId);
    const settlement = this.settlement(ended, { delivered, charged, reason });
    await this.parts.outbox.addInTurn(tx, [settlement, ...words], followsTheChat);
    afterCommit(tx, () => this.report(ended, state, delivered, reason));
  }

  private reference({ orderId, userId }: O): OrderReference & { readonly kind: OrderKind } {
    return { orderId, userId, kind: this.work.kind };
  }

  private settlement(order: O, { delivered, charged, reason }: Omit<Ending, 'state'>): Message {
    return message(billingInbox, 'settle-hold', {
      ...this.reference(order),
      delivered,
      of: order.units,
      ...(charged > delivered && { charged }),
      reason: reason?.code ?? null,
    });
  }

  private explanation(order: O, { code }: AppError, isCharged = false): Message {
    const told = { ...this.reference(order), code, ...(isCharged && { isCharged }) };
    return message(botGatewayInbox, 'explain-failure', told);
  }

  /** Tells operators of the end: one line and one count for each order. */
  private report(order: O, outcome: End, delivered: number, reason: AppError | null): void {
    const { kind } = this.work;
    const { orderId, units: of, createdAt, startedAt } = order;
    const now = order.finishedAt ?? this.parts.clock.now();
    const seconds = (now.getTime() - createdAt.getTime()) / 1_000;
    this.parts.log.ended('order.ended', { orderId, kind, outcome, delivered, of, seconds }, reason);
    ordersEnded.inc({ kind, state: outcome, reason: reason?.code ?? 'none' });
    unitsDelivered.inc({ kind }, delivered);
    if (startedAt) orderSeconds.observe({ kind, state: outcome }, (now.getTime() - startedAt.getTime()) / 1_000);
    this.ended();
  }
}
