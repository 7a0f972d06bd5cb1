import type { OrderId, UserId } from '@aisha/domain';
import type { Database } from '../database';
import { Delivery } from './delivery.entity';

export interface SentResult {
  readonly messageIds: readonly number[];
  readonly sentAt: Date;
}

/** A delivered picture; `position` counts from 0 among those `delivered` with it. */
export interface ShownPicture {
  readonly orderId: OrderId;
  readonly filePath: string;
  readonly position: number;
  readonly delivered: number;
}

/** The files of an album, of a set of files, or of one file, in the order of their messages. */
const filesIn = ({ pictures, files, document }: Record<string, unknown>): unknown[] =>
  Array.isArray(pictures)
    ? pictures
    : Array.isArray(files)
      ? files.map((file: { readonly document?: unknown }) => file.document)
      : [document];

/** What a chat shows. */
export class DeliveryReader {
  constructor(private readonly database: Database) {}

  /** The messages that show a card, an album or a screen as it was sent last. */
  async last(userId: UserId, cardKey: string): Promise<SentResult | null> {
    const sent = await this.database.read.findOne(Delivery, {
      where: { userId, cardKey, status: 'sent' },
      order: { id: 'DESC' },
    });
    return sent?.messageIds && sent.sentAt ? { messageIds: sent.messageIds.map(Number), sentAt: sent.sentAt } : null;
  }

  /**
   * The messages that show a picture: those that brought its order, and the albums of that key. What a message showed is known for a
   * day; after it what brought the whole order is told by its size.
   */
  async showing(
    userId: UserId,
    { orderId, filePath, position, delivered }: ShownPicture,
    albumKey: string,
  ): Promise<SentResult[]> {
    const rows = await this.database.read
      .createQueryBuilder(Delivery, 'delivery')
      .where(`delivery.user_id = :userId AND delivery.status = 'sent'`, { userId })
      .andWhere(
        `(delivery.class = 'result' AND (delivery.card_key IS NULL OR delivery.card_key LIKE 'once:%')
          AND delivery.trace_id = :orderId OR delivery.card_key = :albumKey AND delivery.content IS NOT NULL)`,
        { orderId, albumKey },
      )
      .getMany();
    return rows.flatMap(({ content, messageIds, sentAt }) => {
      const shown = content ? filesIn(content) : null;
      const at = shown ? shown.indexOf(filePath) : messageIds?.length === delivered ? position : -1;
      const messageId = messageIds?.[at];
      return messageId && sentAt ? { messageIds: [Number(messageId)], sentAt } : [];
    });
  }

  /** The messages that brought what an order made, without its cards. Of the last month: older rows are removed. */
  async resultsOf(userId: UserId, orderId: OrderId): Promise<SentResult[]> {
    const rows = await this.database.read
      .createQueryBuilder(Delivery, 'delivery')
      // As the index delivery_result has it.
      .where(`delivery.class = 'result' AND (delivery.card_key IS NULL OR delivery.card_key LIKE 'once:%')`)
      .andWhere(`delivery.trace_id = :orderId AND delivery.user_id = :userId AND delivery.status = 'sent'`, {
        orderId,
        userId,
      })
      .getMany();
    return rows.flatMap(({ messageIds, sentAt }) =>
      messageIds && sentAt ? { messageIds: messageIds.map(Number), sentAt } : [],
    );
  }
}
