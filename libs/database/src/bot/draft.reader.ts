import type { UserId } from '@aisha/domain';
import type { Database } from '../database';
import { Draft } from './draft.entity';

/** Conversations left half-way. */
export class DraftReader {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  of(userId: UserId): Promise<Draft[]> {
    return this.database.read.find(Draft, { where: { userId }, order: { updatedAt: 'DESC' } });
  }
}
