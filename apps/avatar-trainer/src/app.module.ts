import { Module } from '@nestjs/common';
import { Database, DatabaseModule, FalSlots } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { AvatarReader } from '@aisha/database/trainer';
import type { OrderId } from '@aisha/domain';
import { MessagingModule } from '@aisha/messaging';
import { Health, PlatformModule } from '@aisha/platform';
import { FalFiles, FalQueue, openFal, webhookAddress } from '@aisha/providers/fal';
import { StorageModule } from '@aisha/storage';
import { AvatarRemoval } from './avatars/avatar-removal';
import { AvatarStore } from './avatars/avatar.store';
import { ChooseMainAvatarHandler } from './avatars/choose-main-avatar.handler';
import { CreateAvatarHandler } from './avatars/create-avatar.handler';
import { DeleteAvatarHandler } from './avatars/delete-avatar.handler';
import { RenameAvatarHandler } from './avatars/rename-avatar.handler';
import { AvatarTrainerConfig } from './config';
import { jobs } from './jobs';
import { CheckPhotoHandler } from './photo-check/check-photo.handler';
import { ChooseMainPhotoHandler } from './photo-check/choose-main-photo.handler';
import { PhotoCheck } from './photo-check/photo-check';
import { PhotoSet } from './photo-check/photo-set';
import { PhotoStore } from './photo-check/photo.store';
import { RemovePhotoHandler } from './photo-check/remove-photo.handler';
import { PHOTO_RULES } from './photo-check/rules';
import { CancelTrainingHandler } from './training/cancel-training.handler';
import { Dataset } from './training/dataset';
import { FinishTrainingHandler } from './training/finish-training.handler';
import { ForgetIncoming } from './photo-check/forget-incoming';
import { LookForSilentTrainings } from './training/look-for-silent-trainings';
import { LoraCopy } from './training/lora-copy';
import { QueueHead } from './training/queue-head';
import { StartTrainingHandler } from './training/start-training.handler';
import { SubmissionSteps } from './training/submission-steps';
import { TrainingDispatcher } from './training/training-dispatcher';
import { TrainingEnding } from './training/training-ending';
import { TrainingLook } from './training/training-look';
import { TrainingPace } from './training/training-pace';
import { TrainingPreparation, TrainingWebhook } from './training/training-preparation';
import { TrainingProgress } from './training/training-progress';
import { TrainingQueue } from './training/training-queue';
import { TrainingSubmission } from './training/training-submission';
import { TrainingStore } from './training/training.store';

type Config = AvatarTrainerConfig;

/** A process that was killed while it packed a training delays it by half a minute, not more. */
const PREPARING_LEASE_MS = 30_000;

/** The wiring of avatar-trainer. */
@Module({
  imports: [
    PlatformModule.forApp('avatar-trainer', AvatarTrainerConfig),
    DatabaseModule.forSchema('trainer', AvatarTrainerConfig),
    MessagingModule.forApp({ schema: 'trainer', config: AvatarTrainerConfig, inbox: jobs }),
    StorageModule.forApp(AvatarTrainerConfig, { makesBuckets: true }),
  ],
  providers: [
    // outside
    { provide: FalQueue, inject: [AvatarTrainerConfig, Health], useFactory: openFal },
    { provide: FalFiles, inject: [AvatarTrainerConfig], useFactory: (c: Config) => new FalFiles(c.FAL_ALLOWED_HOSTS) },
    { provide: FalSlots, inject: [AvatarTrainerConfig], useFactory: (c: Config) => new FalSlots(c.FAL_CONCURRENCY) },
    { provide: AvatarReader, inject: [Database], useFactory: (database: Database) => new AvatarReader(database) },
    HoldReader,
    // avatars
    AvatarStore,
    AvatarRemoval,
    CreateAvatarHandler,
    RenameAvatarHandler,
    ChooseMainAvatarHandler,
    DeleteAvatarHandler,
    // photo-check
    { provide: PhotoCheck, useFactory: () => new PhotoCheck(PHOTO_RULES) },
    PhotoStore,
    PhotoSet,
    CheckPhotoHandler,
    RemovePhotoHandler,
    ChooseMainPhotoHandler,
    // training
    {
      provide: TrainingPace,
      inject: [AvatarTrainerConfig],
      useFactory: (c: Config) =>
        new TrainingPace({
          timeoutMs: c.TRAINING_TIMEOUT_MS,
          lookMs: c.TRAINING_LOOK_MS,
          pauseMs: c.TRAINING_PAUSE_MS,
          leaseMs: PREPARING_LEASE_MS,
        }),
    },
    {
      provide: TrainingWebhook,
      inject: [AvatarTrainerConfig],
      useFactory: ({ FAL_WEBHOOK_URL, WEBHOOK_SECRET }: Config): TrainingWebhook => ({
        addressOf: (orderId: OrderId) => webhookAddress(FAL_WEBHOOK_URL, WEBHOOK_SECRET, { kind: 'training', orderId }),
      }),
    },
    TrainingStore,
    TrainingEnding,
    TrainingProgress,
    TrainingQueue,
    QueueHead,
    Dataset,
    SubmissionSteps,
    TrainingPreparation,
    TrainingSubmission,
    LookForSilentTrainings,
    TrainingDispatcher,
    TrainingLook,
    ForgetIncoming,
    LoraCopy,
    StartTrainingHandler,
    FinishTrainingHandler,
    CancelTrainingHandler,
  ],
})
export class AppModule {}
