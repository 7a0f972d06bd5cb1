import { Injectable } from '@nestjs/common';
import type { Training } from '@aisha/database/trainer';
import { AppError, asAppError } from '@aisha/domain';
import { Clock, Logger } from '@aisha/platform';
import { FalQueue, type FalRequest } from '@aisha/providers/fal';
import { SubmissionSteps } from './submission-steps';
import { later, TrainingPace } from './training-pace';
import { TrainingPreparation } from './training-preparation';
import { submissionsUnknown } from './training.metrics';

/** Gives a training that was taken from the queue to FAL: packed, marked before it is sent, sent once. */
@Injectable()
export class TrainingSubmission {
  private pausedUntil = new Date(0);

  constructor(
    private readonly preparation: TrainingPreparation,
    private readonly steps: SubmissionSteps,
    private readonly fal: FalQueue,
    private readonly pace: TrainingPace,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** After FAL or our storage would not take one, they are left alone for a while: the others would fare no better. */
  get isPaused(): boolean {
    return this.clock.now() < this.pausedUntil;
  }

  async send(training: Training): Promise<void> {
    const prepared = await this.preparation.prepare(training).catch(asAppError);
    if (prepared instanceof AppError) return this.notSent(training, prepared);
    if (!(await this.steps.aboutToSend(training, prepared.endpoint))) return;
    const answer = await this.fal.submit(prepared);
    switch (answer.state) {
      case 'accepted':
        return this.accepted(training, answer.request);
      case 'refused':
        return this.notSent(training, answer.error);
      case 'unknown':
        return this.unanswered(training, answer.error);
    }
  }

  private async accepted(training: Training, request: FalRequest): Promise<void> {
    const { requestId } = request;
    this.log.info('training.submitted', { orderId: training.orderId, requestId });
    if (!(await this.steps.accepted(training, requestId))) await this.fal.cancel(request);
  }

  private async unanswered({ orderId }: Training, error: AppError): Promise<void> {
    submissionsUnknown.inc();
    this.log.failed('training.submit-unknown', error, { orderId });
    await this.steps.unanswered(orderId);
  }

  private async notSent(training: Training, error: AppError): Promise<void> {
    this.log.failed('training.not-sent', error, { orderId: training.orderId });
    if (!error.mayRetry) return this.steps.failed(training, error);
    this.pausedUntil = later(this.clock.now(), this.pace.pauseMs); // before it is there to be taken again
    await this.steps.backToQueue(training.orderId);
  }
}
