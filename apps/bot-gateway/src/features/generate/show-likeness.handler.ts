import { Injectable } from '@nestjs/common';
import type { ShowLikeness } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from '../../orders/order-cards';

/** Says below the pictures how much they are like the photos. */
@Injectable()
export class ShowLikenessHandler implements JobHandler<ShowLikeness> {
  readonly inOneTransaction = 'unsynced';
  constructor(private readonly orders: OrderCards) {}

  readonly handle = async ({ pictures, ...order }: ShowLikeness, context: JobContext): Promise<void> => {
    const likeness = pictures.map(({ position, distance }) => ({ position, distance }));
    await context.once((tx) => this.orders.likeness(tx, { ...order, kind: 'generation' }, likeness), {
      unsynced: true,
    });
  };
}
