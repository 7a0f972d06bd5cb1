import { IsNull } from 'typeorm';
import type { UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { Draft } from '../entities/bot/draft.entity';

/** Reads the conversations that people left half-way. */
export class DraftReader {
  constructor(private readonly database: Database) {}

  /** The drafts that the person has not dropped, the newest first. */
  of(userId: UserId): Promise<Draft[]> {
    return this.database.read.find(Draft, { where: { userId, droppedAt: IsNull() }, order: { updatedAt: 'DESC' } });
  }

  /** Finds a draft, also a dropped one that can still be restored; null when there is none. */
  find(userId: UserId, { flow, about }: Pick<Draft, 'flow' | 'about'>): Promise<Draft | null> {
    return this.database.read.findOneBy(Draft, { userId, flow, about });
  }
}
