import { Injectable } from '@nestjs/common';
import type { DeliverSpeech } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { deliveredSpeech } from './delivered-speech';

/** The text as a voice message, with its beginning as the caption, and below it the receipt. */
@Injectable()
export class DeliverSpeechHandler implements JobHandler<DeliverSpeech> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ voice, ...order }: DeliverSpeech, context: JobContext): Promise<void> => {
    const language = await this.readers.people.languageOf(order.userId);
    const speech = await this.readers.speeches.find(order.userId, order.orderId);
    const outcome = { type: 'delivered', avatarId: null } as const;
    const content = deliveredSpeech(voice, speech, language);
    await context.once((tx) => this.orders.end(tx, { ...order, kind: 'speech' }, outcome, content));
  };
}
