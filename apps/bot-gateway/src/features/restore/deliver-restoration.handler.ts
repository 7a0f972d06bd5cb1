import { Injectable } from '@nestjs/common';
import type { DeliverRestoration } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { restoredPhoto } from './restored-photo';

/** Before and after in one picture, the restored photo as a file, and below them the receipt. */
@Injectable()
export class DeliverRestorationHandler implements JobHandler<DeliverRestoration> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ comparison, photo, ...order }: DeliverRestoration, context: JobContext): Promise<void> => {
    const language = await this.readers.people.languageOf(order.userId);
    const outcome = { type: 'delivered', avatarId: null } as const;
    const shown = restoredPhoto({ comparisonPath: comparison, filePath: photo }, language);
    await context.once((tx) => this.orders.end(tx, { ...order, kind: 'restoration' }, outcome, ...shown));
  };
}
