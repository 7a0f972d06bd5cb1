import type { UserId } from '@aisha/domain';
import { afterCommit, type Transaction } from '@aisha/database';
import { workFacts } from '@aisha/platform';
import type { Content } from './content';

/** interactive: a person waits for it now; result: they wait for it since a while; broadcast: nobody waits. */
export type DeliveryClass = 'interactive' | 'result' | 'broadcast';

export interface DeliveryOptions {
  /** `interactive` unless said. */
  readonly class?: DeliveryClass;
  /** Of drawings of one message, only the newest unsent one is sent. */
  readonly cardKey?: string;
  /** Said once for this, however many inputs it answers: an album is as many of them as it has pictures. */
  readonly onceFor?: string;
  /** Not before that many milliseconds after the last one of the card. */
  readonly paceMs?: number;
  /** When the input came that this answers: for the update-to-reply time. */
  readonly since?: Date;
}

/** What is to be shown in chats. Added in the transaction that decides it; sent after the commit, in order within a chat. */
export class Deliveries {
  private readonly listeners: ((dueInMs: number) => void)[] = [];

  /** A sender in this process that may begin at once; those of other replicas look by themselves. */
  onAdded(listener: (dueInMs: number) => void): void {
    this.listeners.push(listener);
  }

  /** Somebody who is not known gets nothing, and who blocked the bot only gets results, once they are back. */
  async add(tx: Transaction, userId: UserId, content: Content, options: DeliveryOptions = {}): Promise<void> {
    const stored = JSON.stringify(options.since ? { ...content, since: options.since.toISOString() } : content);
    const cardKey = options.cardKey ?? (options.onceFor === undefined ? null : `once:${options.onceFor}`);
    let notBefore: Date | null = null;
    if (options.cardKey !== undefined) {
      if (content.kind === 'message' || content.kind === 'invoice') {
        notBefore = await this.supersede(tx, userId, options.cardKey);
      } else if (await this.redraw(tx, userId, options.cardKey, stored, options.paceMs ?? 0)) return;
    }
    const values = [
      userId,
      options.class ?? 'interactive',
      cardKey,
      stored,
      options.paceMs ?? 0,
      options.onceFor !== undefined,
      notBefore,
      workFacts().traceId ?? null,
    ];
    const added = await this.insert(tx, 'blocked_at IS NULL', values);
    // Whether they are back is asked under a lock: who returns at this moment waits, and then finds the result.
    if (!added && options.class === 'result') await this.insert(tx, 'true', values, 'FOR SHARE OF person');
    afterCommit(tx, () => this.listeners.forEach((added) => added(options.paceMs ?? 0)));
  }

  private async insert(tx: Transaction, condition: string, values: unknown[], lock = ''): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO bot.delivery (user_id, chat_id, class, card_key, content, trace_id, not_before, status, error, lane)
       SELECT user_id, telegram_id, $2, $3::text, $4::jsonb, $8, greatest(now(), $7::timestamptz, (
           SELECT max(sent_at) + $5 * interval '1 ms' FROM bot.delivery earlier
           WHERE $5 > 0 AND earlier.user_id = $1 AND earlier.card_key = $3::text)),
         CASE WHEN blocked_at IS NULL THEN 'pending' ELSE 'dropped' END,
         CASE WHEN blocked_at IS NULL THEN NULL ELSE 'bot-blocked' END,
         -- Behind what it belongs to, if that has stepped aside.
         coalesce((SELECT lane FROM bot.delivery aside
           WHERE aside.chat_id = telegram_id AND aside.lane <> '' AND aside.status IN ('pending', 'sending')
             AND (aside.card_key = $3::text OR aside.trace_id = $8)
           ORDER BY aside.id LIMIT 1), '')
       FROM bot.person WHERE user_id = $1 AND ${condition}
         AND NOT ($6 AND EXISTS (SELECT FROM bot.delivery said WHERE said.user_id = $1 AND said.card_key = $3::text))
       ${lock} RETURNING id`,
      values,
    );
    return rows.length > 0;
  }

  /** A newer message of the same key makes those pointless that were not sent yet; it waits for as long as they had to. */
  private async supersede(tx: Transaction, userId: UserId, cardKey: string): Promise<Date | null> {
    const [dropped] = (await tx.query(
      `UPDATE bot.delivery SET status = 'dropped', error = 'superseded'
       WHERE user_id = $1 AND card_key = $2 AND status = 'pending' RETURNING not_before AS "notBefore"`,
      [userId, cardKey],
    )) as [{ notBefore: Date }[]];
    return dropped.map(({ notBefore }) => notBefore).sort((one, other) => Number(other) - Number(one))[0] ?? null;
  }

  /** Puts a newer drawing in the place of one that was not sent yet. */
  private async redraw(
    tx: Transaction,
    userId: UserId,
    cardKey: string,
    stored: string,
    paceMs: number,
  ): Promise<boolean> {
    const [, redrawn] = (await tx.query(
      `UPDATE bot.delivery SET content = $3::jsonb, trace_id = $5, 
         -- Its own pace a last drawing need not keep; what else it waits for it does.
         not_before = CASE WHEN $4 > 0 OR error IS NOT NULL THEN not_before ELSE least(not_before, now()) END
       WHERE id = (SELECT max(id) FROM bot.delivery WHERE user_id = $1 AND card_key = $2 AND status = 'pending')
         AND status = 'pending' AND content->>'kind' = $3::jsonb->>'kind'
         AND content->'messageId' IS NOT DISTINCT FROM $3::jsonb->'messageId'`,
      [userId, cardKey, stored, paceMs, workFacts().traceId ?? null],
    )) as [unknown, number];
    return redrawn > 0;
  }
}
