import { Module, type DynamicModule } from '@nestjs/common';
import { Health, type ConfigClass } from '@aisha/platform';
import { ObjectStore } from './object-store';
import { S3ObjectStore } from './s3-object-store';
import type { StorageConfig } from './storage.config';

/** Files, as one app may keep them; the buckets are made when they are missing. */
@Module({})
export class StorageModule {
  static forApp<C extends StorageConfig>(configClass: ConfigClass<C>): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        {
          provide: ObjectStore,
          inject: [configClass, Health],
          useFactory: async (config: C, health: Health) => {
            const objects = new S3ObjectStore(config);
            await objects.ensureBuckets();
            health.dependsOn('storage', () => objects.check());
            return objects;
          },
        },
      ],
      exports: [ObjectStore],
    };
  }
}
