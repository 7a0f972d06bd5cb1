import { Injectable } from '@nestjs/common';
import type { OverBudget } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** Files of one person that nobody pays for. */
export interface FileBudgets {
  /** Fetched, or waiting to be, and without a verdict: twice the photos of a set. At 20 MB each, what storage holds for one person at most. */
  readonly atOnce: number;
  /** Ten sets with as many refused photos. */
  readonly aDay: number;
}

export const FILE_BUDGETS: FileBudgets = { atOnce: 40, aDay: 400 };

/** A verdict that never comes frees its place after this. */
const UNDER_WAY_SECONDS = 3_600;
const DAY_SECONDS = 24 * 3_600;

/** Counts the files that each person lets us fetch for nothing. The only writer of bot.file_budget. */
@Injectable()
export class FileBudgetStore {
  private readonly atOnce: RateLimiterPostgres;
  private readonly today: RateLimiterPostgres;

  constructor(database: Database, budgets: FileBudgets = FILE_BUDGETS) {
    const table = {
      storeClient: database.dataSource,
      storeType: 'typeorm',
      schemaName: 'bot',
      tableName: 'file_budget',
      tableCreated: true,
    };
    this.atOnce = new RateLimiterPostgres({
      ...table,
      keyPrefix: 'at-once',
      points: budgets.atOnce,
      duration: UNDER_WAY_SECONDS,
    });
    this.today = new RateLimiterPostgres({ ...table, keyPrefix: 'today', points: budgets.aDay, duration: DAY_SECONDS });
  }

  /** Takes a file into the budget, or resolves to the budget that is used up. */
  async take(userId: UserId): Promise<'taken' | keyof OverBudget> {
    if (!(await allows(this.today, userId))) return 'today';
    return (await allows(this.atOnce, userId)) ? 'taken' : 'atOnce';
  }

  /** A file of the person has its verdict. */
  async judged(userId: UserId): Promise<void> {
    await this.atOnce.reward(userId);
  }
}

const allows = (limiter: RateLimiterPostgres, userId: UserId): Promise<boolean> =>
  limiter.consume(userId).then(
    () => true,
    (refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return false;
      throw refusal; // Postgres is away
    },
  );
