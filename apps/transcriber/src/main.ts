import { InboxServer } from '@aisha/messaging';
import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { TranscriberConfig } from './config';

void start({
  name: 'transcriber',
  module: AppModule,
  config: TranscriberConfig,
  inbox: (app) => app.get(InboxServer),
});
