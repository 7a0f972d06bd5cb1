import { Injectable } from '@nestjs/common';
import type { DeliverPictures } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { deliveredPictures } from './delivered-pictures';

/** The pictures with their idea, and below them the receipt and the buttons. */
@Injectable()
export class DeliverPicturesHandler implements JobHandler<DeliverPictures> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ avatarId, pictures, ...order }: DeliverPictures, context: JobContext): Promise<void> => {
    const [avatar, generation, language] = await Promise.all([
      avatarId && this.readers.avatars.find(order.userId, avatarId),
      this.readers.generations.order(order.userId, order.orderId),
      this.readers.people.languageOf(order.userId),
    ]);
    const shown = deliveredPictures(pictures, generation, avatar, language);
    const outcome = { type: 'delivered', avatarId, ...(generation?.session && { isSession: true }) } as const;
    await context.once((tx) => this.orders.end(tx, { ...order, kind: 'generation' }, outcome, ...shown));
  };
}
