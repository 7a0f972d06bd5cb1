import type { UserId } from '@aisha/domain';
import { MoreThan } from 'typeorm';
import type { Database } from '../database';
import { FilePlace } from './file-place.entity';

const DAY_MS = 24 * 3_600_000;

/** A part of a budget that is used, and when all of it is there again. */
export interface UsedBudget {
  readonly used: number;
  readonly until: Date;
}

/** Reads how much of the free budgets people have used. */
export class FileBudgetReader {
  constructor(private readonly database: Database) {}

  /** The archives that were packed for a person, of the last day's. */
  archives(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('archives', userId, now);
  }

  /** The files that were made of a person's transcripts, of the last day's. */
  exports(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('exports', userId, now);
  }

  /** The voices that a person heard for nothing, of the last day's. */
  voiceSamples(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('voice-samples', userId, now);
  }

  private async today(budget: string, userId: UserId, now: Date): Promise<UsedBudget | null> {
    const takenAt = MoreThan(new Date(now.getTime() - DAY_MS));
    const [newest] = await this.database.read.find(FilePlace, {
      where: { userId, budget, takenAt },
      order: { takenAt: 'DESC' },
      take: 1,
    });
    if (!newest) return null;
    const used = await this.database.read.countBy(FilePlace, { userId, budget, takenAt });
    return { used, until: new Date(newest.takenAt.getTime() + DAY_MS) };
  }
}
