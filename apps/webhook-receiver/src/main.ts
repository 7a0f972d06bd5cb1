import { start } from '@aisha/platform';
import { AppModule } from './app.module';
import { WebhookReceiverConfig } from './config';
import { BODY_AT_MOST_BYTES } from './fal/raw-bodies';

void start({
  name: 'webhook-receiver',
  module: AppModule,
  config: WebhookReceiverConfig,
  port: (config) => config.API_PORT,
  bodyLimit: BODY_AT_MOST_BYTES,
});
