import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { SandboxConfig } from './config';

void start({
  name: 'sandbox',
  module: AppModule,
  config: SandboxConfig,
  port: (config) => config.SANDBOX_PAGE_PORT,
});
