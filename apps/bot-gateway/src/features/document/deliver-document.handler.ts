import { Injectable } from '@nestjs/common';
import type { DeliverDocument } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { calendarOfPerson } from '../../engine/conversation';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { deliveredDocument } from './delivered-document';

/** The document as a file, with its beginning as the caption, and below it the receipt. */
@Injectable()
export class DeliverDocumentHandler implements JobHandler<DeliverDocument> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ orderId, userId }: DeliverDocument, context: JobContext): Promise<void> => {
    const calendar = await calendarOfPerson(this.readers, userId);
    const document = await this.readers.documents.find(userId, orderId);
    const outcome = { type: 'delivered', avatarId: null } as const;
    await context.once((tx) =>
      this.orders.end(
        tx,
        { orderId, userId, kind: 'document' },
        outcome,
        ...(document ? [deliveredDocument(document, calendar)] : []), // their person may have deleted it meanwhile
      ),
    );
  };
}
