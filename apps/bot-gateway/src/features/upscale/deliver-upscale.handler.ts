import { Injectable } from '@nestjs/common';
import type { DeliverUpscale } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { documentOf } from '../../engine/deliveries/content';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { upscaleTexts } from './upscale.texts';

/** The large picture as a file, and below it the receipt. */
@Injectable()
export class DeliverUpscaleHandler implements JobHandler<DeliverUpscale> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ picture, ...order }: DeliverUpscale, context: JobContext): Promise<void> => {
    const t = upscaleTexts[await this.readers.people.languageOf(order.userId)];
    const outcome = { type: 'delivered', avatarId: null } as const;
    await context.once((tx) =>
      this.orders.end(tx, { ...order, kind: 'upscale' }, outcome, documentOf(picture, t.fileName, t.caption)),
    );
  };
}
