import { LessThan } from 'typeorm';
import type { OrderId, UserId } from '@aisha/domain';
import type { Database } from '../database';
import { Transcript } from './transcript.entity';

/** Transcripts as the person they belong to may see them. */
export class TranscriptReader {
  constructor(private readonly database: Database) {}

  find(userId: UserId, orderId: OrderId): Promise<Transcript | null> {
    return this.database.read.findOneBy(Transcript, { orderId, userId });
  }

  /** Newest first; `before` is the last transcript of the page before. */
  page(userId: UserId, { before, limit }: { before?: OrderId; limit: number }): Promise<Transcript[]> {
    return this.database.read.find(Transcript, {
      where: { userId, ...(before && { orderId: LessThan(before) }) },
      order: { orderId: 'DESC' },
      take: limit,
    });
  }
}
