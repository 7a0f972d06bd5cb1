import { LANGUAGES, type Language, type TelegramId, type UserId } from '@aisha/domain';
import type { Database } from '../database';
import { Person } from './person.entity';

/** Reads the people who talk to the bot. */
export class PersonReader {
  constructor(private readonly database: Database) {}

  findById(userId: UserId): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { userId });
  }

  findByTelegramId(telegramId: TelegramId): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { telegramId });
  }

  /** The language to speak; Russian to a person we do not know. */
  async languageOf(userId: UserId): Promise<Language> {
    const known = await this.database.read.findOne(Person, { select: { language: true }, where: { userId } });
    return known?.language ?? LANGUAGES[0];
  }
}
