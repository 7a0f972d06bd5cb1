import { Module } from '@nestjs/common';
import { Database, DatabaseModule, ownedFilesOf } from '@aisha/database';
import { AvatarReader } from '@aisha/database/trainer';
import { forgetUnowned, StorageModule } from '@aisha/storage';
import { MessagingModule } from '@aisha/messaging';
import { CostsModule, modelWatch, ReferencePhotos, remoteOrders } from '@aisha/orders';
import { PlatformModule } from '@aisha/platform';
import { FfmpegModule } from '@aisha/platform/ffmpeg';
import { CatalogueModule } from '@aisha/providers/catalogue';
import { FalAdminModule, falSlots, FalModule } from '@aisha/providers/fal';
import { ModelsModule } from '@aisha/providers/models';
import { AnimationSource } from './animation/animation-source';
import { AnimationWork } from './animation/animation.work';
import { VideoCheck } from './animation/video-check';
import { ReadBills } from './bills/read-bills';
import { ImageGeneratorConfig } from './config';
import { ChangeCheck, ChangeReader } from './edit/change-check';
import { EditSource } from './edit/edit-source';
import { EditChecks, EditWork } from './edit/edit.work';
import { EditedPhotoStore } from './edited-photos/edited-photo.store';
import { ForgetEditedPhotos } from './edited-photos/forget-edited-photos';
import { AvatarModels } from './avatar-models/avatar-models';
import { ForgetLoraLinks } from './avatar-models/forget-lora-links';
import { ForgetPrompts } from './generation/forget-prompts';
import { GenerationWork } from './generation/generation.work';
import { LoraLinkStore } from './avatar-models/lora-link.store';
import { LoraLinks } from './avatar-models/lora-links';
import { PromptStore } from './generation/prompt.store';
import { jobs } from './jobs';
import { ContentClassifier } from './moderation/content-classifier';
import { PictureCheck } from './moderation/picture-check';
import { TextCheck } from './moderation/text-check';
import { DescribePhotoHandler } from './photo-idea/describe-photo.handler';
import { GivenIdeas } from './photo-idea/given-ideas';
import { PhotoDescriber } from './photo-idea/photo-describer';
import { ForgetRequestsHandler } from './provider-records/forget-requests.handler';
import { PromptWriter } from './prompt/prompt-writer';
import { WrittenPrompt } from './prompt/written-prompt';
import { MarkPictureHandler } from './results/mark-picture.handler';
import { PictureCollector } from './results/picture-collector';
import { MinorCheck } from './review/minor-check';
import { PictureReviewer, ReviewLimit } from './review/picture-reviewer';
import { TogetherPeople } from './together/people';
import { TogetherPicture } from './together/together-picture';
import { TogetherProvider } from './together/together-provider';
import { TogetherWork } from './together/together.work';
import { UpscaleSource } from './upscale/upscale-source';
import { UpscaleWork } from './upscale/upscale.work';
import { PictureTimeouts } from './picture-orders/picture.work';

/** The wiring of image-generator. */
@Module({
  imports: [
    PlatformModule.forApp('image-generator', ImageGeneratorConfig),
    CatalogueModule.forApp(ImageGeneratorConfig),
    DatabaseModule.forSchema('generator', ImageGeneratorConfig),
    ModelsModule.forApp(ImageGeneratorConfig, ['TEXT', 'VISION', 'MODERATION']),
    MessagingModule.forApp({ schema: 'generator', config: ImageGeneratorConfig, inbox: jobs }),
    CostsModule.forSchema('generator', ImageGeneratorConfig),
    StorageModule.forApp(ImageGeneratorConfig, 'image-generator'),
    FalModule.forApp(ImageGeneratorConfig),
    FalAdminModule.forApp(ImageGeneratorConfig),
    FfmpegModule.forApp(ImageGeneratorConfig),
  ],
  providers: [
    AvatarReader,
    // moderation
    ContentClassifier,
    PictureCheck,
    // prompt
    TextCheck,
    PromptWriter,
    WrittenPrompt,
    // photo-idea
    PhotoDescriber,
    GivenIdeas,
    DescribePhotoHandler,
    // results
    ReviewLimit,
    MinorCheck,
    PictureReviewer,
    PictureCollector,
    MarkPictureHandler,
    forgetUnowned({
      app: 'image-generator',
      config: ImageGeneratorConfig,
      owners: Database,
      filesOf: (database: Database) => ownedFilesOf(database, 'image-generator'),
    }),
    // generation
    LoraLinkStore,
    LoraLinks,
    ReferencePhotos,
    ForgetLoraLinks,
    PromptStore,
    ForgetPrompts,
    AvatarModels,
    PictureTimeouts,
    GenerationWork,
    // upscale
    UpscaleSource,
    UpscaleWork,
    // animation
    AnimationSource,
    VideoCheck,
    AnimationWork,
    // bills
    ReadBills,
    // provider-records
    ForgetRequestsHandler,
    // edit
    EditSource,
    ChangeReader,
    ChangeCheck,
    EditChecks,
    EditWork,
    // together
    TogetherPeople,
    TogetherPicture,
    TogetherProvider,
    TogetherWork,
    // edited-photos
    EditedPhotoStore,
    ForgetEditedPhotos,
    modelWatch({
      schema: 'generator',
      config: ImageGeneratorConfig,
      needs: (_config, catalogue) => ({
        ...Object.fromEntries(
          catalogue.loraFamilies().map((lora) => [`lora.${lora}`, [{ does: 'draw-with-lora' as const, lora }]]),
        ),
        'picture.photo': [{ does: 'draw-from-photo' }],
        'picture.references': [{ does: 'draw-from-references' }],
        'picture.ultra': [{ does: 'draw' }],
        upscale: [{ does: 'upscale' }],
        'upscale.4k': [{ does: 'upscale' }],
        animation: [{ does: 'animate' }],
        edit: [{ does: 'edit' }],
        together: [{ does: 'draw-from-references' }],
      }),
    }),
    ...remoteOrders({
      schema: 'generator',
      config: ImageGeneratorConfig,
      account: falSlots,
      works: {
        generation: GenerationWork,
        upscale: UpscaleWork,
        animation: AnimationWork,
        edit: EditWork,
        together: TogetherWork,
      },
    }),
  ],
})
export class AppModule {}
