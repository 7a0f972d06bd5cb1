import { Module } from '@nestjs/common';
import { Database, DatabaseModule, ownedFilesOf } from '@aisha/database';
import { AvatarReader } from '@aisha/database/trainer';
import type { OrderId } from '@aisha/domain';
import { kindsOf } from '@aisha/kinds';
import { ForgetUnowned, ObjectStore, StorageModule } from '@aisha/storage';
import { MessagingModule } from '@aisha/messaging';
import { CostsModule, remoteOrders } from '@aisha/orders';
import { Clock, Health, Logger, PlatformModule } from '@aisha/platform';
import { FalFiles, falSlots, FalUpscaler, openFal, webhookAddress } from '@aisha/providers/fal';
import { ModelsModule } from '@aisha/providers/models';
import { RemoteQueue, VisionModel } from '@aisha/providers/ports';
import { ImageGeneratorConfig } from './config';
import { AvatarModels } from './generation/avatar-models';
import { ForgetLoraLinks } from './generation/forget-lora-links';
import { ForgetPrompts } from './generation/forget-prompts';
import { GenerationWork } from './generation/generation.work';
import { LoraLinkStore } from './generation/lora-link.store';
import { LoraLinks } from './generation/lora-links';
import { PromptStore } from './generation/prompt.store';
import { ReferencePhotos } from './generation/reference-photos';
import { jobs } from './jobs';
import { ContentClassifier } from './moderation/content-classifier';
import { PictureCheck } from './moderation/picture-check';
import { TextCheck } from './moderation/text-check';
import { DescribePhotoHandler } from './photo-idea/describe-photo.handler';
import { GivenIdeas } from './photo-idea/given-ideas';
import { PhotoDescriber } from './photo-idea/photo-describer';
import { PromptWriter } from './prompt/prompt-writer';
import { WrittenPrompt } from './prompt/written-prompt';
import { MarkPictureHandler } from './results/mark-picture.handler';
import { PictureCollector } from './results/picture-collector';
import { PictureReviewer } from './review/picture-reviewer';
import { UpscaleSource } from './upscale/upscale-source';
import { UpscaleWork } from './upscale/upscale.work';

type Config = ImageGeneratorConfig;
type Kind = ReturnType<typeof kindsOf<'image-generator'>>[number];

/** Where FAL calls back for an order of a kind. */
const webhookOf =
  (kind: Kind, { FAL_WEBHOOK_URL, WEBHOOK_SECRET }: Config) =>
  (orderId: OrderId): string =>
    webhookAddress(FAL_WEBHOOK_URL, WEBHOOK_SECRET, { kind, orderId });

const timeoutsOf = ({ GENERATION_TIMEOUT_MS: timeoutMs, GENERATION_POLL_MS: pollMs }: Config) => ({
  timeoutMs,
  pollMs,
});

/** The wiring of image-generator. */
@Module({
  imports: [
    PlatformModule.forApp('image-generator', ImageGeneratorConfig),
    DatabaseModule.forSchema('generator', ImageGeneratorConfig),
    ModelsModule.forApp(ImageGeneratorConfig, ['TEXT', 'VISION', 'MODERATION']),
    MessagingModule.forApp({ schema: 'generator', config: ImageGeneratorConfig, inbox: jobs }),
    CostsModule.forSchema('generator', ImageGeneratorConfig),
    StorageModule.forApp(ImageGeneratorConfig, { makesBuckets: false }),
  ],
  providers: [
    // outside
    { provide: RemoteQueue, inject: [ImageGeneratorConfig, Health], useFactory: openFal },
    { provide: FalFiles, inject: [ImageGeneratorConfig], useFactory: (c: Config) => new FalFiles(c.FAL_ALLOWED_HOSTS) },
    { provide: AvatarReader, inject: [Database], useFactory: (database: Database) => new AvatarReader(database) },
    // moderation
    { provide: ContentClassifier, inject: [Logger], useFactory: (log: Logger) => new ContentClassifier(log) },
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
    {
      provide: PictureReviewer,
      inject: [PictureCheck, VisionModel, Logger, ImageGeneratorConfig],
      useFactory: (check: PictureCheck, vision: VisionModel, log: Logger, c: Config) =>
        new PictureReviewer(check, vision, log, c.PICTURE_REVIEW_MS),
    },
    PictureCollector,
    MarkPictureHandler,
    {
      provide: ForgetUnowned,
      inject: [ImageGeneratorConfig, Database, ObjectStore, Clock, Logger],
      useFactory: (c: Config, database: Database, objects: ObjectStore, clock: Clock, log: Logger) =>
        new ForgetUnowned(ownedFilesOf(database, 'image-generator'), objects, { found: c.UNOWNED_FILES }, clock, log),
    },
    // generation
    LoraLinkStore,
    LoraLinks,
    ReferencePhotos,
    ForgetLoraLinks,
    PromptStore,
    ForgetPrompts,
    {
      provide: AvatarModels,
      inject: [AvatarReader, LoraLinks, ReferencePhotos, ImageGeneratorConfig],
      useFactory: (avatars: AvatarReader, links: LoraLinks, photos: ReferencePhotos, c: Config) =>
        new AvatarModels(avatars, links, photos, webhookOf('generation', c)),
    },
    {
      provide: GenerationWork,
      inject: [ImageGeneratorConfig, AvatarModels, WrittenPrompt, PictureCollector],
      useFactory: (c: Config, models: AvatarModels, prompts: WrittenPrompt, collector: PictureCollector) =>
        new GenerationWork(timeoutsOf(c), models, prompts, collector),
    },
    // upscale
    {
      provide: FalUpscaler,
      inject: [RemoteQueue, FalFiles],
      useFactory: (fal: RemoteQueue, files: FalFiles) => new FalUpscaler(fal, files),
    },
    {
      provide: UpscaleWork,
      inject: [ImageGeneratorConfig, Database, FalUpscaler, ObjectStore, PictureCheck],
      useFactory: (c: Config, database: Database, upscaler: FalUpscaler, storage: ObjectStore, check: PictureCheck) => {
        const source = new UpscaleSource(database, webhookOf('upscale', c));
        return new UpscaleWork(timeoutsOf(c), upscaler, storage, source, check);
      },
    },
    ...remoteOrders({
      schema: 'generator',
      config: ImageGeneratorConfig,
      account: falSlots,
      works: { generation: GenerationWork, upscale: UpscaleWork },
    }),
  ],
})
export class AppModule {}
