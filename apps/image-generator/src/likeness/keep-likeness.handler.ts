import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { KeepLikeness } from '@aisha/contracts/image-generator';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { keepLikeness } from './likeness.store';

/**
 * Records how similar pictures are to their avatar's photos. If one of them shows a face, tells the gateway, which shows the likeness below
 * the result.
 */
@Injectable()
export class KeepLikenessHandler implements JobHandler<KeepLikeness> {
  constructor(private readonly outbox: Outbox) {}

  readonly handle = async ({ orderId, userId, pictures }: KeepLikeness, context: JobContext): Promise<void> => {
    await context.once(async (tx) => {
      const kept = await keepLikeness(tx, { orderId, userId }, pictures);
      if (kept.length === 0) return;
      await this.outbox.add(tx, message(botGatewayInbox, 'show-likeness', { orderId, userId, pictures: kept }));
    });
  };
}
