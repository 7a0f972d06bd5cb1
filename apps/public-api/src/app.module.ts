import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { PlatformModule } from '@aisha/platform';
import { StorageModule } from '@aisha/storage';
import { Account } from './account/account';
import { Answers } from './answers/answers';
import { ForgetOldRows } from './retention/forget-old-rows';
import { IdempotentAnswerStore } from './answers/idempotent-answer.store';
import { PublicApiConfig } from './config';
import { ClockAndLog, SendWebhooks } from './delivery/send-webhooks';
import { WebhookClient } from './webhooks/webhook-client';
import { WriteEnds } from './delivery/write-ends';
import { FileChecks } from './files/file-checks';
import { FileKeeping, Files } from './files/files';
import { UploadedFileStore } from './files/uploaded-file.store';
import { ApiServer } from './server/api-server';
import { jobs } from './jobs';
import { ApiKeyStore } from './keys/api-key.store';
import { ApiKeys } from './keys/api-keys';
import { RequestLimits } from './limits/request-limits.store';
import { OfferedFiles } from './offers/kind/offered-files';
import { Offers } from './offers/offers';
import { OrderViews } from './orders/order-views';
import { Orders } from './orders/orders';
import { PlacedOrderStore } from './orders/placed-order.store';
import { Results } from './results/results';
import { PersonRoom } from './uploads/person-room';
import { UploadPlaces } from './uploads/upload-places';
import { Webhooks } from './webhooks/webhooks';
import { WebhookStore } from './webhooks/webhook.store';

/** The wiring of the public API. */
@Module({
  imports: [
    // A request needs only Postgres, because its messages wait in the outbox.
    PlatformModule.forApp('public-api', PublicApiConfig, { takesInputThrough: ['postgres'] }),
    DatabaseModule.forSchema('api', PublicApiConfig),
    MessagingModule.forApp({ schema: 'api', config: PublicApiConfig, inbox: jobs }),
    StorageModule.forApp(PublicApiConfig, 'public-api'),
  ],
  providers: [
    Account,
    ApiKeyStore,
    ApiKeys,
    IdempotentAnswerStore,
    Answers,
    ForgetOldRows,
    RequestLimits,
    UploadedFileStore,
    UploadPlaces,
    PersonRoom,
    FileChecks,
    FileKeeping,
    Files,
    OfferedFiles,
    Offers,
    Orders,
    OrderViews,
    PlacedOrderStore,
    Results,
    WebhookStore,
    Webhooks,
    WebhookClient,
    ClockAndLog,
    SendWebhooks,
    WriteEnds,
    ApiServer,
  ],
})
export class AppModule {}
