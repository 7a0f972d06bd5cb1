import { Module, type Type } from '@nestjs/common';
import { Database, DatabaseModule, ownedFilesOf } from '@aisha/database';
import type { OrderId } from '@aisha/domain';
import { MessagingModule } from '@aisha/messaging';
import { CostsModule, remoteOrders } from '@aisha/orders';
import { Clock, Health, Logger, PlatformModule } from '@aisha/platform';
import { FalFiles, falSlots, FalUpscaler, openFal, webhookAddress } from '@aisha/providers/fal';
import { RemoteQueue } from '@aisha/providers/ports';
import { ForgetUnowned, ObjectStore, StorageModule } from '@aisha/storage';
import { PhotoEnhancerConfig } from './config';
import { jobs } from './jobs';
import { GfpganContainer } from './gfpgan/gfpgan-container';
import { ForgetContainers } from './gfpgan/forget-containers';
import { ForgetOriginals } from './restoration/forget-originals';
import { RestorationAtFal } from './restoration/restoration-at-fal.work';
import { RestorationInDocker } from './restoration/restoration-in-docker.work';
import { ResultFiles } from './restoration/result-files';

type Config = PhotoEnhancerConfig;

/** The backend that this installation has chosen. */
class Restoration {}
type Backend = Type<RestorationAtFal | RestorationInDocker>;

/** The wiring of photo-enhancer. */
@Module({
  imports: [
    PlatformModule.forApp('photo-enhancer', PhotoEnhancerConfig),
    DatabaseModule.forSchema('enhancer', PhotoEnhancerConfig),
    MessagingModule.forApp({ schema: 'enhancer', config: PhotoEnhancerConfig, inbox: jobs }),
    CostsModule.forSchema('enhancer', PhotoEnhancerConfig),
    StorageModule.forApp(PhotoEnhancerConfig, { makesBuckets: false }),
  ],
  providers: [
    { provide: RemoteQueue, inject: [PhotoEnhancerConfig, Health], useFactory: openFal },
    {
      provide: ResultFiles,
      inject: [ObjectStore, Database],
      useFactory: (storage: ObjectStore, database: Database) => new ResultFiles(storage, database),
    },
    {
      provide: ForgetOriginals,
      inject: [Database, ObjectStore, Logger],
      useFactory: (database: Database, objects: ObjectStore, log: Logger) =>
        new ForgetOriginals(database, objects, log),
    },
    {
      provide: ForgetUnowned,
      inject: [PhotoEnhancerConfig, Database, ObjectStore, Clock, Logger],
      useFactory: (c: Config, database: Database, objects: ObjectStore, clock: Clock, log: Logger) =>
        new ForgetUnowned(ownedFilesOf(database, 'photo-enhancer'), objects, { found: c.UNOWNED_FILES }, clock, log),
    },
    {
      provide: GfpganContainer,
      inject: [PhotoEnhancerConfig],
      useFactory: (c: Config) =>
        new GfpganContainer({
          image: c.GFPGAN_DOCKER_IMAGE,
          script: c.GFPGAN_SCRIPT_PATH,
          weights: c.GFPGAN_WEIGHTS_PATH ?? '',
          installation: c.INSTALLATION,
          timeoutMs: c.RESTORATION_TIMEOUT_MS,
          environment: { PATH: c.PATH, ...(c.DOCKER_HOST !== undefined && { DOCKER_HOST: c.DOCKER_HOST }) },
        }),
    },
    {
      provide: ForgetContainers,
      inject: [PhotoEnhancerConfig, GfpganContainer, Logger],
      useFactory: (c: Config, gfpgan: GfpganContainer, log: Logger) =>
        new ForgetContainers(c.RESTORATION_BACKEND === 'docker' ? gfpgan : null, log),
    },
    {
      provide: Restoration,
      inject: [PhotoEnhancerConfig, RemoteQueue, ResultFiles, GfpganContainer],
      useFactory: (c: Config, fal: RemoteQueue, results: ResultFiles, gfpgan: GfpganContainer) => {
        if (c.RESTORATION_BACKEND === 'docker') return new RestorationInDocker(gfpgan, results);
        const webhookUrlOf = (orderId: OrderId): string =>
          webhookAddress(c.FAL_WEBHOOK_URL, c.WEBHOOK_SECRET, { kind: 'restoration', orderId });
        const timeouts = { timeoutMs: c.RESTORATION_TIMEOUT_MS, pollMs: c.RESTORATION_POLL_MS };
        const upscaler = new FalUpscaler(fal, new FalFiles(c.FAL_ALLOWED_HOSTS));
        return new RestorationAtFal(timeouts, upscaler, results, webhookUrlOf);
      },
    },
    ...remoteOrders({
      schema: 'enhancer',
      config: PhotoEnhancerConfig,
      account: falSlots,
      works: { restoration: Restoration as Backend },
    }),
  ],
})
export class AppModule {}
