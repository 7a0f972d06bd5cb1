import { MessagingModule } from '@aisha/messaging';
import { Clock, PlatformModule } from '@aisha/platform';
import { WebhookSignature } from '@aisha/providers/fal';
import { Module } from '@nestjs/common';
import { WebhookReceiverConfig } from './config';
import { FalWebhook, WebhookSecrets } from './fal/fal-webhook';
import { WebhookServer, WebhookAddress } from './fal/webhook-server';

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
    WebhookSecrets,
    FalWebhook,
    { provide: WebhookAddress, useExisting: WebhookReceiverConfig },
    WebhookServer,
  ],
})
export class AppModule {}
