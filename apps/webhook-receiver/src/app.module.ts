import { MessagingModule, Sender } from '@aisha/messaging';
import { Clock, Logger, PlatformModule } from '@aisha/platform';
import { WebhookSignature } from '@aisha/providers/fal';
import { Module } from '@nestjs/common';
import { secretsOf, WebhookReceiverConfig } from './config';
import { FalWebhook } from './fal/fal-webhook';
import { WebhookServer } from './fal/webhook-server';

/** The wiring of webhook-receiver. */
@Module({
  imports: [
    PlatformModule.forApp('webhook-receiver', WebhookReceiverConfig, { takesInputThrough: ['queue'] }),
    MessagingModule.forSender({ config: WebhookReceiverConfig, login: 'receiver' }),
  ],
  providers: [
    {
      provide: WebhookSignature,
      inject: [WebhookReceiverConfig, Clock],
      useFactory: (config: WebhookReceiverConfig, clock: Clock) =>
        new WebhookSignature({ url: config.FAL_JWKS_URL, pauseMs: config.FAL_JWKS_PAUSE_MS }, clock),
    },
    {
      provide: FalWebhook,
      inject: [WebhookReceiverConfig, WebhookSignature, Sender, Logger],
      useFactory: (config: WebhookReceiverConfig, signature: WebhookSignature, sender: Sender, log: Logger) =>
        new FalWebhook(secretsOf(config), signature, sender, log),
    },
    {
      provide: WebhookServer,
      inject: [WebhookReceiverConfig, FalWebhook, Logger],
      useFactory: (config: WebhookReceiverConfig, webhook: FalWebhook, log: Logger) =>
        new WebhookServer(config, webhook, log),
    },
  ],
})
export class AppModule {}
