import type { UserId } from '@aisha/domain';
import type { Database } from '../database';
import { FileBudget } from './file-budget.entity';

/** A part of a budget that is used, and when all of it is there again. */
export interface UsedBudget {
  readonly used: number;
  readonly until: Date;
}

/** What people have used of what nobody pays for. */
export class FileBudgetReader {
  constructor(private readonly database: Database) {}

  /** The archives that were packed for a person, of a day's; the day begins with the first of them. */
  archives(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('archives', userId, now);
  }

  /** The files that were made of a person's transcripts, of a day's. */
  exports(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('exports', userId, now);
  }

  /** The voices that a person heard for nothing, of a day's. */
  voiceSamples(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('voice-samples', userId, now);
  }

  private async today(what: string, userId: UserId, now: Date): Promise<UsedBudget | null> {
    const row = await this.database.read.findOneBy(FileBudget, { key: `${what}-today:${userId}` });
    const until = new Date(Number(row?.expire ?? 0));
    return row && until > now ? { used: row.points, until } : null;
  }
}
