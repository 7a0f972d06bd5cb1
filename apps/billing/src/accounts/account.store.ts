import { Injectable } from '@nestjs/common';
import { Account, AllowanceReader, CreditTransaction, type Balance } from '@aisha/database/billing';
import { Database, type Transaction } from '@aisha/database';
import { AppError, type CentiCredits, type OrderId, type UserId, credits } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { LedgerStore, type AskedPrice, type LockedOrder } from '../ledger/ledger.store';
import { welcome } from '../ledger/posting';
import { BillingConfig } from '../config';

/**
 * How many credits a new person gets: the allowance in force or, before the first row of this allowance, the number in the configuration.
 */
@Injectable()
export class WelcomeGift {
  private readonly configured: number;

  constructor(
    { WELCOME_CREDITS }: BillingConfig,
    private readonly clock: Clock,
  ) {
    this.configured = WELCOME_CREDITS;
  }

  async now(tx: Transaction): Promise<CentiCredits> {
    const allowances = new AllowanceReader(Database.within(tx));
    return credits(await allowances.at('welcome-credits', this.clock.now(), this.configured));
  }
}

/**
 * Locks and opens the accounts of people. The first message about a person opens the account, without credits; `open-account` alone also
 * gives the welcome credits, unless it says that the person has had them before.
 */
@Injectable()
export class AccountStore {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly gift: WelcomeGift,
  ) {}

  /** Locks the account until the transaction ends and returns its balance. Opens a missing account, without credits. */
  async lock(tx: Transaction, userId: UserId): Promise<Balance> {
    const known = await this.ledger.lockBalance(tx, userId);
    if (known) return known;
    await tx.createQueryBuilder().insert().into(Account).values({ userId }).orIgnore().execute();
    return (await this.ledger.lockBalance(tx, userId))!;
  }

  /**
   * Locks an account that is open already. Throws `order-unknown`, so that the message comes again, while it is not: a person's first
   * message may overtake `open-account`, which alone says whether its person gets the welcome credits.
   */
  async lockOpen(tx: Transaction, userId: UserId, about: Record<string, string>): Promise<Balance> {
    const known = await this.ledger.lockBalance(tx, userId);
    if (!known) throw new AppError('order-unknown', { facts: { ...about, problem: 'account-not-open' } });
    return known;
  }

  /**
   * Gives the welcome credits once in the life of an account, whichever message opened it. A part first pays what the person owes: when this
   * message comes late, a purchase may have been credited, spent and refunded before it.
   */
  async welcome(tx: Transaction, userId: UserId): Promise<void> {
    const { debt } = await this.lock(tx, userId);
    if (await tx.existsBy(CreditTransaction, { userId, type: 'welcome' })) return;
    const gift = await this.gift.now(tx);
    if (gift > 0n) await this.ledger.postIncome(tx, welcome(userId, gift), debt);
  }

  /** Opens the account of a person who had everything deleted before: without the welcome credits, and with the moment. */
  async beginAnew(tx: Transaction, userId: UserId): Promise<void> {
    await this.lock(tx, userId);
    await tx.query(`UPDATE billing.account SET began_anew_at = now() WHERE user_id = $1 AND began_anew_at IS NULL`, [
      userId,
    ]);
  }

  /** Locks the accounts of several people, always in the same order, so that two transactions that lock the same people never deadlock. */
  async lockAll(tx: Transaction, people: readonly UserId[]): Promise<ReadonlyMap<UserId, Balance>> {
    const balances = new Map<UserId, Balance>();
    for (const userId of [...new Set(people)].toSorted()) balances.set(userId, await this.lock(tx, userId));
    return balances;
  }

  /** Locks an account that is open already, and reads the order's hold and, if asked for, a price. */
  async lockOrder(tx: Transaction, userId: UserId, orderId: OrderId, priceOf?: AskedPrice): Promise<LockedOrder> {
    const order = await this.ledger.lockOrder(tx, userId, orderId, priceOf);
    if (order) return order;
    await this.lockOpen(tx, userId, { orderId });
    return (await this.ledger.lockOrder(tx, userId, orderId, priceOf))!;
  }
}
