import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, Health, type ConfigClass } from '@aisha/platform';
import { ObjectStore } from './object-store';
import { S3ObjectStore } from './s3-object-store';
import type { StorageConfig } from './storage.config';
import { makesBuckets, trialFilesOf, type StoringApp } from './storage-rights';

/** The storage of one app. */
@Module({})
export class StorageModule {
  static forApp<C extends StorageConfig>(configClass: ConfigClass<C>, app: StoringApp): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        {
          provide: ObjectStore,
          inject: [configClass, Health, Clock],
          useFactory: async (config: C, health: Health, clock: Clock) => {
            const objects = new S3ObjectStore(config, clock, trialFilesOf(app));
            const look = () => objects.check({ makesBuckets: makesBuckets(app) });
            // Without the storage an app is degraded, not dead: work that needs a file waits, and the health check
            // looks again.
            if (makesBuckets(app)) await look().catch(() => undefined);
            health.dependsOn('storage', look);
            return objects;
          },
        },
      ],
      exports: [ObjectStore],
    };
  }
}
