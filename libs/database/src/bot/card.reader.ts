import type { UserId } from '@aisha/domain';
import type { Database } from '../database';
import { Card } from './card.entity';

/** Cards as the person they were shown to may know them. */
export class CardReader {
  constructor(private readonly database: Database) {}

  /** What a card tells; null when there is none or it is another person's. */
  async state(userId: UserId, key: string): Promise<unknown> {
    return (await this.database.read.findOneBy(Card, { key, userId }))?.state ?? null;
  }
}
