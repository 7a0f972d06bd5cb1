import { Injectable } from '@nestjs/common';
import { centiCredits, type CentiCredits, type UserId } from '@aisha/domain';
import { Database } from '../connection/database';
import { Account } from '../entities/billing/account.entity';

/** A person's credits, in hundredths of a credit. */
export interface Balance {
  readonly available: CentiCredits;
  /** Credits that are reserved for orders under way. */
  readonly held: CentiCredits;
  /** Credits that the person owes, because they were spent before their Stars went back. */
  readonly debt: CentiCredits;
}

/** Balances of people, as billing keeps them. */
@Injectable()
export class BalanceReader {
  constructor(private readonly database: Database) {}

  /** The balance of a person; zero for one whose account is not open yet. */
  async of(userId: UserId): Promise<Balance> {
    const account = await this.database.read.findOneBy(Account, { userId });
    const nothing = centiCredits(0);
    return {
      available: account?.available ?? nothing,
      held: account?.held ?? nothing,
      debt: account?.debt ?? nothing,
    };
  }

  /**
   * The welcome credits of a person who has not ordered anything yet; 0 for a person who has ordered, or got none. Null before the account
   * is open.
   */
  async welcomeGift(userId: UserId): Promise<CentiCredits | null> {
    const [account] = await this.database.read.query<{ gift: string }[]>(
      `SELECT coalesce((SELECT amount FROM billing.transaction WHERE user_id = $1 AND type = 'welcome'
           AND NOT EXISTS (SELECT FROM billing.credit_hold WHERE user_id = $1)), 0)::text AS gift
       FROM billing.account WHERE user_id = $1`,
      [userId],
    );
    return account ? centiCredits(account.gift) : null;
  }
}
