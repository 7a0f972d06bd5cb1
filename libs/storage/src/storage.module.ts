import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, Health, type ConfigClass } from '@aisha/platform';
import { ObjectStore } from './object-store';
import { S3ObjectStore } from './s3-object-store';
import type { StorageConfig } from './storage.config';

interface StorageOptions {
  /** Whether the app creates the buckets that are missing: before it starts, or, if the storage is away then, once it is back. */
  readonly makesBuckets: boolean;
}

/** The storage of one app. */
@Module({})
export class StorageModule {
  static forApp<C extends StorageConfig>(configClass: ConfigClass<C>, { makesBuckets }: StorageOptions): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        {
          provide: ObjectStore,
          inject: [configClass, Health, Clock],
          useFactory: async (config: C, health: Health, clock: Clock) => {
            const objects = new S3ObjectStore(config, clock);
            const look = () => (makesBuckets ? objects.ensureBuckets() : objects.check());
            // Without the storage an app is degraded, not dead: work that needs a file waits, and the health check
            // looks again.
            if (makesBuckets) await look().catch(() => undefined);
            health.dependsOn('storage', look);
            return objects;
          },
        },
      ],
      exports: [ObjectStore],
    };
  }
}
