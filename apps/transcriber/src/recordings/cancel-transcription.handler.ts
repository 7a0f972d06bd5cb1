import { Injectable } from '@nestjs/common';
import type { CancelOrder } from '@aisha/contracts';
import { AppError } from '@aisha/domain';
import { firstToCome, type JobContext, type JobHandler } from '@aisha/messaging';
import { RecordingOutcome } from './recording.outcome';
import { RecordingStore } from './recording.store';

/**
 * "Stop it": the order ends at once and everything is given back; what is being written down just then is not kept. What came too
 * late changes nothing: the transcript is delivered and charged. An order that is still on its way through billing ends when it comes.
 */
@Injectable()
export class CancelTranscriptionHandler implements JobHandler<CancelOrder> {
  constructor(
    private readonly store: RecordingStore,
    private readonly outcome: RecordingOutcome,
  ) {}

  async handle(order: CancelOrder, context: JobContext): Promise<void> {
    await context.once(async (tx) => {
      if ((await firstToCome(tx, 'transcriber', order, 'cancel')) === 'cancel') return;
      const recording = await this.store.find(tx, order.orderId);
      if (recording?.userId === order.userId) await this.outcome.fail(tx, recording, new AppError('cancelled-by-user'));
    });
  }
}
