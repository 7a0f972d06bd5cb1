import { DAY_MS, type UserId } from '@aisha/domain';
import { MoreThan } from 'typeorm';
import type { Database } from '../connection/database';
import { FilePlace } from '../entities/bot/file-place.entity';

/** The used part of a budget, and when the whole budget is available again. */
interface UsedBudget {
  readonly used: number;
  readonly until: Date;
}

/** Reads how much of their daily budgets people have used. Each method gives null when nothing was used within the last day. */
export class FileBudgetReader {
  constructor(private readonly database: Database) {}

  /** The archives that were packed for a person. */
  archives(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('archives', userId, now);
  }

  /** The files that were made of a person's transcripts. */
  exports(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('exports', userId, now);
  }

  /** The exports of everything about a person. */
  dataExports(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('data-exports', userId, now);
  }

  /** The statements that were made for a person. */
  statements(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('statements', userId, now);
  }

  /** The voice samples that a person heard. */
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
