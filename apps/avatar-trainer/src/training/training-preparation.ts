import { Injectable } from '@nestjs/common';
import { HoldReader } from '@aisha/database/billing';
import { AvatarReader, type Avatar, type Training } from '@aisha/database/trainer';
import { AppError, type OrderId } from '@aisha/domain';
import { every, Logger } from '@aisha/platform';
import { trainerOf, type FalSubmission } from '@aisha/providers/fal';
import { Dataset } from './dataset';
import { SubmissionSteps } from './submission-steps';
import { TrainingPace } from './training-pace';

/** 30 days: used while it answers; our own copy, taken when the training ends, is uploaded again when it does not. */
const LORA_KEPT_AT_FAL_SECONDS = 30 * 24 * 60 * 60;

/** One that comes late, or fails, loses nothing yet. */
const RENEWALS_PER_LEASE = 3;

/** Where FAL's callback about an order goes: the receiver's address with our id, signed. */
export abstract class TrainingWebhook {
  abstract addressOf(orderId: OrderId): string;
}

/** Makes a training that was taken from the queue ready to be sent. Costs nothing and may be done again. */
@Injectable()
export class TrainingPreparation {
  constructor(
    private readonly steps: SubmissionSteps,
    private readonly holds: HoldReader,
    private readonly avatars: AvatarReader,
    private readonly dataset: Dataset,
    private readonly webhook: TrainingWebhook,
    private readonly pace: TrainingPace,
    private readonly log: Logger,
  ) {}

  async prepare(training: Training): Promise<FalSubmission> {
    const renewing = every(this.pace.leaseMs / RENEWALS_PER_LEASE, 'training.lease', this.log, () =>
      this.steps.stillPreparing(training),
    );
    try {
      return await this.submission(training);
    } finally {
      await renewing.stop();
    }
  }

  private async submission(training: Training): Promise<FalSubmission> {
    const { orderId, userId, avatarId, steps } = training;
    const avatar = await this.avatars.find(userId, avatarId);
    if (!avatar) throw new AppError('avatar-not-found');
    const datasetUrl = await this.datasetUrl(training, avatar);
    // The last look: an order may have waited for hours, and nothing is paid for once its credits are back.
    await this.holds.ensureOpen(orderId);
    const trainer = trainerOf(avatar.trainingType);
    return {
      endpoint: trainer.endpoint,
      input: trainer.input({ datasetUrl, triggerPhrase: avatar.triggerPhrase, steps }),
      webhookUrl: this.webhook.addressOf(orderId),
      keepFilesSeconds: LORA_KEPT_AT_FAL_SECONDS,
    };
  }

  /** Uploaded once for an order, however often FAL will not take it yet. */
  private async datasetUrl(training: Training, avatar: Avatar): Promise<string> {
    const { datasetUrl } = training;
    if (datasetUrl !== null && (await this.dataset.isThere(datasetUrl))) return datasetUrl;
    const url = await this.dataset.upload(avatar, await this.avatars.photos(avatar.id));
    await this.steps.uploaded(training, url);
    return url;
  }
}
