import type { UserId } from '@aisha/domain';
import { afterCommit, type Transaction } from '@aisha/database';
import type { Content } from './content';

/** interactive: a person waits for it now; result: they wait for it since a while; broadcast: nobody waits. */
export type DeliveryClass = 'interactive' | 'result' | 'broadcast';

export interface DeliveryOptions {
  /** `interactive` unless said. */
  readonly class?: DeliveryClass;
  /** Of drawings of one message, only the newest unsent one is sent. */
  readonly cardKey?: string;
  /** Not before that many milliseconds after the last one of the card. */
  readonly paceMs?: number;
  /** When the input came that this answers: for the update-to-reply time. */
  readonly since?: Date;
}

/** What is to be shown in chats. Added in the transaction that decides it; sent after the commit, in order within a chat. */
export class Deliveries {
  private readonly listeners: (() => void)[] = [];

  /** A sender in this process that may begin at once; those of other replicas look by themselves. */
  onAdded(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Somebody who blocked the bot, or is not known, gets nothing. */
  async add(tx: Transaction, userId: UserId, content: Content, options: DeliveryOptions = {}): Promise<void> {
    const stored = JSON.stringify(options.since ? { ...content, since: options.since.toISOString() } : content);
    const cardKey = options.cardKey ?? null;
    if (cardKey !== null && content.kind !== 'message' && (await this.redraw(tx, userId, cardKey, stored))) return;
    await tx.query(
      `INSERT INTO bot.delivery (user_id, chat_id, class, card_key, content, not_before)
       SELECT user_id, telegram_id, $2, $3::text, $4::jsonb, greatest(now(), (
         SELECT max(sent_at) + $5 * interval '1 ms' FROM bot.delivery earlier
         WHERE $5 > 0 AND earlier.user_id = $1 AND earlier.card_key = $3::text))
       FROM bot.person WHERE user_id = $1 AND blocked_at IS NULL`,
      [userId, options.class ?? 'interactive', cardKey, stored, options.paceMs ?? 0],
    );
    afterCommit(tx, () => this.listeners.forEach((added) => added()));
  }

  /** Puts a newer drawing in the place of one that was not sent yet. */
  private async redraw(tx: Transaction, userId: UserId, cardKey: string, stored: string): Promise<boolean> {
    const [, redrawn] = (await tx.query(
      `UPDATE bot.delivery SET content = $3::jsonb
       WHERE id = (SELECT max(id) FROM bot.delivery WHERE user_id = $1 AND card_key = $2 AND status = 'pending')
         AND status = 'pending' AND content->>'kind' = $3::jsonb->>'kind'
         AND content->'messageId' IS NOT DISTINCT FROM $3::jsonb->'messageId'`,
      [userId, cardKey, stored],
    )) as [unknown, number];
    return redrawn > 0;
  }
}
