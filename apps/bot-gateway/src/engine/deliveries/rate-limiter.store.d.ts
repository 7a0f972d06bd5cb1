import { Database } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import { RateLimits } from './rate-limits';
/** The right to make one call: its time by the database clock, as text. */
export type Grant = string;
/** Grants calls within Telegram's limits, for all replicas together. It is the only writer of bot.send_window. */
export declare class RateLimiterStore {
  private readonly database;
  readonly limits: RateLimits;
  constructor(database: Database, limits?: RateLimits);
  /** Creates the table's only row, without which no call is granted. */
  open(): Promise<void>;
  /**
   * Grants one call now, or gives an earlier grant the present time, which takes no call from the others. `afterMs` is the time from the
   * statement's arrival at Postgres to the grant. If the window has no room, resolves to the milliseconds to wait.
   */
  take(
    rank: number,
    earlier?: Grant,
  ): Promise<
    | {
        readonly grant: Grant;
        readonly afterMs: number;
      }
    | {
        readonly waitMs: number;
      }
  >;
  /**
   * Keeps every replica from calling for this long, by filling the window with calls in the future. A pause that already lasts longer
   * stays.
   */
  pause(ms: number): Promise<void>;
  /** Whether a message that is not a delivery may go to the chat now. If so, the message is counted. */
  mayWriteTo(chatId: TelegramId): Promise<boolean>;
}
//# sourceMappingURL=rate-limiter.store.d.ts.map
