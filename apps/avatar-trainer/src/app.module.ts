import { Module } from '@nestjs/common';
import { Database, DatabaseModule } from '@aisha/database';
import { AvatarReader } from '@aisha/database/trainer';
import type { OrderId } from '@aisha/domain';
import { MessagingModule } from '@aisha/messaging';
import { CostsModule, remoteOrders } from '@aisha/orders';
import { Clock, Health, Logger, PlatformModule } from '@aisha/platform';
import { FalFiles, falSlots, openFal, webhookAddress } from '@aisha/providers/fal';
import { RemoteQueue } from '@aisha/providers/ports';
import { ForgetUnowned, ObjectStore, StorageModule } from '@aisha/storage';
import { AvatarRemoval } from './avatars/avatar-removal';
import { AvatarStore } from './avatars/avatar.store';
import { ChooseMainAvatarHandler } from './avatars/choose-main-avatar.handler';
import { CreateAvatarHandler } from './avatars/create-avatar.handler';
import { DeleteAvatarHandler } from './avatars/delete-avatar.handler';
import { ownedFiles } from './avatars/owned-files';
import { RenameAvatarHandler } from './avatars/rename-avatar.handler';
import { SayFaceOwnerHandler } from './avatars/say-face-owner.handler';
import { Coach } from './coach/coach';
import { DrawPhotoMapHandler } from './coach/draw-photo-map.handler';
import { ForgetMaps } from './coach/forget-maps';
import { AvatarTrainerConfig } from './config';
import { jobs } from './jobs';
import { AvatarFaces } from './likeness/avatar-faces';
import { FaceMeasure } from './likeness/face-measure';
import { LoraProbe } from './likeness/lora-probe';
import { CheckPhotoHandler } from './photo-check/check-photo.handler';
import { ChooseMainPhotoHandler } from './photo-check/choose-main-photo.handler';
import { ConfirmPersonHandler } from './photo-check/confirm-person.handler';
import { PhotoCheck } from './photo-check/photo-check';
import { PhotoDecoder } from './photo-check/photo-decoder';
import { PhotoJudge } from './photo-check/photo-judge';
import { PhotoQueue } from './photo-check/photo-queue';
import { PhotoSet } from './photo-check/photo-set';
import { PhotoStore } from './photo-check/photo.store';
import { RemovePhotoHandler } from './photo-check/remove-photo.handler';
import { PHOTO_RULES } from './photo-check/rules';
import { ShrinkPhotoHandler } from './photo-idea/shrink-photo.handler';
import { WaitingPhotoStore } from './photo-check/waiting-photo.store';
import { CheckSelfieHandler } from './whose-face/check-selfie.handler';
import { FaceProofs } from './whose-face/face-proofs';
import { ForgetFaces } from './whose-face/forget-faces';
import { KnownFaceStore } from './whose-face/known-face.store';
import { MeasureReports } from './whose-face/measure-reports';
import { ReportMisuseHandler } from './whose-face/report-misuse.handler';
import { ReportStore } from './whose-face/report.store';
import { ReportedFaces } from './whose-face/reported-faces';
import { SelfieStore } from './whose-face/selfie.store';
import { SetFaces } from './whose-face/set-faces';
import { TrainingWork, trainingPolicy } from './training/training.work';
import { Dataset } from './training/dataset';
import { ForgetIncoming } from './photo-check/forget-incoming';
import { LoraCopy } from './training/lora-copy';

type Config = AvatarTrainerConfig;

/** The wiring of avatar-trainer. */
@Module({
  imports: [
    PlatformModule.forApp('avatar-trainer', AvatarTrainerConfig),
    DatabaseModule.forSchema('trainer', AvatarTrainerConfig),
    MessagingModule.forApp({ schema: 'trainer', config: AvatarTrainerConfig, inbox: jobs }),
    CostsModule.forSchema('trainer', AvatarTrainerConfig),
    StorageModule.forApp(AvatarTrainerConfig, { makesBuckets: true }),
  ],
  providers: [
    // outside
    { provide: RemoteQueue, inject: [AvatarTrainerConfig, Health], useFactory: openFal },
    { provide: FalFiles, inject: [AvatarTrainerConfig], useFactory: (c: Config) => new FalFiles(c.FAL_ALLOWED_HOSTS) },
    { provide: AvatarReader, inject: [Database], useFactory: (database: Database) => new AvatarReader(database) },
    // avatars
    AvatarStore,
    AvatarRemoval,
    CreateAvatarHandler,
    RenameAvatarHandler,
    SayFaceOwnerHandler,
    ChooseMainAvatarHandler,
    DeleteAvatarHandler,
    {
      provide: ForgetUnowned,
      inject: [AvatarTrainerConfig, Database, ObjectStore, Clock, Logger],
      useFactory: (c: Config, database: Database, objects: ObjectStore, clock: Clock, log: Logger) =>
        new ForgetUnowned(ownedFiles(database), objects, { found: c.UNOWNED_FILES, dropsUploads: true }, clock, log),
    },
    // photo-check
    { provide: PhotoDecoder, inject: [Logger], useFactory: (log: Logger) => new PhotoDecoder(log) },
    {
      provide: PhotoCheck,
      inject: [PhotoDecoder],
      useFactory: (decoder: PhotoDecoder) => new PhotoCheck(decoder, PHOTO_RULES),
    },
    PhotoStore,
    PhotoSet,
    WaitingPhotoStore,
    PhotoJudge,
    PhotoQueue,
    CheckPhotoHandler,
    RemovePhotoHandler,
    ChooseMainPhotoHandler,
    ConfirmPersonHandler,
    // whose-face
    KnownFaceStore,
    SelfieStore,
    SetFaces,
    ReportStore,
    ReportedFaces,
    ReportMisuseHandler,
    FaceProofs,
    CheckSelfieHandler,
    ForgetFaces,
    MeasureReports,
    // coach
    Coach,
    DrawPhotoMapHandler,
    ForgetMaps,
    // likeness
    AvatarFaces,
    FaceMeasure,
    {
      provide: LoraProbe,
      inject: [AvatarFaces, FaceMeasure, FalFiles, Logger, AvatarTrainerConfig],
      useFactory: (faces: AvatarFaces, measure: FaceMeasure, files: FalFiles, log: Logger, c: Config) =>
        new LoraProbe(faces, measure, files, log, c.LORA_PROBE),
    },
    // photo-idea
    ShrinkPhotoHandler,
    // training
    Dataset,
    LoraCopy,
    ForgetIncoming,
    {
      provide: TrainingWork,
      inject: [AvatarTrainerConfig, AvatarStore, Dataset, LoraCopy, AvatarReader, Clock, LoraProbe],
      useFactory: (
        c: Config,
        avatars: AvatarStore,
        dataset: Dataset,
        copy: LoraCopy,
        reader: AvatarReader,
        clock: Clock,
        probe: LoraProbe,
      ) => {
        const policy = trainingPolicy({ timeoutMs: c.TRAINING_TIMEOUT_MS, pollMs: c.TRAINING_POLL_MS });
        const webhookUrlOf = (orderId: OrderId) =>
          webhookAddress(c.FAL_WEBHOOK_URL, c.WEBHOOK_SECRET, { kind: 'training', orderId });
        return new TrainingWork(policy, avatars, dataset, copy, {
          reader,
          webhookUrlOf,
          probe,
          now: () => clock.now(),
        });
      },
    },
    ...remoteOrders({
      schema: 'trainer',
      config: AvatarTrainerConfig,
      account: falSlots,
      works: { training: TrainingWork },
    }),
  ],
})
export class AppModule {}
