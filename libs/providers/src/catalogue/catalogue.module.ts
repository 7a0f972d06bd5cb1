import { Module, type DynamicModule } from '@nestjs/common';
import type { ConfigClass } from '@aisha/platform';
import { catalogueWith, ModelCatalogue } from './catalogue';
import type { CatalogueConfig } from './catalogue.config';

/** Provides the one catalogue of an app to everything that names a model. */
@Module({})
export class CatalogueModule {
  static forApp<C extends CatalogueConfig>(config: ConfigClass<C>): DynamicModule {
    return {
      module: CatalogueModule,
      global: true,
      providers: [
        {
          provide: ModelCatalogue,
          inject: [config],
          useFactory: ({ MODEL_CATALOGUE_FILE }: C) => catalogueWith(MODEL_CATALOGUE_FILE),
        },
      ],
      exports: [ModelCatalogue],
    };
  }
}
