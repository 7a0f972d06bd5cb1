import { InboxServer } from '@aisha/messaging';
import { start } from '@aisha/platform/start';
import { AppModule } from './app.module';
import { BotGatewayConfig } from './config';

void start({ name: 'bot-gateway', module: AppModule, config: BotGatewayConfig, inbox: (app) => app.get(InboxServer) });
