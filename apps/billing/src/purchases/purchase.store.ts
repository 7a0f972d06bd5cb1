import { Injectable } from '@nestjs/common';
import { paidFor, Purchase, Refund, type Balance } from '@aisha/database/billing';
import { insertedNew, type Transaction } from '@aisha/database';
import { AppError, centiCredits, isCard, planIdIn, STARS, type CentiCredits, type Money } from '@aisha/domain';
import { GainStore, type GainBack } from '../gains/gain.store';
import { isFirstOfInvited } from '../referrals/referral.store';
import { LedgerStore } from '../ledger/ledger.store';
import { PromoStore } from '../promo/promo.store';
import {
  bonusSetBack,
  debt,
  debtPayment,
  purchase as purchasePosting,
  refund,
  subscriptionPayment,
} from '../ledger/posting';
import { ReturnStore } from '../returns/return.store';
import {
  SubscriptionStore,
  type ChangedSubscription,
  type PaidSubscription,
  type SubscriptionPayment,
} from '../subscriptions/subscription.store';
import type { ConfirmedStars } from '@aisha/database/bot';

type NewPurchase = Omit<Purchase, 'createdAt'>;

/** What a payment cost, as columns of its purchase. */
export const columnsOf = ({ currency, amount }: Money): Pick<Purchase, 'stars' | 'currency' | 'cardAmount'> =>
  currency === STARS ? { stars: amount, currency, cardAmount: null } : { stars: 0, currency, cardAmount: amount };

/** The credits of a refunded purchase: billing takes the available ones, and the person owes the rest. */
export interface TakenBack {
  readonly taken: CentiCredits;
  readonly owed: CentiCredits;
  readonly balance: Balance;
  /** The subscription that ends because its newest payment went back. */
  readonly ended: ChangedSubscription | undefined;
  /** What the person themselves gained by the purchase, taken back with it. */
  readonly ownGains: readonly GainBack[];
  readonly isByCard: boolean;
  /** Whether other people gained something by the purchase; the gains go back with it. */
  readonly hasGains: boolean;
}

/** Writes payments and their refunds, with the credits. The caller has locked the person's account. */
@Injectable()
export class PurchaseStore {
  private readonly gains: GainStore;
  private readonly promos: PromoStore;

  constructor(
    private readonly ledger: LedgerStore,
    private readonly returns: ReturnStore,
    private readonly subscriptions: SubscriptionStore,
  ) {
    this.gains = new GainStore(ledger);
    this.promos = new PromoStore(this.gains);
  }

  isCredited(tx: Transaction, telegramPaymentChargeId: string): Promise<boolean> {
    return tx.existsBy(Purchase, { telegramPaymentChargeId });
  }

  /**
   * Credits a purchase and returns the balance. A part of the new credits first pays the person's debt. Undefined if the same purchase was
   * credited before; throws `idempotency-conflict` if another purchase was credited for this charge.
   */
  async credit(tx: Transaction, purchase: NewPurchase, owed: CentiCredits): Promise<Balance | undefined> {
    const { telegramPaymentChargeId: chargeId, userId, packId, credited } = purchase;
    if (!(await insertedNew(tx, Purchase, purchase))) {
      const first = await tx.findOneByOrFail(Purchase, { telegramPaymentChargeId: chargeId });
      const isSameMoney =
        first.stars === purchase.stars &&
        first.currency === purchase.currency &&
        first.cardAmount === purchase.cardAmount;
      if (first.userId === userId && first.packId === packId && isSameMoney) return undefined;
      throw new AppError('idempotency-conflict', { facts: { userId, packId } });
    }
    const posted = planIdIn(packId) === undefined ? purchasePosting : subscriptionPayment;
    return this.ledger.postIncome(tx, posted(userId, credited, packId, chargeId), owed);
  }

  /** Records a credited payment of a subscription; null for the payment of a pack. */
  async subscribed(tx: Transaction, payment: ConfirmedStars): Promise<PaidSubscription | null> {
    const ofPlan = paymentOfPlan(payment);
    return ofPlan ? this.subscriptions.paid(tx, ofPlan) : null;
  }

  /**
   * Ends the subscription of a payment that went back before it was credited, because Telegram would go on renewing it. Undefined if the
   * payment was credited, was recorded here before, or is not the newest one of a subscription.
   */
  async endUncredited(tx: Transaction, payment: ConfirmedStars): Promise<ChangedSubscription | undefined> {
    const ofPlan = paymentOfPlan(payment);
    if (!ofPlan || (await this.isCredited(tx, payment.chargeId))) return undefined;
    return this.subscriptions.endByUncredited(tx, ofPlan);
  }

  /**
   * Adds what a purchase brings beyond its pack: the percent of a promo code. A payment of a plan does not use the code up, because the
   * percent was promised for a pack, and most payments of a plan come by themselves. A percent that ends counts by the moment of the payment,
   * because its credits may come much later. Resolves to the added credits, the balance, and whether this is the first purchase of an invited
   * person.
   */
  async addExtras(
    tx: Transaction,
    purchase: NewPurchase,
    before: Balance,
    paidAt: Date,
  ): Promise<{ readonly bonus: CentiCredits; readonly balance: Balance; readonly isInvited: boolean }> {
    const isPack = planIdIn(purchase.packId) === undefined;
    const added = isPack
      ? await this.promos.addTo(tx, purchase, before, paidAt)
      : { bonus: centiCredits(0), balance: before };
    return { ...added, isInvited: await isFirstOfInvited(tx, purchase.userId) };
  }

  /**
   * Takes the credits of a charge back, with what its person gained by it, and ends the return. It takes the credits that a return has set
   * aside or, without a return, the available ones. A bonus that was set aside, too, is not free in between: it could be spent. Undefined if
   * the charge was never credited, or its credits were taken back before.
   */
  async takeBack(
    tx: Transaction,
    { telegramPaymentChargeId: chargeId, userId }: Pick<Purchase, 'telegramPaymentChargeId' | 'userId'>,
    available: CentiCredits,
  ): Promise<TakenBack | undefined> {
    const purchase = await tx.findOneBy(Purchase, { telegramPaymentChargeId: chargeId, userId });
    if (!purchase || (await tx.existsBy(Refund, { telegramPaymentChargeId: chargeId }))) return undefined;
    const asked = await this.returns.openOf(tx, chargeId);
    const there = asked?.setAside ?? available;
    const taken = there < purchase.credited ? there : purchase.credited;
    const owed = centiCredits(purchase.credited - taken);
    const bonus = centiCredits(asked ? asked.setAside - taken : 0n);
    const postings = [
      ...(asked && bonus > 0n ? [bonusSetBack(userId, bonus, asked.id)] : []),
      ...(taken > 0n ? [refund(userId, taken, chargeId, asked ? 'user-held' : 'user-available')] : []),
      ...(owed > 0n ? [debt(userId, owed, chargeId)] : []),
      // The purchase's spent credits are owed now. Credits that have come in since the return began pay for them at once.
      ...(asked ? debtPayment(userId, available, owed, `return:${chargeId}`) : []),
    ];
    if (asked) await this.returns.returned(tx, asked);
    const left = await this.ledger.postWith(tx, userId, postings, {
      statement: `INSERT INTO billing.refund (telegram_payment_charge_id, taken, owed) VALUES ($3, $4, $5)
        RETURNING telegram_payment_charge_id`,
      parameters: [chargeId, taken.toString(), owed.toString()],
    });
    const ownGains = await this.gains.takeBack(tx, chargeId, userId);
    const balance = ownGains.at(-1)?.balance ?? left;
    const hasGains = (await this.gains.peopleOf(tx, chargeId)).length > 0;
    const ended = await this.subscriptions.endByRefund(tx, chargeId);
    return { taken, owed, balance, ended, ownGains, isByCard: isCard(paidFor(purchase)), hasGains };
  }
}

/** The payment as one of a subscription; undefined for the payment of a pack. */
function paymentOfPlan(payment: ConfirmedStars): SubscriptionPayment | undefined {
  const { chargeId, userId, payload, subscribedUntil: until, beginsSubscription: begins } = payment;
  const planId = planIdIn(payload);
  return planId === undefined ? undefined : { userId, planId, chargeId, until, begins };
}
