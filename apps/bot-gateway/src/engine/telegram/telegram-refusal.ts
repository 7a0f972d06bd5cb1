/**
 * Removes addresses from Telegram's words. Telegram quotes the address of a button that it refuses, and an address of ours opens a person's
 * file (decision 72).
 */
const withoutLinks = (words: string): string => words.replace(/'?https?:\/\/\S+/gi, '(a link)');

/** The error that Telegram refused a call. Its message goes to logs and rows, so it contains no links. */
export class TelegramRefusal extends Error {
  /** Telegram's words; the catalogue is core.telegram.org/bots/api and telegram-bot-api's source. */
  readonly description: string;

  constructor(
    readonly method: string,
    /** HTTP status and error_code in one. */
    readonly status: number,
    description: string,
    readonly retryAfterSeconds: number | undefined,
    readonly migrateToChatId: number | undefined,
  ) {
    const words = withoutLinks(description);
    super(`${method}: ${status} ${words}`);
    this.name = 'TelegramRefusal';
    this.description = words;
  }
}
