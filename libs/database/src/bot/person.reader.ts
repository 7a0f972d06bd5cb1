import type { TelegramId, UserId } from '@aisha/domain';
import type { Database } from '../database';
import { Person } from './person.entity';

/** Who talks to the bot. */
export class PersonReader {
  constructor(private readonly database: Database) {}

  findById(userId: UserId): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { userId });
  }

  findByTelegramId(telegramId: TelegramId): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { telegramId });
  }
}
