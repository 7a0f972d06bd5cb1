import { Injectable } from '@nestjs/common';
import { PlanRow, Subscription } from '@aisha/database/billing';
import type { Transaction } from '@aisha/database';
import { PLAN_SECONDS, RENEWAL_GRACE_MS, type SubscriptionState, type UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';

/** A payment of a subscription that billing credits. */
export interface SubscriptionPayment {
  readonly userId: UserId;
  readonly planId: string;
  readonly chargeId: string;
  /** As Telegram said; null if only its list told the payment, without a period. */
  readonly until: Date | null;
  /** Whether Telegram called it the first payment; null if it did not say. */
  readonly begins: boolean | null;
}

/** A subscription that has changed, with its plan. */
export type ChangedSubscription = Subscription & { readonly plan: PlanRow };

const COLUMNS = `first_charge_id AS "firstChargeId", user_id AS "userId", plan_id AS "planId", state, paid_until AS "paidUntil",
  last_charge_id AS "lastChargeId", payments, told_in::float8 AS "toldIn", began_at AS "beganAt", changed_at AS "changedAt"`;

/** Writes subscriptions. The caller has locked the person's account, but for those that end by the clock. */
@Injectable()
export class SubscriptionStore {
  constructor(private readonly clock: Clock) {}

  /**
   * Writes down that a payment arrived: it renews the person's subscription to the plan, or begins one. A cancelled subscription stays
   * cancelled: its payment was on its way before the person cancelled. Resolves to the moment until which it is paid.
   */
  async paid(tx: Transaction, { userId, planId, chargeId, until, begins }: SubscriptionPayment): Promise<Date> {
    const now = this.clock.now();
    const paidUntil = until ?? new Date(now.getTime() + PLAN_SECONDS * 1000);
    const renewed = begins === true ? undefined : await this.newest(tx, userId, planId);
    if (renewed && renewed.paidUntil.getTime() + RENEWAL_GRACE_MS >= now.getTime()) {
      await tx.query(
        `UPDATE billing.subscription SET paid_until = greatest(paid_until, $2), last_charge_id = $3, payments = payments + 1,
           state = CASE state WHEN 'cancelled' THEN state ELSE 'active' END, changed_at = $4 WHERE first_charge_id = $1`,
        [renewed.firstChargeId, paidUntil, chargeId, now],
      );
      return paidUntil > renewed.paidUntil ? paidUntil : renewed.paidUntil;
    }
    await tx.query(
      `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments, began_at, changed_at)
       VALUES ($1, $2, $3, 'active', $4, $1, 1, $5, $5)`,
      [chargeId, userId, planId, paidUntil, now],
    );
    return paidUntil;
  }

  /**
   * Writes down what Telegram says of the person's newest subscription to the plan. Undefined if that changes nothing: it is so already,
   * it has ended, or a newer update has said something else. Null if there is no such subscription yet.
   */
  async note(
    tx: Transaction,
    told: {
      readonly userId: UserId;
      readonly planId: string;
      readonly state: SubscriptionState;
      readonly updateId?: number;
    },
  ): Promise<ChangedSubscription | undefined | null> {
    const { userId, planId, state, updateId } = told;
    const known = await this.newest(tx, userId, planId);
    if (!known) return null;
    if (updateId !== undefined && updateId <= known.toldIn) return undefined;
    const isOver = known.state === 'ended';
    await tx.query(
      `UPDATE billing.subscription SET told_in = greatest(told_in, $2), state = $3, changed_at = $4 WHERE first_charge_id = $1`,
      [known.firstChargeId, updateId ?? 0, isOver ? known.state : state, this.clock.now()],
    );
    return isOver || known.state === state ? undefined : this.withPlan(tx, { ...known, state });
  }

  /** Ends the subscription whose newest payment went back; undefined if the charge is no such payment. */
  async endByRefund(tx: Transaction, chargeId: string): Promise<ChangedSubscription | undefined> {
    const [rows] = (await tx.query(
      `UPDATE billing.subscription SET state = 'ended', changed_at = $2 WHERE last_charge_id = $1 AND state <> 'ended' RETURNING ${COLUMNS}`,
      [chargeId, this.clock.now()],
    )) as [Subscription[], number];
    return rows[0] && this.withPlan(tx, rows[0]);
  }

  /**
   * Ends subscriptions whose paid time is over, a few at once: cancelled ones at once, others when no renewal has come in the days that
   * Telegram may take for it. Each is ended by one replica alone.
   */
  async endThoseOver(tx: Transaction, limit: number): Promise<ChangedSubscription[]> {
    const now = this.clock.now();
    const [rows] = (await tx.query(
      `UPDATE billing.subscription SET state = 'ended', changed_at = $1
        WHERE first_charge_id IN (SELECT first_charge_id FROM billing.subscription
                WHERE state <> 'ended' AND paid_until < CASE state WHEN 'cancelled' THEN $1::timestamptz ELSE $2::timestamptz END
                ORDER BY paid_until LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`,
      [now, new Date(now.getTime() - RENEWAL_GRACE_MS), limit],
    )) as [Subscription[], number];
    return Promise.all(rows.map((row) => this.withPlan(tx, row)));
  }

  private async newest(tx: Transaction, userId: UserId, planId: string): Promise<Subscription | undefined> {
    const [row] = await tx.query<Subscription[]>(
      `SELECT ${COLUMNS} FROM billing.subscription WHERE user_id = $1 AND plan_id = $2 ORDER BY began_at DESC, first_charge_id DESC LIMIT 1`,
      [userId, planId],
    );
    return row;
  }

  private async withPlan(tx: Transaction, subscription: Subscription): Promise<ChangedSubscription> {
    return { ...subscription, plan: await tx.findOneByOrFail(PlanRow, { id: subscription.planId }) };
  }
}
