import { freeUnitsADay, QUOTE_VALID_MS } from '@aisha/kinds';
import { Injectable } from '@nestjs/common';
import { message, type Message } from '@aisha/contracts';
import type { PlaceHold } from '@aisha/contracts/billing';
import { botGatewayInbox, type ExplainRefusal } from '@aisha/contracts/bot-gateway';
import { publicApiInbox } from '@aisha/contracts/public-api';
import { Database, type Transaction } from '@aisha/database';
import { AllowanceReader, type Balance, pricedUnit, type SpendingSetting } from '@aisha/database/billing';
import { AppError, centiCredits, type CentiCredits } from '@aisha/domain';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { AccountStore } from '../accounts/account.store';
import type { LockedOrder } from '../ledger/ledger.store';
import { QuoteCheck, type QuoteVerdict } from '../prices/quote-check';
import { ensureForwardsWhatIsPaid, ensureReadable } from './forwarded-order';
import { isSameHold, HoldStore, type NewHold } from './hold.store';
import { BillingConfig } from '../config';
import { SpendingStore } from '../spending/spending.store';

const holdOf = ({ orderId, userId, kind, item, units, freeUnits = 0, quotedCentiCredits }: PlaceHold): NewHold => ({
  orderId,
  userId,
  kind,
  item,
  units,
  freeUnits,
  amount: centiCredits(quotedCentiCredits),
});

/** The limits on the orders of one person. */
@Injectable()
export class HoldLimits {
  readonly maxOpenOrders: number;
  private readonly configured: number;

  constructor(
    { MAX_OPEN_ORDERS, FREE_SECONDS_OF_SPEECH_A_DAY }: BillingConfig,
    readonly log: Logger,
    readonly spending: SpendingStore,
    readonly clock: Clock,
  ) {
    this.maxOpenOrders = MAX_OPEN_ORDERS;
    this.configured = FREE_SECONDS_OF_SPEECH_A_DAY;
  }

  /** The free units of a day: the present number, or the number at the time when a still valid price was shown, whichever is greater. */
  async freeUnitsADay(tx: Transaction, quotedAt: Date): Promise<number> {
    const allowances = new AllowanceReader(Database.within(tx));
    const now = this.clock.now();
    const shown = now.getTime() - quotedAt.getTime() < QUOTE_VALID_MS && quotedAt < now ? [quotedAt] : [];
    const seconds = await Promise.all(
      [now, ...shown].map((at) => allowances.at('free-speech-seconds', at, this.configured)),
    );
    return freeUnitsADay(Math.max(...seconds));
  }
}

/**
 * Authorises an order and forwards it. If the price is right, the credits are enough, and no ban or limit forbids the order, it writes the
 * hold and the order's first message in one transaction. Otherwise it holds nothing and tells the person why. A repeated message forwards
 * nothing, and a message that does not begin the paid order, or that its worker could not read, is refused.
 */
@Injectable()
export class PlaceHoldHandler implements JobHandler<PlaceHold> {
  readonly inOneTransaction = 'synced';
  constructor(
    private readonly quotes: QuoteCheck,
    private readonly accounts: AccountStore,
    private readonly holds: HoldStore,
    private readonly outbox: Outbox,
    private readonly limits: HoldLimits,
  ) {}

  readonly handle = async (data: PlaceHold, context: JobContext): Promise<void> => {
    ensureForwardsWhatIsPaid(data);
    ensureReadable(data);
    const { orderId, userId, kind, item, units, freeUnits = 0, quotedAt } = data;
    const hold = holdOf(data);
    const { amount } = hold;
    const outcome = await context.once(async (tx): Promise<'held' | ExplainRefusal['code'] | undefined> => {
      const at = this.limits.clock.now();
      const order = await this.accounts.lockOrder(tx, userId, orderId, { item, at });
      if (order.hold) {
        if (isSameHold(order.hold, hold)) return undefined;
        throw new AppError('idempotency-conflict', { facts: { orderId } });
      }
      const price = { perUnit: pricedUnit(order.unitPrice, item, at), at };
      const verdict = await this.quotes.check(tx, { item, units, freeUnits, total: amount, quotedAt }, price);
      const now = freeUnits === 0 ? verdict : await this.withFreeUnits(tx, hold, verdict, new Date(quotedAt));
      const setting = order.hasSpendingSetting ? await this.limits.spending.setting(tx, userId) : null;
      const refusal = this.refusalOf(amount, now, order) ?? (await this.overOwnLimit(tx, amount, setting));
      if (refusal) {
        await this.refuse(tx, data, refusal, now, order.balance);
        return refusal;
      }
      // The messages are added before the hold is placed, because the statement that places it also writes them.
      await this.outbox.add(tx, data.onHeld, ...(await this.reminder(tx, amount, order.balance, setting)));
      await this.holds.place(tx, hold);
      return 'held';
    });
    if (outcome === 'held') this.limits.log.info('hold.placed', { orderId, kind, units, item });
    else if (outcome) this.limits.log.info('hold.refused', { orderId, kind, code: outcome });
  };

  /**
   * Tells the person that the order failed, which is final: the message changes nothing when an operator sends it again, because the person
   * may have ordered anew.
   */
  readonly giveUp = async (data: PlaceHold, { code }: AppError, tx: Transaction): Promise<void> => {
    const { orderId, userId, kind, units, refusedTo, quotedCentiCredits: price } = data;
    await this.accounts.lock(tx, userId); // opens the account if `open-account` has not come either
    const { hold, balance } = await this.accounts.lockOrder(tx, userId, orderId);
    if (hold) return; // the order was forwarded before, and ends by itself
    await this.holds.giveUp(tx, holdOf(data), code);
    const nothing = { held: '0', charged: '0', released: '0', availableAfter: balance.available.toString() };
    const order = { orderId, userId, kind };
    if (refusedTo === 'public-api') {
      const refusal = { ...order, code: 'unexpected', price, available: nothing.availableAfter } as const;
      return this.outbox.add(tx, message(publicApiInbox, 'explain-refusal', refusal));
    }
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'explain-failure', { ...order, code }),
      message(botGatewayInbox, 'show-receipt', { ...order, ...nothing, delivered: 0, of: units, reason: code }),
    );
  };

  /**
   * Refuses the quoted price if fewer free units are left today than the quote counts. So of two orders at once only one gets the free
   * units: the order that locks the account second gets a price without them.
   */
  private async withFreeUnits(
    tx: Transaction,
    hold: NewHold,
    verdict: QuoteVerdict,
    quotedAt: Date,
  ): Promise<QuoteVerdict> {
    const { item, units, freeUnits } = hold;
    const aDay = item === 'transcription.speech' ? await this.limits.freeUnitsADay(tx, quotedAt) : 0;
    const left = Math.max(0, aDay - (await this.holds.freeUnitsToday(tx, hold)));
    if (freeUnits <= left) return verdict;
    const currentTotal = centiCredits(verdict.perUnit * BigInt(units - Math.min(units, left)));
    return { ...verdict, isHonoured: false, currentTotal };
  }

  private refusalOf(
    price: CentiCredits,
    { isHonoured }: QuoteVerdict,
    { openOrders, balance, isBanned, hasWithdrawn, isForgotten }: LockedOrder,
  ): ExplainRefusal['code'] | undefined {
    if (isBanned) return 'person-banned';
    // The withdrawal cancels the orders that it finds; one whose message was still on its way here is found by nobody else.
    if (hasWithdrawn) return 'cancelled-by-user';
    if (!isHonoured) return 'price-changed';
    if (isForgotten) return 'not-enough-credits';
    if (openOrders >= this.limits.maxOpenOrders) return 'too-many-orders';
    if (balance.available < price) return 'not-enough-credits';
    return undefined;
  }

  /**
   * Whether an order that costs something goes beyond the limit that the person has set for a day. The sum counts all credits held or
   * charged for the orders of that day, those in groups included.
   */
  private async overOwnLimit(
    tx: Transaction,
    price: CentiCredits,
    setting: SpendingSetting | null,
  ): Promise<'over-own-limit' | undefined> {
    const left = setting && (await this.limits.spending.leftToday(tx, setting));
    return left !== null && price > 0n && price > left ? 'over-own-limit' : undefined;
  }

  /** The reminder that the person has asked for, when this order takes their credits below the number that they have set. */
  private async reminder(
    tx: Transaction,
    price: CentiCredits,
    { available }: Balance,
    setting: SpendingSetting | null,
  ): Promise<Message[]> {
    const after = centiCredits(available - price);
    if (!setting || !(await this.limits.spending.isToRemind(tx, setting, available, after))) return [];
    const threshold = (setting.remindBelow ?? 0n).toString();
    const { userId } = setting;
    return [message(botGatewayInbox, 'remind-of-balance', { userId, available: after.toString(), threshold })];
  }

  private refuse(
    tx: Transaction,
    { orderId, userId, kind, quotedCentiCredits, refusedTo }: PlaceHold,
    code: ExplainRefusal['code'],
    { isHonoured, currentTotal }: QuoteVerdict,
    { available }: Balance,
  ): Promise<void> {
    const price = isHonoured ? quotedCentiCredits : currentTotal.toString();
    const refusal = {
      ...{ orderId, userId, kind, code, price, available: available.toString() },
      ...(code === 'too-many-orders' && { maxOpenOrders: this.limits.maxOpenOrders }),
    };
    return this.outbox.add(
      tx,
      refusedTo === 'public-api'
        ? message(publicApiInbox, 'explain-refusal', refusal)
        : message(botGatewayInbox, 'explain-refusal', refusal),
    );
  }
}
