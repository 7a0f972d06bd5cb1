import { setTimeout as delay } from 'node:timers/promises';
import { operateOrder, operatorInLog, type ByOperator, type Message, type OperatorAction } from '@aisha/contracts';
import { settleUnbegun } from '@aisha/contracts/billing';
import { Database, type AskRows, type Schema } from '@aisha/database';
import type { OrderId, UserId } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { Outbox, RECEIVER_SCHEMAS } from '@aisha/messaging';
import { counted } from '../command/command-line.mts';
import { ANSWERS_WITHIN_MS } from '../command/sent-act.mts';

/** The answer to an operator. `isDone` decides the exit code. */
export interface Answer {
  readonly isDone: boolean;
  readonly words: string;
}

interface Operated {
  readonly orderId: OrderId;
  readonly action: OperatorAction;
  readonly by: ByOperator;
  readonly isMeant: boolean;
}

interface OrderRow {
  readonly kind: OrderKind;
  readonly userId: UserId;
  readonly state: string;
  readonly hasEnded: boolean;
  readonly isSubmitted: boolean;
  readonly isHeld: boolean;
  readonly isDeferred: boolean;
  /** How many seconds ago the person asked to cancel the order; null if the person did not ask. */
  readonly cancelledFor: number | null;
  readonly delivered: number;
  readonly units: number;
  readonly errorCode: string | null;
}

interface HoldRow {
  readonly userId: UserId;
  readonly kind: OrderKind;
  readonly status: 'open' | 'captured' | 'released';
  readonly units: number;
  readonly amount: number;
  readonly captured: number;
}

const ASKED_EVERY_MS = 200;
/** When a person cancels, the worker asks the provider five times at most; a cancel that takes longer than this is stuck. */
const CANCELS_WITHIN_S = 60;

/**
 * Carries out an operator's action on one order by a message to the order's app, so that the engine, the ledger and the person's card change
 * in the usual way, once (decision 201).
 */
export class OperatedOrder {
  private readonly ask: AskRows;
  private readonly url: string;

  constructor(ask: AskRows, url: string) {
    this.ask = ask;
    this.url = url;
  }

  async operate({ orderId, action, by, isMeant }: Operated): Promise<Answer> {
    const order = await this.orderRow(orderId);
    const hold = await this.holdRow(orderId);
    if (!order) return this.operateUnknown({ orderId, action, by, isMeant }, hold);
    if (order.errorCode === 'cancelled-by-operator' && action === 'cancel') return this.ended(orderId);
    const refusal = whyNot(action, order);
    if (refusal !== null) return { isDone: false, words: `${refusal} Nothing was changed.` };
    const { kind, userId } = order;
    const { worker } = ORDER_KIND[kind];
    if (!isMeant) return wouldDo(action === 'cancel' ? `cancel it; ${heldOf(hold)}` : `have ${worker} take it up now`);
    await this.send(
      RECEIVER_SCHEMAS[worker],
      operateOrder({ orderId, userId, kind, action, operator: operatorInLog(by), by }),
    );
    if (action === 'retry')
      return { isDone: true, words: `told ${worker} to take it up now; the order's story says what comes of it` };
    return this.afterCancel(orderId, worker);
  }

  /**
   * Handles an order that no worker has taken in. While billing holds credits for it, the message that begins it is on its way or was lost:
   * a cancel ends the hold, and a retry changes nothing.
   */
  private async operateUnknown({ orderId, action, by, isMeant }: Operated, hold: HoldRow | undefined): Promise<Answer> {
    if (!hold) return { isDone: false, words: 'There is no such order. Nothing was changed.' };
    const { kind, userId, units } = hold;
    const { worker } = ORDER_KIND[kind];
    if (hold.status !== 'open') return this.ended(orderId);
    if (action === 'retry')
      return {
        isDone: false,
        words: `${worker} has not taken it in: status says whether it runs, dead-letters whether the message was given up. Nothing was changed.`,
      };
    if (!isMeant) return wouldDo(`cancel it before ${worker} has taken it in; ${heldOf(hold)}`);
    await this.send('billing', settleUnbegun({ orderId, userId, kind, units }, by));
    return this.afterCancel(orderId, 'billing');
  }

  private async afterCancel(orderId: OrderId, app: string): Promise<Answer> {
    for (let waited = 0; waited < ANSWERS_WITHIN_MS; waited += ASKED_EVERY_MS) {
      if ((await this.holdRow(orderId))?.status !== 'open') return this.ended(orderId);
      await delay(ASKED_EVERY_MS);
    }
    return {
      isDone: true,
      words: `told ${app} to cancel it, which it does when it gets to it; the order's story says so`,
    };
  }

  /** Says how the order has ended, in the same words each time. */
  private async ended(orderId: OrderId): Promise<Answer> {
    const order = await this.orderRow(orderId);
    const hold = await this.holdRow(orderId);
    const back =
      hold && hold.status !== 'open' ? `${counted((hold.amount - hold.captured) / 100, 'credit')} went back` : null;
    const delivered = order ? `${order.delivered} of ${order.units} delivered` : 'not begun';
    const facts = [delivered, back ?? 'its credits go back within a minute'].join(', ');
    const isDone = !order || order.errorCode === 'cancelled-by-operator' || order.errorCode === 'hold-forgotten';
    return {
      isDone,
      words: isDone ? `cancelled: ${facts}` : `It ended by itself before that: ${order.state}, ${facts}.`,
    };
  }

  /** Writes the message into the app's own outbox, unless the same one is already under way. */
  private async send(schema: Schema, sent: Message): Promise<void> {
    const { orderId, action = null } = sent.payload as { orderId: string; action?: string };
    const database = await Database.connect({ url: this.url, role: schema, pool: 1 });
    try {
      await database.transaction(async (tx) => {
        await tx.query(`SELECT pg_advisory_xact_lock(hashtext('aisha.operated-order.' || $1))`, [orderId]);
        const underWay: unknown[] = await tx.query(
          `SELECT FROM ${schema}.outbox WHERE job = $1 AND payload->>'orderId' = $2 AND payload->>'action' IS NOT DISTINCT FROM $3`,
          [sent.job, orderId, action],
        );
        if (underWay.length === 0) await new Outbox(schema).add(tx, sent);
      });
    } finally {
      await database.close();
    }
  }

  private async orderRow(orderId: OrderId): Promise<OrderRow | undefined> {
    for (const kind of ORDER_KINDS) {
      const [row] = await this.ask<Omit<OrderRow, 'kind'>>(
        `SELECT user_id AS "userId", state, finished_at IS NOT NULL AS "hasEnded", submit_started_at IS NOT NULL AS "isSubmitted",
                coalesce(lease_until > now(), false) AS "isHeld", coalesce(not_before > now(), false) AS "isDeferred",
                extract(epoch FROM now() - cancel_requested_at)::int AS "cancelledFor", delivered, units, error_code AS "errorCode"
           FROM ${ORDER_KIND[kind].table} WHERE order_id = $1`,
        [orderId],
      );
      if (row) return { kind, ...row };
    }
    return undefined;
  }

  private async holdRow(orderId: OrderId): Promise<HoldRow | undefined> {
    const [row] = await this.ask<HoldRow>(
      `SELECT user_id AS "userId", kind, status, units, amount::int, captured::int FROM billing.credit_hold WHERE order_id = $1`,
      [orderId],
    );
    return row;
  }
}

/** Says in a sentence why the action makes no sense for the order now; null if it makes sense. */
export function whyNot(action: OperatorAction, order: Omit<OrderRow, 'kind' | 'userId'>): string | null {
  const { state, hasEnded, isSubmitted, isHeld, isDeferred, cancelledFor, delivered, units, errorCode } = order;
  if (errorCode === 'cancelled-by-user') return 'Its person has cancelled it.';
  if (hasEnded)
    return `It has ended: ${state}, ${delivered} of ${units} delivered${errorCode === null ? '' : `, ${errorCode}`}.`;
  if (isSubmitted && isHeld) return 'Its result is under way: it is being fetched, and delivered in a moment.';
  if (action === 'cancel')
    return cancelledFor !== null && cancelledFor < CANCELS_WITHIN_S ? 'Its person is cancelling it.' : null;
  if (isSubmitted) return null;
  if (isHeld) return 'A process works on it at this moment.';
  if (!isDeferred) return 'It waits for its turn and for nothing else.';
  return null;
}

const wouldDo = (what: string): Answer => ({
  isDone: true,
  words: `would ${what}\nNothing was changed. Add --yes to do it.`,
});

const heldOf = (hold: HoldRow | undefined): string => {
  const held = (hold?.amount ?? 0) / 100;
  return `${counted(held, 'credit')} ${held === 1 ? 'is' : 'are'} held`;
};
