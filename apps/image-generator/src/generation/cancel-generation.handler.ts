import { Injectable } from '@nestjs/common';
import type { CancelOrder } from '@aisha/contracts';
import type { ImageGeneration } from '@aisha/database/generator';
import { AppError, isFinished } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { GenerationStore } from './generation.store';
import { GenerationOutcome } from './outcome';
import { Submission } from './submission';

/**
 * "Stop it": whatever has not been delivered is given back at once. At FAL the request is cancelled when that is still possible;
 * when not, it is drawn in vain at our cost.
 */
@Injectable()
export class CancelGenerationHandler implements JobHandler<CancelOrder> {
  constructor(
    private readonly generations: GenerationStore,
    private readonly outcome: GenerationOutcome,
    private readonly submission: Submission,
  ) {}

  readonly handle = async ({ orderId, userId }: CancelOrder, context: JobContext): Promise<void> => {
    const cancelled = await context.once(async (tx): Promise<ImageGeneration | null> => {
      const generation = await this.generations.lock(tx, orderId);
      if (!generation) {
        // It overtook the order itself, which is still on its way through billing; or the order was refused there.
        if (context.isLastAttempt) return null;
        throw new AppError('order-unknown');
      }
      if (generation.userId !== userId || isFinished(generation.state)) return null;
      const marked = await this.generations.update(tx, generation, { cancelRequested: true });
      await this.outcome.fail(tx, marked, new AppError('cancelled-by-user'));
      return marked;
    });
    const { endpoint, requestId } = cancelled ?? {};
    if (endpoint && requestId) await this.submission.cancel({ endpoint, requestId });
  };
}
