import { MessagingModule, Sender } from '@aisha/messaging';
import { Clock, Logger, PlatformModule } from '@aisha/platform';
import { WebhookSignature } from '@aisha/providers/fal';
import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { WebhookReceiverConfig } from './config';
import { FalController } from './fal/fal.controller';
import { FalWebhook } from './fal/fal-webhook';
import { keepBodiesRaw } from './fal/raw-bodies';

/** The wiring of webhook-receiver. */
@Module({
  imports: [
    PlatformModule.forApp('webhook-receiver', WebhookReceiverConfig),
    MessagingModule.forSender({ config: WebhookReceiverConfig }),
  ],
  controllers: [FalController],
  providers: [
    {
      provide: WebhookSignature,
      inject: [WebhookReceiverConfig, Clock],
      useFactory: (config: WebhookReceiverConfig, clock: Clock) => new WebhookSignature(config.FAL_JWKS_URL, clock),
    },
    {
      provide: FalWebhook,
      inject: [WebhookReceiverConfig, WebhookSignature, Sender, Logger],
      useFactory: (config: WebhookReceiverConfig, signature: WebhookSignature, sender: Sender, log: Logger) =>
        new FalWebhook(config.WEBHOOK_SECRET, signature, sender, log),
    },
  ],
})
export class AppModule {
  constructor(host: HttpAdapterHost<FastifyAdapter>) {
    keepBodiesRaw(host.httpAdapter);
  }
}
