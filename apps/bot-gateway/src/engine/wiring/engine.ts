import type { Provider, Type } from '@nestjs/common';
import type { Language } from '@aisha/domain';
import { StorageWatch } from '@aisha/storage';
import { CardStore } from '../cards/card.store';
import { Cards } from '../cards/cards';
import { Conversations } from '../conversation/conversations';
import { Effects } from '../conversation/effects';
import type { Feature } from '../conversation/feature';
import { Moment } from '../conversation/moment';
import { GivenSettings, Readers } from '../conversation/readers';
import { Registry } from '../conversation/registry';
import { BroadcastStore } from '../deliveries/broadcast.store';
import { CountedAttempts } from '../deliveries/counted-attempts';
import { Deliveries } from '../deliveries/deliveries';
import { FailedDeliveries } from '../deliveries/failed-deliveries';
import { DeliveryStore } from '../deliveries/delivery.store';
import { MessageSender } from '../deliveries/message-sender';
import { PacedSender } from '../deliveries/paced-sender';
import { RateLimits } from '../deliveries/rate-limits';
import { RateLimiterStore } from '../deliveries/rate-limiter.store';
import { DeliverySender } from '../deliveries/sender';
import { UnsentDeliveries } from '../deliveries/unsent-deliveries';
import { DeliveryUpkeep } from '../deliveries/upkeep';
import { OwnPictures, PicturesFolder } from '../deliveries/own-pictures';
import { OwnedFiles } from '../deliveries/owned-files';
import { Accounts } from '../people/accounts';
import { MeasurePeople } from '../people/measure-people';
import { PastGuestStore } from '../people/past-guest.store';
import { PersonStore } from '../people/person.store';
import { CallbackSecret, CallbackSignature } from '../screen/callback-signature';
import { EngineConfig } from '../settings/engine.config';
import { ArrivedUpdates } from '../telegram/arrived-updates';
import { ChatQueues } from '../telegram/chat-queues';
import { GroupHandler } from '../telegram/group-update';
import { Intake, UpdateSource } from '../telegram/intake';
import { Introduction } from '../telegram/introduction';
import { PersonShardStore } from '../telegram/person-shard.store';
import { Polling } from '../telegram/polling';
import { PollingLeaseStore, Replica } from '../telegram/polling-lease.store';
import { BotName } from '../telegram/bot-name';
import { BotProfile, type BotWords } from '../telegram/bot-profile';
import { CheckoutStore } from '../telegram/checkout.store';
import { MessageFiles } from '../telegram/message-files';
import { PreCheckout } from '../telegram/pre-checkout';
import { Shards } from '../telegram/shards';
import { StarTransactionStore } from '../telegram/star-transaction.store';
import { StarTransactions } from '../telegram/star-transactions';
import { TelegramAccount, TelegramApi } from '../telegram/telegram-api';
import { TelegramSubscriptions } from '../telegram/telegram-subscriptions';
import { TelegramSender } from '../telegram/telegram-sender';
import { UpdateStore } from '../telegram/update.store';
import { Webhook } from '../telegram/webhook';
import { WebhookOptions } from '../telegram/webhook.options';
import { StartAndStop } from './start-and-stop';

interface EngineOptions {
  /** The app's configuration, from which features also read their settings (`readers.settings`). */
  readonly config: Type<EngineConfig>;
  readonly features: readonly Feature[];
  /** The class that answers in groups. */
  readonly groups: Type<GroupHandler>;
  /** The class that knows which rows own stored files. */
  readonly files: Type<OwnedFiles>;
  /** The class that keeps the accounts of people. */
  readonly accounts: Type<Accounts>;
  /** The folder of the pictures that come with the bot. */
  readonly pictures: string;
  /** What Telegram shows of the bot. */
  readonly profile: Readonly<Record<Language, BotWords>>;
}

/**
 * The providers of the engine and of a bot's conversations, for the module of its app. A process has one engine, and any number of
 * processes may run. The module must also provide a `Database`, an `Outbox`, an `ObjectStore`, a `Clock` and a `Logger`.
 */
export const engine = ({ config, features, groups, files, accounts, pictures, profile }: EngineOptions): Provider[] => [
  // from the app
  { provide: EngineConfig, useExisting: config },
  { provide: GivenSettings, useExisting: config },
  { provide: Registry, useValue: new Registry(features) },
  groups,
  { provide: GroupHandler, useExisting: groups },
  { provide: OwnedFiles, useClass: files },
  { provide: Accounts, useClass: accounts },
  { provide: PicturesFolder, useValue: { path: pictures } },
  { provide: BotProfile, useValue: { words: profile } },
  // people, and the messages and cards that they see
  PastGuestStore,
  PersonStore,
  MeasurePeople,
  Deliveries,
  CardStore,
  Cards,
  // conversations
  Readers,
  Effects,
  StorageWatch,
  Moment,
  Conversations,
  // outgoing messages
  RateLimits,
  RateLimiterStore,
  DeliveryStore,
  BroadcastStore,
  CallbackSecret,
  CallbackSignature,
  TelegramAccount,
  TelegramApi,
  OwnPictures,
  MessageFiles,
  { provide: MessageSender, useClass: TelegramSender },
  PacedSender,
  CountedAttempts,
  FailedDeliveries,
  UnsentDeliveries,
  DeliveryUpkeep,
  DeliverySender,
  Introduction,
  // incoming updates
  UpdateStore,
  ArrivedUpdates,
  StarTransactionStore,
  StarTransactions,
  TelegramSubscriptions,
  CheckoutStore,
  PreCheckout,
  BotName,
  WebhookOptions,
  ChatQueues,
  Intake,
  PersonShardStore,
  Shards,
  Webhook,
  Replica,
  PollingLeaseStore,
  Polling,
  {
    provide: UpdateSource,
    inject: [WebhookOptions, Webhook, Polling],
    useFactory: ({ isOn }: WebhookOptions, webhook: Webhook, polling: Polling) => (isOn ? webhook : polling),
  },
  StartAndStop,
];
