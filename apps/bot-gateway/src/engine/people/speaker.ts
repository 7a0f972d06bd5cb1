import type { Language, TelegramId, UserId } from '@aisha/domain';

/** The person an input came from. */
export interface Speaker {
  readonly userId: UserId;
  readonly telegramId: TelegramId;
  readonly firstName: string;
  readonly language: Language;
  /** Version of the text they agreed to; null: none, or they withdrew the consent. */
  readonly consent: number | null;
}
