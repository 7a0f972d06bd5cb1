import { Injectable } from '@nestjs/common';
import { PlanRow, Subscription } from '@aisha/database/billing';
import type { Transaction } from '@aisha/database';
import {
  CHARGED_STATES,
  DAY_MS,
  PLAN_SECONDS,
  RENEWAL_GRACE_MS,
  type SubscriptionState,
  type UserId,
} from '@aisha/domain';
import { Clock } from '@aisha/platform';

/** A payment of a subscription that billing credits. */
export interface SubscriptionPayment {
  readonly userId: UserId;
  readonly planId: string;
  readonly chargeId: string;
  /** Until when the payment pays, as Telegram says; null if only Telegram's list, which names no period, has reported the payment. */
  readonly until: Date | null;
  /** Whether this is the first payment, as Telegram says; null if Telegram did not say it. */
  readonly begins: boolean | null;
}

/** What a payment has done to the person's subscriptions. */
export interface PaidSubscription {
  /** The end of the time that is paid for now. */
  readonly paidUntil: Date;
  /** The earlier subscriptions for which Telegram still charges, although another one has just begun. */
  readonly replaced: readonly Subscription[];
}

/** A subscription that has changed, with its plan. */
export type ChangedSubscription = Subscription & { readonly plan: PlanRow };

/** What Telegram says about a subscription. */
interface Told {
  readonly userId: UserId;
  readonly planId: string;
  readonly firstChargeId?: string;
  readonly state: SubscriptionState;
  readonly updateId?: number;
}

/** A subscription about which Telegram has reported a change. */
type NotedSubscription = ChangedSubscription & {
  /** Whether the subscription was cancelled while a newer one goes on. */
  readonly isReplaced: boolean;
};

/** How far a renewal may be from the end of the earlier period and still belong to that subscription, even if it counts as cancelled. */
const SAME_TIME_SECONDS = 60;
/**
 * How long after a change the numbers of updates say which of two is newer: Telegram repeats an update for a day at most. Later a smaller
 * number may well be newer, because Telegram's numbers begin anew after a week without updates (telegram.md §0, 21), and a server of our
 * own counts for itself.
 */
const NUMBERED_FOR_MS = DAY_MS;

/**
 * How long Telegram's update about a stop that we ask for may take: we ask for a day while Telegram does not answer, and Telegram repeats
 * its update for a day. A cancel that is reported later is the person's own, and concerns the subscription that goes on.
 */
const STOP_TOLD_WITHIN_MS = 2 * DAY_MS;

const COLUMNS = `first_charge_id AS "firstChargeId", user_id AS "userId", plan_id AS "planId", state, paid_until AS "paidUntil",
  last_charge_id AS "lastChargeId", payments, told_in::float8 AS "toldIn", began_at AS "beganAt", changed_at AS "changedAt",
  stop_asked_at AS "stopAskedAt"`;

/**
 * The number of the last update after a change that no update tells, made at the moment in this parameter: a number that has stopped to say
 * which is newer must not begin again with the day of that change.
 */
const toldBefore = (now: string): string =>
  `CASE WHEN changed_at <= ${now}::timestamptz - interval '${NUMBERED_FOR_MS} milliseconds' THEN 0 ELSE told_in END`;

/**
 * The SQL that finds a payment of the subscription's plan that has yet to be credited, and that pays for a time which is not over: the
 * gateway could not pass it on so far, or its message waits while billing is away. A payment that billing gave up holds nothing up, because
 * Telegram would go on charging for a subscription that gives no credits.
 */
const UNCREDITED = `
  SELECT FROM bot.star_transaction paid
   WHERE paid.kind = 'payment' AND paid.confirmed_at IS NOT NULL AND paid.payload = 'plan:' || subscription.plan_id
     AND coalesce(paid.subscribed_until, paid.created_at + interval '${PLAN_SECONDS} seconds') > $1::timestamptz
     AND (paid.user_id = subscription.user_id OR paid.user_id IS NULL AND paid.telegram_id =
       (SELECT telegram_id FROM bot.person WHERE person.user_id = subscription.user_id))
     AND NOT EXISTS (SELECT FROM billing.purchase WHERE telegram_payment_charge_id = paid.charge_id)
     AND NOT EXISTS (SELECT FROM billing.dead_letter letter
       WHERE letter.job = 'credit-purchase' AND letter.payload ->> 'telegramPaymentChargeId' = paid.charge_id
         AND letter.resolved IS DISTINCT FROM 'retried')
     AND NOT EXISTS (SELECT FROM bot.star_transaction back
       WHERE back.charge_id = paid.charge_id AND back.kind = 'refund' AND back.confirmed_at IS NOT NULL)`;

/** Writes subscriptions. The caller has locked the person's account, except when subscriptions end because their paid time is over. */
@Injectable()
export class SubscriptionStore {
  constructor(private readonly clock: Clock) {}

  /**
   * Records a payment: it renews the subscription whose paid time it continues, or begins a new one. A cancelled subscription stays
   * cancelled, because its payment was on its way before the person cancelled. A payment that comes after a later one, which pays for longer,
   * does not become the newest one, and does not resume a subscription that the refund of the later one has ended.
   */
  async paid(tx: Transaction, payment: SubscriptionPayment): Promise<PaidSubscription> {
    const { userId, planId, chargeId, until, begins } = payment;
    const now = this.clock.now();
    const paidUntil = until ?? new Date(now.getTime() + PLAN_SECONDS * 1000);
    const renewed = begins === true ? undefined : await this.renewedBy(tx, payment, paidUntil);
    if (renewed) {
      await tx.query(
        `UPDATE billing.subscription SET paid_until = greatest(paid_until, $2), payments = payments + 1,
           last_charge_id = CASE WHEN paid_until > $2 THEN last_charge_id ELSE $3 END,
           state = CASE WHEN paid_until > $2 OR state = 'cancelled' THEN state ELSE 'active' END, told_in = ${toldBefore('$4')}, changed_at = $4
         WHERE first_charge_id = $1`,
        [renewed.firstChargeId, paidUntil, chargeId, now],
      );
      return { paidUntil: paidUntil > renewed.paidUntil ? paidUntil : renewed.paidUntil, replaced: [] };
    }
    // Only a payment that Telegram calls the first one certainly begins one more subscription, so only such a payment stops the earlier
    // ones.
    const replaced = begins === true ? (await this.all(tx, userId)).filter(isCharged) : [];
    await tx.query(
      `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments, began_at, changed_at)
       VALUES ($1, $2, $3, 'active', $4, $1, 1, $5, $5)`,
      [chargeId, userId, planId, paidUntil, now],
    );
    return { paidUntil, replaced };
  }

  /**
   * Records what Telegram reports about a subscription. The report names the first charge; or it is an update, which names only the plan,
   * so that we look for the subscription that fits. Resolves to undefined if the report changes nothing: the subscription is in that state
   * already or has ended, a newer update has said something else, or no subscription to the plan fits. Resolves to null if there is no such
   * subscription yet.
   */
  async note(tx: Transaction, told: Told): Promise<NotedSubscription | undefined | null> {
    const { userId, planId, firstChargeId, state, updateId } = told;
    const all = await this.all(tx, userId);
    const ofPlan = all.filter((one) => one.planId === planId);
    const now = this.clock.now();
    const known =
      firstChargeId === undefined
        ? meantBy(told, ofPlan, now)
        : ofPlan.find((one) => one.firstChargeId === firstChargeId);
    if (!known) return ofPlan.length === 0 || firstChargeId !== undefined ? null : undefined;
    const saysOrder = now.getTime() - known.changedAt.getTime() < NUMBERED_FOR_MS;
    if (updateId !== undefined && updateId <= known.toldIn && saysOrder) return undefined;
    const isOver = known.state === 'ended';
    await tx.query(
      `UPDATE billing.subscription SET told_in = coalesce($2, ${toldBefore('$4')}), state = $3, changed_at = $4,
         stop_asked_at = CASE WHEN NOT $5 THEN stop_asked_at END
       WHERE first_charge_id = $1`,
      [
        known.firstChargeId,
        updateId ?? null,
        isOver ? known.state : state,
        now,
        firstChargeId === undefined && state === 'cancelled',
      ],
    );
    if (isOver || known.state === state) return undefined;
    const isReplaced = state === 'cancelled' && all.slice(0, all.indexOf(known)).some(isCharged);
    return { ...(await this.withPlan(tx, { ...known, state })), isReplaced };
  }

  /**
   * Ends the subscription whose newest payment went back; the caller has Telegram stop it. Undefined if the charge is not such a payment, or
   * the subscription has ended already.
   */
  async endByRefund(tx: Transaction, chargeId: string): Promise<ChangedSubscription | undefined> {
    const [rows] = (await tx.query(
      `UPDATE billing.subscription SET state = 'ended', told_in = ${toldBefore('$2')}, changed_at = $2,
              stop_asked_at = CASE WHEN state <> 'cancelled' THEN $2::timestamptz END
        WHERE last_charge_id = $1 AND state <> 'ended' RETURNING ${COLUMNS}`,
      [chargeId, this.clock.now()],
    )) as [Subscription[], number];
    return rows[0] && this.withPlan(tx, rows[0]);
  }

  /**
   * Ends the subscription whose newest payment went back before it was credited. The payment is recorded first, because Telegram stops a
   * subscription by its first charge, and its answer must find one. Undefined if the payment was recorded before, is not the newest, or is
   * of a plan that does not exist.
   */
  async endByUncredited(tx: Transaction, payment: SubscriptionPayment): Promise<ChangedSubscription | undefined> {
    const { userId, planId, chargeId, until, begins } = payment;
    if (await tx.existsBy(Subscription, [{ firstChargeId: chargeId }, { lastChargeId: chargeId }])) return undefined;
    if (!(await tx.existsBy(PlanRow, { id: planId }))) return undefined;
    // Of a payment that only Telegram's list names, the time is unknown: a subscription that is due now may be the one that it renewed.
    const isPaidUntil = until ?? new Date(this.clock.now().getTime() + RENEWAL_GRACE_MS);
    const isPaidForLonger = (one: Subscription): boolean => one.planId === planId && one.paidUntil > isPaidUntil;
    if (begins !== true && (await this.all(tx, userId)).some(isPaidForLonger)) return undefined;
    await this.paid(tx, payment);
    return this.endByRefund(tx, chargeId);
  }

  /**
   * Ends subscriptions whose paid time is over, a few in one transaction: cancelled ones at once, others when no renewal has come within
   * the days that Telegram may take. Only one replica ends each of them. A subscription that is not cancelled waits until Telegram's list
   * was read after these days, because its renewal may be on the list, even one that failed and that Telegram tried again. None ends while
   * billing has yet to credit a payment of its plan that Telegram has confirmed. A subscription that is not cancelled is marked, and the
   * caller has Telegram stop it, because Telegram may still renew it. Where an erasure has asked Telegram before, nobody asks again.
   */
  async endThoseOver(tx: Transaction, limit: number): Promise<ChangedSubscription[]> {
    const now = this.clock.now();
    const [rows] = (await tx.query(
      `UPDATE billing.subscription SET state = 'ended', told_in = ${toldBefore('$1')}, changed_at = $1,
              stop_asked_at = CASE WHEN over.is_to_stop THEN $1::timestamptz END
         FROM (SELECT first_charge_id AS id, state <> 'cancelled' AND NOT EXISTS (SELECT FROM billing.account a
                        WHERE a.user_id = subscription.user_id AND a.forgotten_at IS NOT NULL) AS is_to_stop FROM billing.subscription
                WHERE state <> 'ended' AND paid_until < CASE state WHEN 'cancelled' THEN $1::timestamptz ELSE $2::timestamptz END
                  AND (state = 'cancelled' OR NOT EXISTS (SELECT FROM bot.star_reconciliation
                         WHERE finished_at IS NULL OR finished_at < paid_until + interval '${RENEWAL_GRACE_MS} milliseconds'))
                  AND NOT EXISTS (${UNCREDITED})
                ORDER BY paid_until LIMIT $3 FOR UPDATE SKIP LOCKED) over
        WHERE first_charge_id = over.id RETURNING ${COLUMNS}`,
      [now, new Date(now.getTime() - RENEWAL_GRACE_MS), limit],
    )) as [Subscription[], number];
    return Promise.all(rows.map((row) => this.withPlan(tx, row)));
  }

  /**
   * The subscription that a payment renews. Telegram's renewal has a new charge and names only the plan, but its period begins where the
   * earlier one ended, give or take the grace. A payment of which Telegram says that it is not the first one renews a subscription to the
   * plan even beyond the grace. Of several subscriptions, one that goes on is preferred to a cancelled or ended one whose time differs by
   * more than a minute; of the rest, the nearest in time is taken.
   */
  private async renewedBy(
    tx: Transaction,
    { userId, planId, begins }: SubscriptionPayment,
    paidUntil: Date,
  ): Promise<Subscription | undefined> {
    const [row] = await tx.query<Subscription[]>(
      `SELECT ${COLUMNS} FROM billing.subscription, abs(extract(epoch FROM paid_until - $3::timestamptz)) AS away
        WHERE user_id = $1 AND plan_id = $2 AND (away <= $4 OR $5)
        ORDER BY away > $4, state = 'ended' AND away > $4, state IN ('cancelled', 'ended') AND away > $6, away, began_at DESC LIMIT 1`,
      [
        userId,
        planId,
        new Date(paidUntil.getTime() - PLAN_SECONDS * 1000),
        RENEWAL_GRACE_MS / 1000,
        begins === false,
        SAME_TIME_SECONDS,
      ],
    );
    return row;
  }

  /** All subscriptions of the person, newest first. Locks them, because their end (`endThoseOver`) does not wait for the person's account. */
  private all(tx: Transaction, userId: UserId): Promise<Subscription[]> {
    return tx.query<Subscription[]>(
      `SELECT ${COLUMNS} FROM billing.subscription WHERE user_id = $1 ORDER BY began_at DESC, first_charge_id DESC FOR UPDATE`,
      [userId],
    );
  }

  private async withPlan<One extends Subscription>(
    tx: Transaction,
    subscription: One,
  ): Promise<One & { readonly plan: PlanRow }> {
    return { ...subscription, plan: await tx.findOneByOrFail(PlanRow, { id: subscription.planId }) };
  }
}

const isCharged = ({ state }: Subscription): boolean => CHARGED_STATES.some((charged) => charged === state);

/**
 * Which of a person's subscriptions to a plan an update of Telegram is about; `ofPlan` has the newest first. It is the one on which this
 * update was noted before. Then "cancelled" means the oldest that has ended and that we have asked Telegram to stop, so that its person's
 * newer one goes on. It is else the newest, unless several are open: then "cancelled" means the oldest for which Telegram still charges by our
 * rows, because we have asked Telegram to stop it, and "failed" the newest of these. "cancelled" never means the newest of all, because a
 * subscription for which Telegram charges must not look stopped.
 */
function meantBy({ state, updateId }: Told, ofPlan: readonly Subscription[], now: Date): Subscription | undefined {
  const isStopOf = ({ stopAskedAt }: Subscription): boolean =>
    state === 'cancelled' && stopAskedAt !== null && now.getTime() - stopAskedAt.getTime() < STOP_TOLD_WITHIN_MS;
  const own = ofPlan.find(({ toldIn }) => toldIn === updateId) ?? ofPlan.findLast(isStopOf);
  if (own) return own;
  const [newest] = ofPlan;
  const open = ofPlan.filter((one) => one.state !== 'ended');
  if (newest?.state === 'ended' || open.length < 2) return newest;
  if (state === 'cancelled') return open.slice(1).findLast(isCharged);
  return state === 'failed' ? (open.find(isCharged) ?? newest) : newest;
}
