import { Module } from '@nestjs/common';
import { Database, DatabaseModule } from '@aisha/database';
import type { OrderId } from '@aisha/domain';
import { MessagingModule } from '@aisha/messaging';
import { remoteOrders } from '@aisha/orders';
import { Health, PlatformModule } from '@aisha/platform';
import { FalFiles, FalQueue, openFal, webhookAddress } from '@aisha/providers/fal';
import { ObjectStore, StorageModule } from '@aisha/storage';
import { PhotoEnhancerConfig } from './config';
import { jobs } from './jobs';
import { DeleteRestorationHandler } from './restoration/delete-restoration.handler';
import { RestorationAtFal } from './restoration/restoration-at-fal.work';
import { ResultFiles } from './restoration/result-files';

type Config = PhotoEnhancerConfig;

/** The wiring of photo-enhancer. */
@Module({
  imports: [
    PlatformModule.forApp('photo-enhancer', PhotoEnhancerConfig),
    DatabaseModule.forSchema('enhancer', PhotoEnhancerConfig),
    MessagingModule.forApp({ schema: 'enhancer', config: PhotoEnhancerConfig, inbox: jobs }),
    StorageModule.forApp(PhotoEnhancerConfig, { makesBuckets: false }),
  ],
  providers: [
    { provide: FalQueue, inject: [PhotoEnhancerConfig, Health], useFactory: openFal },
    { provide: FalFiles, inject: [PhotoEnhancerConfig], useFactory: (c: Config) => new FalFiles(c.FAL_ALLOWED_HOSTS) },
    {
      provide: ResultFiles,
      inject: [ObjectStore, Database],
      useFactory: (storage: ObjectStore, database: Database) => new ResultFiles(storage, database),
    },
    DeleteRestorationHandler,
    {
      provide: RestorationAtFal,
      inject: [PhotoEnhancerConfig, FalQueue, FalFiles, ResultFiles],
      useFactory: (c: Config, fal: FalQueue, files: FalFiles, results: ResultFiles) => {
        const webhookUrlOf = (orderId: OrderId): string =>
          webhookAddress(c.FAL_WEBHOOK_URL, c.WEBHOOK_SECRET, { kind: 'restoration', orderId });
        const timeouts = { timeoutMs: c.RESTORATION_TIMEOUT_MS, pollMs: c.RESTORATION_POLL_MS };
        return new RestorationAtFal(timeouts, fal, files, results, webhookUrlOf);
      },
    },
    ...remoteOrders({
      schema: 'enhancer',
      config: PhotoEnhancerConfig,
      works: { restoration: RestorationAtFal },
    }),
  ],
})
export class AppModule {}
