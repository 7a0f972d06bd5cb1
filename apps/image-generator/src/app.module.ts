import { Module } from '@nestjs/common';
import { Database, DatabaseModule, FalSlots } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { AvatarReader } from '@aisha/database/trainer';
import { MessagingModule, Outbox } from '@aisha/messaging';
import { Clock, Health, Logger, PlatformModule } from '@aisha/platform';
import { FalFiles, FalQueue, openFal, webhookAddress } from '@aisha/providers/fal';
import { OpenAiModule } from '@aisha/providers/openai';
import { StorageModule } from '@aisha/storage';
import { ImageGeneratorConfig } from './config';
import { AvatarModels } from './generation/avatar-models';
import { CancelGenerationHandler } from './generation/cancel-generation.handler';
import { Dispatcher } from './generation/dispatcher';
import { FinishGenerationHandler } from './generation/finish-generation.handler';
import { ForgetLoraLinks } from './generation/forget-lora-links';
import { GenerationQueue } from './generation/generation-queue';
import { GenerationStore } from './generation/generation.store';
import { LoraLinks } from './generation/lora-links';
import { OpenGenerations } from './generation/open-generations';
import { GenerationOutcome } from './generation/outcome';
import { Preparation } from './generation/preparation';
import { Progress } from './generation/progress';
import { SilentOrders } from './generation/silent-orders';
import { StartGenerationHandler } from './generation/start-generation.handler';
import { Submission } from './generation/submission';
import { Timing } from './generation/timing';
import { WaitingOrders } from './generation/waiting-orders';
import { Watchdog } from './generation/watchdog';
import { jobs } from './jobs';
import { PromptWriter } from './prompt/prompt-writer';
import { WishCheck } from './prompt/wish-check';
import { DeletePicturesHandler } from './results/delete-pictures.handler';
import { PictureCollector } from './results/picture-collector';
import { PictureDelivery } from './results/picture-delivery';

type Config = ImageGeneratorConfig;

/** The wiring of image-generator. */
@Module({
  imports: [
    PlatformModule.forApp('image-generator', ImageGeneratorConfig),
    DatabaseModule.forSchema('generator', ImageGeneratorConfig),
    OpenAiModule.forApp(ImageGeneratorConfig, ['OPENAI_TEXT_MODEL', 'OPENAI_MODERATION_MODEL']),
    MessagingModule.forApp({ schema: 'generator', config: ImageGeneratorConfig, inbox: jobs }),
    StorageModule.forApp(ImageGeneratorConfig, { makesBuckets: false }),
  ],
  providers: [
    // outside
    { provide: FalQueue, inject: [ImageGeneratorConfig, Health], useFactory: openFal },
    { provide: FalFiles, inject: [ImageGeneratorConfig], useFactory: (c: Config) => new FalFiles(c.FAL_ALLOWED_HOSTS) },
    { provide: FalSlots, inject: [ImageGeneratorConfig], useFactory: (c: Config) => new FalSlots(c.FAL_CONCURRENCY) },
    { provide: AvatarReader, inject: [Database], useFactory: (database: Database) => new AvatarReader(database) },
    HoldReader,
    // prompt
    WishCheck,
    PromptWriter,
    // generation
    {
      provide: Timing,
      inject: [Clock, ImageGeneratorConfig],
      useFactory: (clock: Clock, c: Config) => new Timing(clock, c.GENERATION_TIMEOUT_MS, c.GENERATION_LOOK_MS),
    },
    {
      provide: Progress,
      inject: [Outbox, Clock, ImageGeneratorConfig],
      useFactory: (outbox: Outbox, clock: Clock, c: Config) => new Progress(outbox, clock, c.FAL_CONCURRENCY),
    },
    {
      provide: AvatarModels,
      inject: [AvatarReader, LoraLinks, ImageGeneratorConfig],
      useFactory: (avatars: AvatarReader, links: LoraLinks, c: Config) =>
        new AvatarModels(avatars, links, (orderId) =>
          webhookAddress(c.FAL_WEBHOOK_URL, c.WEBHOOK_SECRET, { kind: 'generation', orderId }),
        ),
    },
    {
      provide: Dispatcher,
      inject: [GenerationQueue, Preparation, Submission, Watchdog, GenerationOutcome, ImageGeneratorConfig, Logger],
      useFactory: (
        queue: GenerationQueue,
        preparation: Preparation,
        submission: Submission,
        watchdog: Watchdog,
        outcome: GenerationOutcome,
        config: Config,
        log: Logger,
      ) => {
        const options = { everyMs: config.GENERATION_DISPATCH_MS, log };
        const dispatcher = new Dispatcher(queue, preparation, submission, watchdog, options);
        outcome.onEnded(() => dispatcher.poke());
        return dispatcher;
      },
    },
    GenerationStore,
    GenerationOutcome,
    OpenGenerations,
    GenerationQueue,
    LoraLinks,
    ForgetLoraLinks,
    Preparation,
    Submission,
    SilentOrders,
    WaitingOrders,
    Watchdog,
    StartGenerationHandler,
    FinishGenerationHandler,
    CancelGenerationHandler,
    // results
    PictureCollector,
    PictureDelivery,
    DeletePicturesHandler,
  ],
})
export class AppModule {}
