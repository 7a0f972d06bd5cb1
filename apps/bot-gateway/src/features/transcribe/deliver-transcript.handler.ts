import { Injectable } from '@nestjs/common';
import type { DeliverTranscript } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { calendarOfPerson } from '../../engine/conversation';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { deliveredTranscript } from './delivered-transcript';

/** The transcript as a .txt file, with its beginning as the caption, and below it the receipt. */
@Injectable()
export class DeliverTranscriptHandler implements JobHandler<DeliverTranscript> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ document, ...order }: DeliverTranscript, context: JobContext): Promise<void> => {
    const { userId, orderId } = order;
    const calendar = await calendarOfPerson(this.readers, userId);
    const transcript = await this.readers.transcripts.find(userId, orderId);
    const content = deliveredTranscript(document, transcript, calendar);
    const outcome = { type: 'delivered', avatarId: null } as const;
    await context.once((tx) => this.orders.end(tx, { ...order, kind: 'transcription' }, outcome, content));
  };
}
