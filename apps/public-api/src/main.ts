import { InboxServer } from '@aisha/messaging';
import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { PublicApiConfig } from './config';

void start({
  name: 'public-api',
  module: AppModule,
  config: PublicApiConfig,
  inbox: (app) => app.get(InboxServer),
});
