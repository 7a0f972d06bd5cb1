import type { ShowEditLikeness } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { OrderCards } from '../../../orders/order-cards';
import { FACE_LOST } from './edit.order';

/** Shows on the result's card how similar the face is to the original, once the two have been compared. */
@Injectable()
export class ShowEditLikenessHandler implements JobHandler<ShowEditLikeness> {
  readonly inOneTransaction = 'unsynced';
  constructor(private readonly orders: OrderCards) {}

  readonly handle = async (told: ShowEditLikeness, context: JobContext): Promise<void> => {
    const { orderId, userId, distance: measured, isFaceLost } = told;
    const distance = isFaceLost ? FACE_LOST : measured;
    const likeness = distance === null ? [] : [{ position: 0, distance }];
    await context.once((tx) => this.orders.likeness(tx, { orderId, userId, kind: 'edit' }, likeness), {
      unsynced: true,
    });
  };
}
