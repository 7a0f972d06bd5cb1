import { Module, type Type } from '@nestjs/common';
import { Database, DatabaseModule, ownedFilesOf } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { CostsModule, modelWatch, remoteOrders } from '@aisha/orders';
import { PlatformModule } from '@aisha/platform';
import { CatalogueModule } from '@aisha/providers/catalogue';
import { falSlots, FalModule } from '@aisha/providers/fal';
import { forgetUnowned, StorageModule } from '@aisha/storage';
import { PhotoEnhancerConfig } from './config';
import { jobs } from './jobs';
import { GfpganContainer, GfpganOptions } from './gfpgan/gfpgan-container';
import { ForgetContainers } from './gfpgan/forget-containers';
import { ForgetOriginals } from './restoration/forget-originals';
import { RestorationByModel, RestorationTimeouts } from './restoration/restoration-by-model.work';
import { RestorationInDocker } from './restoration/restoration-in-docker.work';
import { ResultFiles } from './restoration/result-files';

/** The backend that this installation has chosen. */
class Restoration {}
type Backend = Type<RestorationByModel | RestorationInDocker>;

/** The wiring of photo-enhancer. */
@Module({
  imports: [
    PlatformModule.forApp('photo-enhancer', PhotoEnhancerConfig),
    CatalogueModule.forApp(PhotoEnhancerConfig),
    DatabaseModule.forSchema('enhancer', PhotoEnhancerConfig),
    MessagingModule.forApp({ schema: 'enhancer', config: PhotoEnhancerConfig, inbox: jobs }),
    CostsModule.forSchema('enhancer', PhotoEnhancerConfig),
    StorageModule.forApp(PhotoEnhancerConfig, 'photo-enhancer'),
    FalModule.forApp(PhotoEnhancerConfig),
  ],
  providers: [
    ResultFiles,
    ForgetOriginals,
    forgetUnowned({
      app: 'photo-enhancer',
      config: PhotoEnhancerConfig,
      owners: Database,
      filesOf: (database: Database) => ownedFilesOf(database, 'photo-enhancer'),
    }),
    GfpganOptions,
    GfpganContainer,
    ForgetContainers,
    RestorationTimeouts,
    RestorationByModel,
    RestorationInDocker,
    {
      provide: Restoration,
      inject: [PhotoEnhancerConfig, RestorationByModel, RestorationInDocker],
      useFactory: (config: PhotoEnhancerConfig, byModel: RestorationByModel, inDocker: RestorationInDocker) =>
        config.RESTORATION_BACKEND === 'docker' ? inDocker : byModel,
    },
    modelWatch({
      schema: 'enhancer',
      config: PhotoEnhancerConfig,
      needs: ({ RESTORATION_BACKEND }) => {
        const models = RESTORATION_BACKEND === 'docker' ? [] : [{ does: 'upscale' as const }];
        return { 'restoration.x2': models, 'restoration.x4': models };
      },
    }),
    ...remoteOrders({
      schema: 'enhancer',
      config: PhotoEnhancerConfig,
      account: falSlots,
      works: { restoration: Restoration as Backend },
    }),
  ],
})
export class AppModule {}
