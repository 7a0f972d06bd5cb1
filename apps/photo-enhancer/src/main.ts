import { InboxServer } from '@aisha/messaging';
import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { PhotoEnhancerConfig } from './config';

void start({
  name: 'photo-enhancer',
  module: AppModule,
  config: PhotoEnhancerConfig,
  inbox: (app) => app.get(InboxServer),
});
