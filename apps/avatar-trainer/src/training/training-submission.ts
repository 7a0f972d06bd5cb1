import { Injectable } from '@nestjs/common';
import { AvatarReader, type Training } from '@aisha/database/trainer';
import { AppError, asAppError, type OrderId } from '@aisha/domain';
import { every, Logger } from '@aisha/platform';
import { FalQueue, trainerOf, type FalRequest, type FalSubmission } from '@aisha/providers/fal';
import { Dataset } from './dataset';
import { SubmissionSteps } from './submission-steps';
import { TrainingPace } from './training-pace';
import { submissionsUnknown } from './training.metrics';

/** 30 days: used while it answers; our own copy, taken when the training ends, is uploaded again when it does not. */
const LORA_KEPT_AT_FAL_SECONDS = 30 * 24 * 60 * 60;

/** One that comes late, or fails, loses nothing yet. */
const RENEWALS_PER_LEASE = 3;

/** `not-now`: FAL or our storage could not be had, and the training is back in the queue. */
export type SendOutcome = 'done' | 'not-now';

/** Where FAL's callback about an order goes: the receiver's address with our id, signed. */
export abstract class TrainingWebhook {
  abstract addressOf(orderId: OrderId): string;
}

/** Packs a training that was taken from the queue and gives it to FAL: marked before it is sent, sent once. */
@Injectable()
export class TrainingSubmission {
  constructor(
    private readonly steps: SubmissionSteps,
    private readonly avatars: AvatarReader,
    private readonly dataset: Dataset,
    private readonly fal: FalQueue,
    private readonly webhook: TrainingWebhook,
    private readonly pace: TrainingPace,
    private readonly log: Logger,
  ) {}

  async send(training: Training): Promise<SendOutcome> {
    const { orderId } = training;
    let submission: FalSubmission;
    const renewing = every(this.pace.leaseMs / RENEWALS_PER_LEASE, 'training.lease', this.log, () =>
      this.steps.stillPreparing(training),
    );
    try {
      submission = await this.prepare(training);
    } catch (error) {
      return await this.notSent(training, asAppError(error));
    } finally {
      await renewing.stop();
    }
    if (!(await this.steps.aboutToSend(training, submission.endpoint))) return 'done';
    let request: FalRequest;
    try {
      request = await this.fal.submit(submission);
    } catch (error) {
      const failure = asAppError(error);
      if (failure.code !== 'submit-unknown') return this.notSent(training, failure);
      submissionsUnknown.inc();
      this.log.failed('training.submit-unknown', failure, { orderId });
      await this.steps.unanswered(orderId);
      return 'done';
    }
    // From here on it is paid for: whatever fails below, it must not look unsent.
    this.log.info('training.submitted', { orderId, requestId: request.requestId });
    if (!(await this.steps.accepted(training, request.requestId))) await this.fal.cancel(request);
    return 'done';
  }

  /** Costs nothing and may be done again. */
  private async prepare({ orderId, userId, avatarId, steps }: Training): Promise<FalSubmission> {
    const avatar = await this.avatars.find(userId, avatarId);
    if (!avatar) throw new AppError('avatar-not-found');
    const datasetUrl = await this.dataset.upload(avatar, await this.avatars.photos(avatarId));
    const trainer = trainerOf(avatar.trainingType);
    return {
      endpoint: trainer.endpoint,
      input: trainer.input({ datasetUrl, triggerPhrase: avatar.triggerPhrase, steps }),
      webhookUrl: this.webhook.addressOf(orderId),
      keepFilesSeconds: LORA_KEPT_AT_FAL_SECONDS,
    };
  }

  private async notSent(training: Training, error: AppError): Promise<SendOutcome> {
    this.log.failed('training.not-sent', error, { orderId: training.orderId });
    if (error.mayRetry) {
      await this.steps.backToQueue(training.orderId);
      return 'not-now';
    }
    await this.steps.failed(training, error.code);
    return 'done';
  }
}
