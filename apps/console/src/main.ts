import { InboxServer } from '@aisha/messaging';
import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { ConsoleConfig } from './config';
import { DeskServer } from './server/desk.server';

void start({
  name: 'console',
  module: AppModule,
  config: ConsoleConfig,
  inbox: (app) => app.get(InboxServer),
  opens: (app) => app.get(DeskServer).open(app),
});
