import { Injectable } from '@nestjs/common';
import { Account, AllowanceReader, type Balance } from '@aisha/database/billing';
import { Database, type Transaction } from '@aisha/database';
import { centiCredits, type CentiCredits, type OrderId, type UserId, credits } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { LedgerStore, type LockedOrder } from '../ledger/ledger.store';
import { welcome } from '../ledger/posting';
import { BillingConfig } from '../config';

/** How many credits a new person gets: the allowance of the day, and before its first row what the configuration says. */
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

/** Locks and opens the accounts of people. The first message about a person opens the account. */
@Injectable()
export class AccountStore {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly gift: WelcomeGift,
  ) {}

  /**
   * Locks the account until the transaction ends and returns its balance. Opens a missing account, with the welcome credits unless the
   * person has had them before (`isReturning`).
   */
  async lock(tx: Transaction, userId: UserId, { isReturning = false } = {}): Promise<Balance> {
    const known = await this.ledger.lockBalance(tx, userId);
    if (known) return known;
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(Account)
      .values({ userId })
      .orIgnore()
      .returning('user_id')
      .execute();
    const isNew = (raw as unknown[]).length > 0;
    const gift = isNew && !isReturning ? await this.gift.now(tx) : 0n;
    if (gift > 0n) await this.ledger.post(tx, welcome(userId, centiCredits(gift)));
    return (await this.ledger.lockBalance(tx, userId))!;
  }

  /** Locks the accounts of several people, always in one order: two transactions that lock the same people never wait for each other. */
  async lockAll(tx: Transaction, people: readonly UserId[]): Promise<ReadonlyMap<UserId, Balance>> {
    const balances = new Map<UserId, Balance>();
    for (const userId of [...new Set(people)].toSorted()) balances.set(userId, await this.lock(tx, userId));
    return balances;
  }

  /** Locks the account as `lock` does, and reads the order's hold with it. */
  async lockOrder(tx: Transaction, userId: UserId, orderId: OrderId): Promise<LockedOrder> {
    const order = await this.ledger.lockOrder(tx, userId, orderId);
    if (order) return order;
    await this.lock(tx, userId);
    return (await this.ledger.lockOrder(tx, userId, orderId))!;
  }
}
