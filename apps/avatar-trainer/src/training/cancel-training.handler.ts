import { Injectable } from '@nestjs/common';
import { message, type CancelOrder } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { Database, type Transaction } from '@aisha/database';
import { Training } from '@aisha/database/trainer';
import { AppError, isFinished } from '@aisha/domain';
import { firstToCome, Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { FalQueue } from '@aisha/providers/fal';
import { TrainingDispatcher } from './training-dispatcher';
import { TrainingEnding } from './training-ending';
import { TrainingStore } from './training.store';

/**
 * "Stop it." One rule decides the race with completion: what FAL says. When it answers that the training is already finished,
 * it is delivered and charged like any other; in every other case it is cancelled now and all credits go back, whatever FAL
 * may still do with it, and what it then costs is ours. An order that is still on its way through billing ends when it comes.
 */
@Injectable()
export class CancelTrainingHandler implements JobHandler<CancelOrder> {
  constructor(
    private readonly database: Database,
    private readonly fal: FalQueue,
    private readonly trainings: TrainingStore,
    private readonly ending: TrainingEnding,
    private readonly outbox: Outbox,
    private readonly dispatcher: TrainingDispatcher,
  ) {}

  readonly handle = async (order: CancelOrder, context: JobContext): Promise<void> => {
    const training = await this.database.transaction(async (tx) => {
      const begun = await this.begun(tx, order);
      if (!begun || isFinished(begun.state)) return null;
      // Written down before FAL hears of it: its callback may be here before its answer, and must not pass for a failure.
      await this.trainings.noteCancelRequested(tx, order.orderId);
      return begun;
    });
    if (!training) return;
    const isTooLate = await this.stopAtFal(training, context);
    await context.once(async (tx) => {
      if (isTooLate) return this.collect(tx, training);
      const now = await this.ending.lock(tx, training);
      // FAL told us its id in the meantime: there is something to stop there, after all.
      if (now && now.requestId !== training.requestId)
        throw new AppError('unexpected', { facts: { reason: 'just sent' } });
      await this.ending.cancel(tx, training);
    });
    this.dispatcher.poke();
  };

  readonly giveUp = async (order: CancelOrder, _error: AppError, tx: Transaction): Promise<void> => {
    const training = await this.begun(tx, order);
    if (training) await this.ending.cancel(tx, training);
  };

  /** Null when there is none to stop: it was turned away, is another person's, or is still to come and will hear of this. */
  private async begun(tx: Transaction, order: CancelOrder): Promise<Training | null> {
    if ((await firstToCome(tx, 'trainer', order, 'cancel')) === 'cancel') return null;
    return tx.findOneBy(Training, { orderId: order.orderId, userId: order.userId });
  }

  /** Whether FAL had already finished it. */
  private async stopAtFal({ endpoint, requestId }: Training, context: JobContext): Promise<boolean> {
    if (!endpoint || !requestId) return false;
    try {
      return (await this.fal.cancel({ endpoint, requestId })) === 'already-finished';
    } catch (error) {
      if (!context.isLastAttempt) throw error;
      return false; // FAL cannot be asked: the person's word counts
    }
  }

  private async collect(tx: Transaction, { orderId }: Training): Promise<void> {
    await this.outbox.add(
      tx,
      message(avatarTrainerInbox, 'finish-training', { orderId, requestId: null, source: 'watchdog' }),
    );
  }
}
