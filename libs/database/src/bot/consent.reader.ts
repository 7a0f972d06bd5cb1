import { IsNull, MoreThan, MoreThanOrEqual } from 'typeorm';
import { CONSENT_VERSION, type TelegramId, type UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { Consent } from '../entities/bot/consent.entity';
import { TelegramUpdate } from '../entities/bot/telegram-update.entity';

/** Reads the consents that people have given. */
export class ConsentReader {
  constructor(private readonly database: Database) {}

  /**
   * Whether the person has agreed, to any version of the text, and has not withdrawn the consent: enough to go on with what was accepted
   * under the text of its day.
   */
  isGiven(userId: UserId): Promise<boolean> {
    return this.database.read.existsBy(Consent, { userId, withdrawnAt: IsNull() });
  }

  /** Whether the person has agreed to today's text, and has not withdrawn the consent: what a new file or order needs. */
  isCurrent(userId: UserId): Promise<boolean> {
    return this.database.read.existsBy(Consent, {
      ...{ userId, withdrawnAt: IsNull() },
      version: MoreThanOrEqual(CONSENT_VERSION),
    });
  }

  /** Whether something the person sent waits for their consent. */
  isAwaited(telegramId: TelegramId): Promise<boolean> {
    return this.database.read.existsBy(TelegramUpdate, { chatId: telegramId, heldUntil: MoreThan(new Date()) });
  }
}
