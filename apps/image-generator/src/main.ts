import { InboxServer } from '@aisha/messaging';
import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { ImageGeneratorConfig } from './config';

void start({
  name: 'image-generator',
  module: AppModule,
  config: ImageGeneratorConfig,
  inbox: (app) => app.get(InboxServer),
});
