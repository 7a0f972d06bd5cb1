import type { UserId } from '@aisha/domain';
import { MoreThan } from 'typeorm';
import type { Database } from '../database';
import { FilePlace } from './file-place.entity';

const DAY_MS = 24 * 3_600_000;

/** The used part of a budget, and when the whole budget is there again. */
export interface UsedBudget {
  readonly used: number;
  readonly until: Date;
}

/** How many archives were packed for a person within the last day; null: none. */
export class FileBudgetReader {
  constructor(private readonly database: Database) {}

  /** How many files were made of a person's transcripts within the last day; null: none. */
  archives(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('archives', userId, now);
  }

  /** How many exports of everything about a person were made within the last day; null: none. */
  exports(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('exports', userId, now);
  }

  /** How many statements were made for a person within the last day; null: none. */
  dataExports(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('data-exports', userId, now);
  }

  /** How many voice samples a person heard within the last day; null: none. */
  statements(userId: UserId, now: Date): Promise<UsedBudget | null> {
    return this.today('statements', userId, now);
  }

  /** The voice samples that a person heard within the last day. */
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
