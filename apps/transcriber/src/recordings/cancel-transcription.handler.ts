import { Injectable } from '@nestjs/common';
import type { CancelOrder } from '@aisha/contracts';
import { AppError } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { RecordingOutcome } from './recording.outcome';
import { RecordingStore } from './recording.store';

/**
 * "Stop it": the order ends at once and everything is given back; what is being written down just then is not kept. What came too
 * late changes nothing: the transcript is delivered and charged.
 */
@Injectable()
export class CancelTranscriptionHandler implements JobHandler<CancelOrder> {
  constructor(
    private readonly store: RecordingStore,
    private readonly outcome: RecordingOutcome,
  ) {}

  async handle(order: CancelOrder, context: JobContext): Promise<void> {
    await context.once(async (tx) => {
      const recording = await this.store.find(tx, order.orderId);
      if (!recording) {
        // It overtook the order, which is still on its way through billing; or the order was refused there, and nobody waits.
        if (context.isLastAttempt) return;
        throw new AppError('order-unknown');
      }
      if (recording.userId === order.userId) await this.outcome.fail(tx, recording, new AppError('cancelled-by-user'));
    });
  }
}
