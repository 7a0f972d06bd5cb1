import { Module, type DynamicModule } from '@nestjs/common';
import { Health, type ConfigClass } from '@aisha/platform';
import { ObjectStore } from './object-store';
import { S3ObjectStore } from './s3-object-store';
import type { StorageConfig } from './storage.config';

export interface StorageOptions {
  /** Whether the app creates missing buckets before it starts. An app that only uses buckets starts without the storage. */
  readonly makesBuckets: boolean;
}

/** Files, as one app may keep them. */
@Module({})
export class StorageModule {
  static forApp<C extends StorageConfig>(configClass: ConfigClass<C>, { makesBuckets }: StorageOptions): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        {
          provide: ObjectStore,
          inject: [configClass, Health],
          useFactory: async (config: C, health: Health) => {
            const objects = new S3ObjectStore(config);
            if (makesBuckets) await objects.ensureBuckets();
            health.dependsOn('storage', () => objects.check());
            return objects;
          },
        },
      ],
      exports: [ObjectStore],
    };
  }
}
