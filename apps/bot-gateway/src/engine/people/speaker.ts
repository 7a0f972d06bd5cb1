import type { Language, TelegramId, UserId } from '@aisha/domain';

/** The person from whom an input comes. */
export interface Speaker {
  readonly userId: UserId;
  readonly telegramId: TelegramId;
  readonly firstName: string;
  readonly language: Language;
  /** The version of the text to which the person has agreed. Null when there is none, or when the person has withdrawn the consent. */
  readonly consent: number | null;
  /** Set with the first update of somebody who has never been here, not even before they had everything deleted. */
  readonly isNew?: boolean;
}
