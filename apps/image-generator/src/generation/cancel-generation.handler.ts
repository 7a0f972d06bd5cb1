import { Injectable } from '@nestjs/common';
import type { CancelOrder } from '@aisha/contracts';
import type { ImageGeneration } from '@aisha/database/generator';
import { AppError } from '@aisha/domain';
import { firstToCome, type JobContext, type JobHandler } from '@aisha/messaging';
import { GenerationStore } from './generation.store';
import { GenerationOutcome } from './outcome';
import { Submission } from './submission';

/**
 * "Stop it": whatever has not been delivered is given back at once. At FAL the request is cancelled when that is still possible;
 * when not, it is drawn in vain at our cost. An order that is still on its way through billing ends when it comes.
 */
@Injectable()
export class CancelGenerationHandler implements JobHandler<CancelOrder> {
  constructor(
    private readonly generations: GenerationStore,
    private readonly outcome: GenerationOutcome,
    private readonly submission: Submission,
  ) {}

  readonly handle = async (order: CancelOrder, context: JobContext): Promise<void> => {
    const cancelled = await context.once(async (tx): Promise<ImageGeneration | null> => {
      if ((await firstToCome(tx, 'generator', order, 'cancel')) === 'cancel') return null;
      const generation = await this.generations.lockOpen(tx, order.orderId);
      if (generation?.userId !== order.userId) return null;
      const marked = await this.generations.update(tx, generation, { cancelRequested: true });
      await this.outcome.fail(tx, marked, new AppError('cancelled-by-user'));
      return marked;
    });
    const { endpoint, requestId } = cancelled ?? {};
    if (endpoint && requestId) await this.submission.cancel({ endpoint, requestId });
  };
}
