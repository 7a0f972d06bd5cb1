import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { ChatPageServer } from './chat-page.server';
import { SandboxConfig } from './config';

void start({
  name: 'sandbox',
  module: AppModule,
  config: SandboxConfig,
  opens: (app) => app.get(ChatPageServer).open(),
});
