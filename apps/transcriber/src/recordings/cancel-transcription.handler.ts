import { Injectable } from '@nestjs/common';
import type { CancelOrder } from '@aisha/contracts';
import { AppError } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { RecordingOutcome } from './recording.outcome';
import { RecordingStore } from './recording.store';

/**
 * Before the work began it ends at once; while pieces are being written down it ends before the next one. What came too late changes
 * nothing: the transcript is delivered and charged.
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
      if (!recording) throw new AppError('order-unknown');
      if (recording.userId !== order.userId || recording.finishedAt) return;
      if (recording.state === 'queued') await this.outcome.fail(tx, recording, 'cancelled-by-user');
      else await this.store.requestCancel(tx, order.orderId);
    });
  }
}
