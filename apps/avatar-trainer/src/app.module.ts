import { Module } from '@nestjs/common';
import { Database, DatabaseModule, ownedFilesOfAvatars } from '@aisha/database';
import { AvatarReader } from '@aisha/database/trainer';
import { MessagingModule } from '@aisha/messaging';
import { CostsModule, modelWatch, ReferencePhotos, remoteOrders } from '@aisha/orders';
import { PlatformModule } from '@aisha/platform';
import { CatalogueModule } from '@aisha/providers/catalogue';
import { falSlots, FalModule } from '@aisha/providers/fal';
import { forgetUnowned, StorageModule } from '@aisha/storage';
import { AvatarStore } from './avatars/avatar.store';
import { ChooseMainAvatarHandler } from './avatars/choose-main-avatar.handler';
import { CreateAvatarHandler } from './photo-set/create-avatar.handler';
import { AvatarRemoval, DeleteAvatarHandler } from './avatars/delete-avatar.handler';
import { RenameAvatarHandler } from './avatars/rename-avatar.handler';
import { SayFaceOwnerHandler } from './avatars/say-face-owner.handler';
import { Coach } from './coach/coach';
import { DrawPhotoMapHandler } from './photo-map/draw-photo-map.handler';
import { ForgetMaps } from './photo-map/forget-maps';
import { AvatarTrainerConfig } from './config';
import { jobs } from './jobs';
import { AvatarFaces } from './likeness/avatar-faces';
import { FaceMeasure } from './likeness/face-measure';
import { LoraProbe, LoraProbeSettings, TrialPictures } from './likeness/lora-probe';
import { CheckPhotoHandler } from './photo-queue/check-photo.handler';
import { ChooseMainPhotoHandler } from './photo-set/choose-main-photo.handler';
import { ConfirmPersonHandler } from './photo-set/confirm-person.handler';
import { PhotoCheck } from './photo-check/photo-check';
import { PhotoDecoder } from './photo-check/photo-decoder';
import { PhotoJudge } from './photo-queue/photo-judge';
import { PhotoQueue } from './photo-queue/photo-queue';
import { PhotoSet } from './photo-set/photo-set';
import { PhotoStore } from './avatars/photo.store';
import { RemovePhotoHandler } from './photo-set/remove-photo.handler';
import { ShrinkPhotoHandler } from './sent-photos/shrink-photo.handler';
import { WaitingPhotoStore } from './photo-queue/waiting-photo.store';
import { CheckSelfieHandler } from './selfies/check-selfie.handler';
import { FaceProofs } from './selfies/face-proofs';
import { ForgetFaces } from './reports/forget-faces';
import { FaceStops } from './whose-face/face-stops';
import { KnownFaceStore } from './whose-face/known-face.store';
import { MeasureReports } from './reports/measure-reports';
import { CloseReportHandler, FreeAvatarHandler, StopAvatarHandler } from './operated-reports/operate-reports.handlers';
import { ReportMisuseHandler } from './reports/report-misuse.handler';
import { ReportStore } from './reports/report.store';
import { ReportedFaces } from './reports/reported-faces';
import { SelfieStore } from './whose-face/selfie.store';
import { SentFaces } from './whose-face/sent-faces';
import { SetFaces } from './whose-face/set-faces';
import { TrainingWork, TrainingTimes, TrainingParts } from './training/training.work';
import { Dataset } from './training/dataset';
import { ForgetIncoming } from './photo-queue/forget-incoming';
import { LoraCopy } from './training/lora-copy';

const TRAINER = { does: 'train', trainingType: 'portrait' } as const;

/** The wiring of avatar-trainer. */
@Module({
  imports: [
    PlatformModule.forApp('avatar-trainer', AvatarTrainerConfig),
    CatalogueModule.forApp(AvatarTrainerConfig),
    DatabaseModule.forSchema('trainer', AvatarTrainerConfig),
    MessagingModule.forApp({ schema: 'trainer', config: AvatarTrainerConfig, inbox: jobs }),
    CostsModule.forSchema('trainer', AvatarTrainerConfig),
    StorageModule.forApp(AvatarTrainerConfig, 'avatar-trainer'),
    FalModule.forApp(AvatarTrainerConfig),
  ],
  providers: [
    AvatarReader,
    // avatars
    AvatarStore,
    AvatarRemoval,
    CreateAvatarHandler,
    RenameAvatarHandler,
    SayFaceOwnerHandler,
    ChooseMainAvatarHandler,
    DeleteAvatarHandler,
    forgetUnowned({
      app: 'avatar-trainer',
      config: AvatarTrainerConfig,
      owners: Database,
      filesOf: ownedFilesOfAvatars,
    }),
    // photo-check
    PhotoDecoder,
    PhotoCheck,
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
    FaceStops,
    SentFaces,
    SetFaces,
    ReportStore,
    ReportedFaces,
    ReportMisuseHandler,
    StopAvatarHandler,
    FreeAvatarHandler,
    CloseReportHandler,
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
    LoraProbeSettings,
    ReferencePhotos,
    TrialPictures,
    LoraProbe,
    // sent-photos
    ShrinkPhotoHandler,
    // training
    Dataset,
    LoraCopy,
    ForgetIncoming,
    TrainingTimes,
    TrainingParts,
    TrainingWork,
    modelWatch({
      schema: 'trainer',
      config: AvatarTrainerConfig,
      needs: () => ({
        'training.fast': [TRAINER],
        'training.balanced': [TRAINER],
        'training.best': [TRAINER],
        'training.style': [{ does: 'train', trainingType: 'style' }],
      }),
    }),
    ...remoteOrders({
      schema: 'trainer',
      config: AvatarTrainerConfig,
      account: falSlots,
      works: { training: TrainingWork },
    }),
  ],
})
export class AppModule {}
