import { Injectable } from '@nestjs/common';
import type { AnnounceAvatar } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from '../../orders/order-cards';

/** "Your avatar is ready", with a button that makes pictures. */
@Injectable()
export class AnnounceAvatarHandler implements JobHandler<AnnounceAvatar> {
  constructor(private readonly orders: OrderCards) {}

  readonly handle = async ({ avatarId, ...order }: AnnounceAvatar, context: JobContext): Promise<void> => {
    await context.once((tx) => this.orders.end(tx, { ...order, kind: 'training' }, { type: 'delivered', avatarId }));
  };
}
