/** Telegram said no. */
export class TelegramRefusal extends Error {
  constructor(
    readonly method: string,
    /** HTTP status and error_code in one. */
    readonly status: number,
    /** Telegram's words; the catalogue is core.telegram.org/bots/api and telegram-bot-api's source. */
    readonly description: string,
    readonly retryAfterSeconds: number | undefined,
    readonly migrateToChatId: number | undefined,
  ) {
    super(`${method}: ${status} ${description}`);
    this.name = 'TelegramRefusal';
  }
}
