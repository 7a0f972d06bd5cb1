import { InboxServer } from '@aisha/messaging';
import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { AvatarTrainerConfig } from './config';

void start({
  name: 'avatar-trainer',
  module: AppModule,
  config: AvatarTrainerConfig,
  inbox: (app) => app.get(InboxServer),
});
