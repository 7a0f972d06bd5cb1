import { Injectable } from '@nestjs/common';
import type { FinishAtProvider } from '@aisha/contracts';
import { Database, type Transaction } from '@aisha/database';
import { Avatar, Training } from '@aisha/database/trainer';
import { AppError, asAppError, isFinished } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { FalQueue, portraitTrainer, styleTrainer, type FalOutcome, type FalRequest } from '@aisha/providers/fal';
import { IsNull } from 'typeorm';
import { LoraCopy } from './lora-copy';
import { TrainingDispatcher } from './training-dispatcher';
import { TrainingEnding } from './training-ending';
import { TrainingLook } from './training-look';

/**
 * The one path by which a training at FAL ends, whoever gives the hint, a callback or the watchdog: FAL itself is asked.
 * A cancelled training that FAL had completed all the same is delivered and charged: see CancelTrainingHandler.
 */
@Injectable()
export class FinishTrainingHandler implements JobHandler<FinishAtProvider> {
  constructor(
    private readonly database: Database,
    private readonly fal: FalQueue,
    private readonly loraCopy: LoraCopy,
    private readonly ending: TrainingEnding,
    private readonly looking: TrainingLook,
    private readonly dispatcher: TrainingDispatcher,
    private readonly log: Logger,
  ) {}

  readonly handle = async (hint: FinishAtProvider, context: JobContext): Promise<void> => {
    try {
      await this.finish(hint, context);
    } catch (error) {
      // The watchdog asks again by itself: its messages, each tried ten times, would pile up while FAL is away.
      if (hint.source === 'webhook' || !(await this.watchdogGoesOn(hint, asAppError(error)))) throw error;
      this.log.failed('training.not-asked', error);
    }
  };

  /** FAL or our storage could not be had in all attempts. While there is time the watchdog goes on; after it the credits go back. */
  readonly giveUp = async ({ orderId }: FinishAtProvider, error: AppError, tx: Transaction): Promise<void> => {
    const training = await tx.findOneBy(Training, { orderId });
    if (!training || isFinished(training.state)) return;
    if (error.mayRetry && !this.looking.isLate(training)) return;
    await this.ending.fail(tx, training, error);
  };

  private async finish({ orderId, requestId: told }: FinishAtProvider, context: JobContext): Promise<void> {
    const training = await this.database.read.findOneBy(Training, { orderId });
    const requestId = training?.requestId ?? told;
    if (!training?.endpoint || !requestId) return; // never sent, or nothing to ask about yet
    const request = { endpoint: training.endpoint, requestId };
    if (isFinished(training.state)) return this.unwanted(training, request);

    const outcome = await this.look(training, request);
    const isStrange = training.requestId === null && isLost(outcome);
    if (isStrange) return; // told of a request that FAL does not know: no news of our order
    await this.follow(training, request, outcome, context);
    this.dispatcher.poke();
  }

  private async watchdogGoesOn({ orderId }: FinishAtProvider, error: AppError): Promise<boolean> {
    const training = await this.database.read.findOneBy(Training, { orderId });
    return error.mayRetry && training?.nextLookAt != null && !this.looking.isLate(training);
  }

  private async follow(
    training: Training,
    request: FalRequest,
    outcome: FalOutcome,
    context: JobContext,
  ): Promise<void> {
    switch (outcome.state) {
      case 'succeeded':
        return this.deliver(training, request, outcome, context);
      case 'failed':
        await context.once((tx) => this.fail(tx, training, outcome.error));
        return;
      default:
        if (!this.looking.isLate(training)) {
          await context.once((tx) => this.looking.again(tx, training, request.requestId, outcome));
          return;
        }
        await this.stop(request);
        await context.once((tx) => this.ending.fail(tx, training, new AppError('provider-silent')));
    }
  }

  private async deliver(
    training: Training,
    request: FalRequest,
    outcome: FalOutcome & { state: 'succeeded' },
    context: JobContext,
  ): Promise<void> {
    const { requestId } = request;
    await this.database.transaction((tx) => this.looking.again(tx, training, requestId, outcome));
    const trainer =
      [portraitTrainer, styleTrainer].find(({ endpoint }) => endpoint === training.endpoint) ?? portraitTrainer;
    const model = await this.loraCopy.take(training, trainer.output(outcome.output));
    const delivered = await context.once((tx) => this.ending.succeed(tx, training, { requestId, ...model }));
    if (delivered === false) await this.removeUnlessUsed(training);
  }

  private fail(tx: Transaction, training: Training, error: AppError): Promise<boolean> {
    if (training.cancelRequested) return this.ending.cancel(tx, training);
    // Stopped at FAL by somebody who is not the person: an operator at FAL's own page.
    const isStranger = error.code === 'cancelled-by-user';
    return this.ending.fail(tx, training, isStranger ? new AppError('provider-failed', { facts: error.facts }) : error);
  }

  /** Asks FAL. Past the deadline its silence is an answer, too. */
  private async look(training: Training, request: FalRequest): Promise<FalOutcome> {
    try {
      return await this.fal.look(request);
    } catch (error) {
      if (!this.looking.isLate(training)) throw error;
      return { state: 'running' };
    }
  }

  /** The order ended before we heard of its request, or while FAL went on: no use paying for the rest of it. */
  private async unwanted(training: Training, request: FalRequest): Promise<void> {
    if (training.requestId === null) await this.stop(request);
  }

  private async stop(request: FalRequest): Promise<void> {
    await this.fal.cancel(request).catch(() => 'unknown'); // a courtesy to our purse
  }

  /** The avatar was deleted while its model was copied. A model that another run, or a later training, delivered stays. */
  private async removeUnlessUsed({ userId, avatarId }: Training): Promise<void> {
    const isUsed = await this.database.read.existsBy(Avatar, {
      id: avatarId,
      status: 'completed',
      deletedAt: IsNull(),
    });
    if (!isUsed) await this.loraCopy.remove({ userId, avatarId });
  }
}

const isLost = (outcome: FalOutcome): boolean =>
  outcome.state === 'failed' && asAppError(outcome.error).code === 'provider-result-lost';
