import { Module, type DynamicModule } from '@nestjs/common';
import { Health, type ConfigClass } from '@aisha/platform';
import { RemoteQueue, VideoModel } from '../ports';
import type { FalConfig } from './config';
import { FalUpscaler } from './fal-upscaler';
import { FalVideoModel } from './fal-video-model';
import { FalFiles } from './files';
import { openFal } from './open-fal';
import { FalCallbacks, webhookAddress } from './webhook-address';

/** FAL for an app that gives work to it: its queue, its callbacks, the files of its results, its upscaler and its video model. */
@Module({})
export class FalModule {
  static forApp<C extends FalConfig>(config: ConfigClass<C>): DynamicModule {
    return {
      module: FalModule,
      providers: [
        { provide: RemoteQueue, inject: [config, Health], useFactory: openFal },
        { provide: FalFiles, inject: [config], useFactory: (c: C) => new FalFiles(c.FAL_ALLOWED_HOSTS) },
        {
          provide: FalCallbacks,
          inject: [config],
          useFactory: (c: C): FalCallbacks => ({
            urlOf: (order) => webhookAddress(c.FAL_WEBHOOK_URL, c.WEBHOOK_SECRET, order),
          }),
        },
        {
          provide: FalUpscaler,
          inject: [RemoteQueue, FalFiles],
          useFactory: (fal: RemoteQueue, files: FalFiles) => new FalUpscaler(fal, files),
        },
        {
          provide: VideoModel,
          inject: [RemoteQueue, FalFiles],
          useFactory: (fal: RemoteQueue, files: FalFiles) => new FalVideoModel(fal, files),
        },
      ],
      exports: [RemoteQueue, FalFiles, FalUpscaler, FalCallbacks, VideoModel],
    };
  }
}
