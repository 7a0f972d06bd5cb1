import { InboxServer } from '@aisha/messaging';
import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { BillingConfig } from './config';

void start({ name: 'billing', module: AppModule, config: BillingConfig, inbox: (app) => app.get(InboxServer) });
