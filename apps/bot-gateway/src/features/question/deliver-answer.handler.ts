import { Injectable } from '@nestjs/common';
import type { DeliverAnswer } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { answerMessage } from '../../orders/answer-message';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';

/** The answer as a message, and below it the receipt. Forgotten before it was told: the receipt alone. */
@Injectable()
export class DeliverAnswerHandler implements JobHandler<DeliverAnswer> {
  constructor(
    private readonly readers: Readers,
    private readonly orders: OrderCards,
  ) {}

  readonly handle = async ({ orderId, userId }: DeliverAnswer, context: JobContext): Promise<void> => {
    const language = await this.readers.people.languageOf(userId);
    const told = await answerMessage(this.readers, { userId, language }, orderId);
    const outcome = { type: 'delivered', avatarId: null } as const;
    await context.once((tx) =>
      this.orders.end(tx, { orderId, userId, kind: 'question' }, outcome, ...(told ? [told] : [])),
    );
  };
}
