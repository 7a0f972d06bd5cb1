import type { TelegramId } from '@aisha/domain';

/** How fast the bot may talk, all replicas together. */
export abstract class Pace {
  /** Milliseconds to wait before the next message to the chat; 0: now, and it is counted. */
  abstract waitFor(chatId: TelegramId): Promise<number>;
}
