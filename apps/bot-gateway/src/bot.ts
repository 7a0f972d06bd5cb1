import type { Database } from '@aisha/database';
import type { Outbox } from '@aisha/messaging';
import type { Clock, Logger } from '@aisha/platform';
import { StorageWatch, type ObjectStore } from '@aisha/storage';
import { CardStore } from './engine/cards/card.store';
import { Cards } from './engine/cards/cards';
import { CallbackSignature } from './engine/screen/callback-signature';
import { ConversationStore } from './engine/conversation/conversation.store';
import { Conversations } from './engine/conversation/conversations';
import type { Feature } from './engine/conversation/feature';
import { PendingChangeStore } from './engine/conversation/pending-change.store';
import { Registry } from './engine/conversation/registry';
import { BroadcastStore } from './engine/deliveries/broadcast.store';
import { Deliveries } from './engine/deliveries/deliveries';
import { DeliveryStore } from './engine/deliveries/delivery.store';
import type { RateLimits } from './engine/deliveries/rate-limits';
import { RateLimiterStore } from './engine/deliveries/rate-limiter.store';
import { DeliverySender } from './engine/deliveries/sender';
import type { DeliveryTimeouts } from './engine/deliveries/timeouts';
import { Groups } from './features/groups/groups';
import { GroupVoices } from './features/transcribe/in-groups/group-voices';
import { PersonStore } from './engine/people/person.store';
import { setBotProfile } from './engine/telegram/bot-profile';
import { setCommandMenu } from './engine/telegram/command-menu';
import { ChatQueues } from './engine/telegram/chat-queues';
import { Polling } from './engine/telegram/polling';
import { PollingLeaseStore } from './engine/telegram/polling-lease.store';
import { PreCheckout } from './engine/telegram/pre-checkout';
import { TelegramApi } from './engine/telegram/telegram-api';
import { TelegramSender } from './engine/telegram/telegram-sender';
import { StarTransactionStore } from './engine/telegram/star-transaction.store';
import { StarTransactions } from './engine/telegram/star-transactions';
import { UpdateStore } from './engine/telegram/update.store';
import { Webhook, type WebhookOptions } from './engine/telegram/webhook';
import type { Readers } from './engine/conversation/readers';

export interface BotParts {
  /** The process's name: its own among those that run, and the same when it runs again. */
  readonly replica: string;
  readonly token: string;
  /** Signs buttons. */
  readonly callbackSecret: string;
  readonly apiRoot: string;
  /** Without it the bot polls. */
  readonly webhook?: WebhookOptions;
  readonly features: readonly Feature[];
  readonly database: Database;
  readonly readers: Readers;
  readonly outbox: Outbox;
  readonly objects: ObjectStore;
  /** Between two looks whether the storage answers. */
  readonly storageEveryMs?: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Telegram's by default. */
  readonly rateLimits?: RateLimits;
  readonly deliveryTimeouts?: DeliveryTimeouts;
  readonly cardPauses?: number;
  readonly starsEveryMs?: number;
}

/** Connects Telegram with the conversations; one per process, any number of processes. */
export class Bot {
  readonly api: TelegramApi;
  readonly registry: Registry;
  readonly people: PersonStore;
  readonly deliveries = new Deliveries();
  readonly cards: Cards;
  readonly conversations: Conversations;
  readonly groupVoices: GroupVoices;
  readonly storage: StorageWatch;
  private readonly groups: Groups;
  private readonly sender: DeliverySender;
  private readonly queues: ChatQueues;
  private readonly stars: StarTransactions;
  private readonly updates: Polling | Webhook;
  private readonly log: Logger;

  constructor(parts: BotParts) {
    const { database, log, outbox, clock } = parts;
    const { deliveries } = this;
    const cardStore = new CardStore();
    const conversationStore = new ConversationStore();
    const updateStore = new UpdateStore();
    const signature = new CallbackSignature(parts.callbackSecret);
    this.log = log;
    this.api = new TelegramApi(parts.token, parts.apiRoot);
    this.registry = new Registry(parts.features);
    this.people = new PersonStore(outbox);
    this.storage = new StorageWatch(parts.objects, log, parts.storageEveryMs);
    this.cards = new Cards(cardStore, deliveries, parts.cardPauses);

    const limiter = new RateLimiterStore(database, parts.rateLimits);
    this.sender = new DeliverySender({
      database,
      deliveries,
      limiter,
      log,
      store: new DeliveryStore(database, limiter.limits),
      broadcasts: new BroadcastStore(database),
      sender: new TelegramSender(this.api, parts.objects, signature, log),
      people: this.people,
      ...(parts.deliveryTimeouts && { timeouts: parts.deliveryTimeouts }),
    });
    this.conversations = new Conversations({
      registry: this.registry,
      readers: parts.readers,
      store: conversationStore,
      people: this.people,
      deliveries,
      cards: this.cards,
      changes: new PendingChangeStore(),
      outbox,
      storage: this.storage,
      clock,
      log,
    });
    const { people, cards, api, storage } = this;
    const { readers } = parts;
    this.groupVoices = new GroupVoices({ people, cards, deliveries, readers, outbox, storage, signature });
    const { ask, press } = this.groupVoices;
    this.groups = new Groups({ api, limiter, log, commands: this.registry.commands, ask, press });
    this.queues = new ChatQueues({
      database,
      deliveries,
      conversations: this.conversations,
      log,
      signature,
      store: updateStore,
      people: this.people,
      onGroup: this.groups.handle,
      waitsForGaps: parts.webhook !== undefined,
    });
    const starStore = new StarTransactionStore(database, this.people, outbox);
    this.stars = new StarTransactions({
      api: this.api,
      database,
      clock,
      log,
      store: starStore,
      ...(parts.starsEveryMs && { everyMs: parts.starsEveryMs }),
    });
    const preCheckout = new PreCheckout(this.api, this.registry, log);
    const { queues, stars } = this;
    const intake = { api, database, store: updateStore, queues, stars, preCheckout, log };
    this.updates = parts.webhook
      ? new Webhook(parts.webhook, intake)
      : new Polling({ ...intake, clock, lease: new PollingLeaseStore(database, parts.replica) });
  }

  /** Starts the sender before it listens, so the first answer goes out at once. */
  async start(): Promise<void> {
    this.storage.start();
    this.sender.start();
    this.queues.start();
    this.stars.start();
    await this.updates.start();
    // The bot works without them; the next start tries again.
    setBotProfile(this.api).catch((error: unknown) => this.log.failed('profile.not-set', error));
    setCommandMenu(this.api, this.registry).catch((error: unknown) => this.log.failed('commands.not-listed', error));
  }

  /** Takes no new updates, and finishes the handling and sending under way. The rest is stored. */
  async stop(): Promise<void> {
    await this.updates.stop();
    await this.queues.stop();
    await this.groups.stop();
    await this.stars.stop();
    await this.sender.stop();
    await this.storage.stop();
  }
}
