import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { KeepEditLikeness } from '@aisha/contracts/image-generator';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { keepEditLikeness } from './likeness.store';

/**
 * Records how similar a changed picture is to its original. If there was a face to compare, tells the gateway, which shows the likeness
 * below the result.
 */
@Injectable()
export class KeepEditLikenessHandler implements JobHandler<KeepEditLikeness> {
  constructor(private readonly outbox: Outbox) {}

  readonly handle = async (measured: KeepEditLikeness, context: JobContext): Promise<void> => {
    const { orderId, userId, distance, isFaceLost } = measured;
    await context.once(async (tx) => {
      const isKept = await keepEditLikeness(tx, measured);
      if (!isKept || (distance === null && !isFaceLost)) return;
      await this.outbox.add(
        tx,
        message(botGatewayInbox, 'show-edit-likeness', { orderId, userId, distance, isFaceLost }),
      );
    });
  };
}
