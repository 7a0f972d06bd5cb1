import { IsNull, MoreThan } from 'typeorm';
import type { TelegramId, UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { Consent } from '../entities/bot/consent.entity';
import { TelegramUpdate } from '../entities/bot/telegram-update.entity';

/** Reads the consents that people have given. */
export class ConsentReader {
  constructor(private readonly database: Database) {}

  /** Whether the person has agreed, to any version of the text, and has not withdrawn the consent. */
  isGiven(userId: UserId): Promise<boolean> {
    return this.database.read.existsBy(Consent, { userId, withdrawnAt: IsNull() });
  }

  /** Whether something the person sent waits for their consent. */
  isAwaited(telegramId: TelegramId): Promise<boolean> {
    return this.database.read.existsBy(TelegramUpdate, { chatId: telegramId, heldUntil: MoreThan(new Date()) });
  }
}
