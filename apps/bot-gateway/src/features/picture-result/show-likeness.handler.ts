import type { ShowLikeness } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { OrderCards } from '../../orders/order-cards';

/** Shows on the result's card how similar the drawn faces are to the avatar's photos, once they have been compared. */
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
