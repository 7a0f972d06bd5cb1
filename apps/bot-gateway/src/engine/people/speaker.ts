import type { Language, TelegramId, UserId } from '@aisha/domain';

/** The person from whom an input comes. */
export interface Speaker {
  readonly userId: UserId;
  readonly telegramId: TelegramId;
  readonly firstName: string;
  readonly language: Language;
  /** The version of the text to which the person has agreed. Null when there is none, or when the person has withdrawn the consent. */
  readonly consent: number | null;
  /**
   * Until when the person is banned, as Postgres writes it; `infinity` for a ban without an end; absent or null when the person is not
   * banned.
   */
  readonly ban?: string | null;
  /**
   * Set with the first update of a person who is new. A person who got the welcome credits once, and returns after everything was deleted,
   * does not count as new.
   */
  readonly isNew?: boolean;
  /** Whether the person returns after everything was deleted. Until their account is open, nothing else says that no gift will come. */
  readonly isReturning?: boolean;
}
