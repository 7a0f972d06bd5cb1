import type { OrderId, TelegramId, UserId } from '@aisha/domain';
import { In } from 'typeorm';
import type { Database } from '../connection/database';
import { Delivery } from '../entities/bot/delivery.entity';

export interface SentResult {
  readonly messageIds: readonly number[];
  readonly sentAt: Date;
}

/** A file that a chat may show, and the order that made it. */
interface ShownFile {
  readonly orderId: OrderId;
  readonly filePath: string | null;
}

/** SQL: a result that is not a card; the index delivery_result has the same condition. */
const RESULT = `class = 'result' AND (card_key IS NULL OR card_key LIKE 'once:%')`;

/** SQL: the file in the nth message of a delivery. The delivery is an album, a set of files, a single file, or a text below a picture. */
const FILE = `coalesce(content->'pictures'->>(nth::int - 1), content->'files'->(nth::int - 1)->>'document',
  content->>'document', content->>'photo')`;

/** SQL: the files of the sheet of small pictures that a message shows (`sheetOf` of the gateway's engine). */
const IN_SHEET = `string_to_array(substring(content->>'photo' FROM '^sheet:(.*)$'), ',')`;

/** Reads the messages that a chat shows. */
export class DeliveryReader {
  constructor(private readonly database: Database) {}

  /** How many messages wait to be sent to a chat. */
  waitingIn(chatId: TelegramId): Promise<number> {
    return this.database.read.countBy(Delivery, { chatId, status: In(['pending', 'sending']) });
  }

  /** The messages that show a card, an album or a screen as it was sent last; null when it never was. */
  async last(userId: UserId, cardKey: string): Promise<SentResult | null> {
    const sent = await this.database.read.findOne(Delivery, {
      where: { userId, cardKey, status: 'sent' },
      order: { id: 'DESC' },
    });
    return sent?.messageIds && sent.sentAt ? { messageIds: sent.messageIds.map(Number), sentAt: sent.sentAt } : null;
  }

  /**
   * The messages that show one of the files: those that delivered the results of its order, and those with these card
   * keys. An edited message shows its last content, and is as old as its first sending. The content of a message is
   * known for two days (decision 33).
   */
  async showing(
    userId: UserId,
    files: readonly ShownFile[],
    cardKeys: readonly string[],
  ): Promise<readonly SentResult[]> {
    const rows = await this.database.read.query<{ message: string; sentAt: Date }[]>(
      `SELECT message, "sentAt" FROM (
         SELECT DISTINCT ON (message) message, nth, content, min(sent_at) OVER (PARTITION BY message) AS "sentAt"
         FROM bot.delivery, unnest(message_ids) WITH ORDINALITY AS sent (message, nth)
         WHERE user_id = $1 AND status = 'sent' AND (card_key = ANY($2) OR ${RESULT} AND trace_id = ANY($3))
         ORDER BY message, id DESC) newest
       WHERE ${FILE} = ANY($4) OR ${IN_SHEET} && $4 ORDER BY message`,
      [userId, cardKeys, files.map(({ orderId }) => orderId), files.map(({ filePath }) => filePath)],
    );
    return rows.map(({ message, sentAt }) => ({ messageIds: [Number(message)], sentAt }));
  }

  /**
   * The messages that delivered the results of these orders, without their cards. It finds those of the last month, because older rows are
   * removed.
   */
  async resultsOf(userId: UserId, ...orderIds: readonly OrderId[]): Promise<SentResult[]> {
    const rows = await this.database.read
      .createQueryBuilder(Delivery, 'delivery')
      .where(RESULT)
      .andWhere(`delivery.trace_id = ANY (:orderIds) AND delivery.user_id = :userId AND delivery.status = 'sent'`, {
        orderIds,
        userId,
      })
      .getMany();
    return rows.flatMap(({ messageIds, sentAt }) =>
      messageIds && sentAt ? { messageIds: messageIds.map(Number), sentAt } : [],
    );
  }
}
