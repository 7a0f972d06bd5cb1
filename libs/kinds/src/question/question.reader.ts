import type { OrderId, UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { QuestionOrder } from './question-order.entity';

/** A question as the gateway shows it, with its answer. */
export type AskedQuestion = Pick<QuestionOrder, 'orderId' | 'transcriptId' | 'answer'>;

/** Questions as the person who asked them may see them. */
export class QuestionReader {
  constructor(private readonly database: Rows) {}

  find(userId: UserId, orderId: OrderId): Promise<AskedQuestion | null> {
    return this.database.read.findOne(QuestionOrder, {
      select: { orderId: true, transcriptId: true, answer: true },
      where: { orderId, userId },
    });
  }
}
