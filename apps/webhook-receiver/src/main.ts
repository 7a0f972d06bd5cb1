import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { WebhookReceiverConfig } from './config';

void start({ name: 'webhook-receiver', module: AppModule, config: WebhookReceiverConfig });
