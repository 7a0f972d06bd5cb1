import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Health, type ConfigClass } from '@aisha/platform';
import { ModelCatalogue } from '../catalogue';
import {
  ImageModels,
  ModelList,
  PictureEditor,
  RemoteCallbacks,
  RemoteFiles,
  RemoteQueue,
  Trainer,
  Upscaler,
  VideoModel,
} from '../ports';
import type { FalConfig } from './config';
import { FalImageModels } from './fal-image-models';
import { FalPictureEditor } from './fal-picture-editor';
import { FalModelList } from './fal-model-list';
import { FalTrainer } from './fal-trainer';
import { FalUpscaler } from './fal-upscaler';
import { FalVideoModel } from './fal-video-model';
import { FalFiles } from './files';
import { ModelsAtFal } from './models';
import { openFal } from './open-fal';
import { webhookAddress } from './webhook-address';

/** A port whose adapter uploads by FAL's queue and reads FAL's files. */
const atFal = <Port>(
  port: abstract new () => Port,
  Adapter: new (fal: RemoteQueue, files: FalFiles, models: ModelsAtFal) => Port,
): Provider => ({
  provide: port,
  inject: [RemoteQueue, FalFiles, ModelsAtFal],
  useFactory: (fal: RemoteQueue, files: FalFiles, models: ModelsAtFal) => new Adapter(fal, files, models),
});

/**
 * FAL behind the ports of remote work: its queue, its callbacks, its files and its models. An app that imports this
 * module names FAL nowhere else.
 */
@Module({})
export class FalModule {
  static forApp<C extends FalConfig>(config: ConfigClass<C>): DynamicModule {
    return {
      module: FalModule,
      providers: [
        { provide: RemoteQueue, inject: [config, Health, ModelCatalogue], useFactory: openFal },
        {
          provide: ModelsAtFal,
          inject: [ModelCatalogue],
          useFactory: (catalogue: ModelCatalogue) => new ModelsAtFal(catalogue),
        },
        { provide: FalFiles, inject: [config], useFactory: (c: C) => new FalFiles(c.FAL_ALLOWED_HOSTS) },
        { provide: RemoteFiles, useExisting: FalFiles },
        { provide: ModelList, inject: [config], useFactory: (c: C) => new FalModelList(c.FAL_PLATFORM_URL) },
        {
          provide: RemoteCallbacks,
          inject: [config],
          useFactory: (c: C): RemoteCallbacks => ({
            urlOf: (order) => webhookAddress(c.FAL_WEBHOOK_URL, c.WEBHOOK_SECRET, order),
          }),
        },
        {
          provide: ImageModels,
          inject: [FalFiles, ModelsAtFal],
          useFactory: (files: FalFiles, models: ModelsAtFal) => new FalImageModels(files, models),
        },
        atFal(Trainer, FalTrainer),
        atFal(PictureEditor, FalPictureEditor),
        atFal(Upscaler, FalUpscaler),
        atFal(VideoModel, FalVideoModel),
      ],
      exports: [
        RemoteQueue,
        RemoteFiles,
        RemoteCallbacks,
        ModelList,
        ImageModels,
        PictureEditor,
        Trainer,
        Upscaler,
        VideoModel,
      ],
    };
  }
}
