import { Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, DatabaseModule } from '@aisha/database';
import { MessagingModule, Outbox } from '@aisha/messaging';
import { Clock, Health, Logger, PlatformModule } from '@aisha/platform';
import { ObjectStore, StorageModule } from '@aisha/storage';
import { Bot } from './bot';
import { Cards } from './engine/cards/cards';
import { BotGatewayConfig, replicaOf, webhookOf } from './config';
import { Conversations } from './engine/conversation/conversations';
import { Registry } from './engine/conversation/registry';
import { Deliveries } from './engine/deliveries/deliveries';
import { LinkedFiles, LinkRules } from './engine/links/linked-files';
import { limitsTimes } from './engine/deliveries/rate-limits';
import { features, orderKindViews } from './features';
import { AvatarWordsStore } from './features/avatars/avatar-words.store';
import { ForgetAvatars } from './features/avatars/forget-avatars';
import { ArchivePacker } from './features/gallery/archive-packer';
import { ForgetArchives } from './features/gallery/forget-archives';
import { AskedInGroups } from './features/transcribe/asked-in-groups';
import { GroupVoices } from './features/transcribe/in-groups/group-voices';
import { jobs } from './jobs';
import { Exports } from './orders/exports';
import { OrderCards } from './orders/order-cards';
import { PersonStore } from './engine/people/person.store';
import { FileAnswers } from './free-files/file-answers';
import { FileBudgetStore } from './free-files/file-budget.store';
import { ForgetFilePlaces } from './free-files/forget-file-places';
import { UpdateStore } from './engine/telegram/update.store';
import { TelegramApi } from './engine/telegram/telegram-api';
import { TelegramFiles } from './engine/telegram/telegram-files';
import { Readers } from './engine/conversation/readers';
import { LargeFiles } from './engine/telegram/large-files.config';
import { LinkedFilesConfig, ConfiguredLinks } from './engine/links/links.config';

type Config = BotGatewayConfig;

/** The wiring of the bot gateway. */
@Module({
  imports: [
    // An update needs Postgres alone; what is sent to other apps and to the storage waits in the outbox.
    PlatformModule.forApp('bot-gateway', BotGatewayConfig, { takesInputThrough: ['postgres'] }),
    DatabaseModule.forSchema('bot', BotGatewayConfig),
    MessagingModule.forApp({ schema: 'bot', config: BotGatewayConfig, inbox: jobs }),
    StorageModule.forApp(BotGatewayConfig, { makesBuckets: false }),
  ],
  providers: [
    {
      provide: Readers,
      inject: [Database, BotGatewayConfig],
      useFactory: (database: Database, config: Config) => new Readers(database, config),
    },
    UpdateStore,
    {
      provide: Bot,
      inject: [BotGatewayConfig, Database, Readers, Outbox, ObjectStore, Clock, Logger],
      useFactory: (
        config: Config,
        database: Database,
        readers: Readers,
        outbox: Outbox,
        objects: ObjectStore,
        clock: Clock,
        log: Logger,
      ) =>
        new Bot({
          replica: replicaOf(config),
          token: config.TELEGRAM_BOT_TOKEN,
          callbackSecret: config.CALLBACK_SECRET ?? config.TELEGRAM_BOT_TOKEN,
          apiRoot: config.TELEGRAM_API_ROOT,
          ...webhookOf(config),
          features,
          rateLimits: limitsTimes(config.TELEGRAM_PACE),
          database,
          readers,
          outbox,
          objects,
          clock,
          log,
        }),
    },
    // The job handlers send through these.
    { provide: TelegramApi, inject: [Bot], useFactory: (bot: Bot) => bot.api },
    { provide: Deliveries, inject: [Bot], useFactory: (bot: Bot) => bot.deliveries },
    { provide: Cards, inject: [Bot], useFactory: (bot: Bot) => bot.cards },
    { provide: Conversations, inject: [Bot], useFactory: (bot: Bot) => bot.conversations },
    { provide: GroupVoices, inject: [Bot], useFactory: (bot: Bot) => bot.groupVoices },
    { provide: PersonStore, inject: [Bot], useFactory: (bot: Bot) => bot.people },
    FileBudgetStore,
    { provide: LargeFiles, useExisting: BotGatewayConfig },
    TelegramFiles,
    { provide: LinkedFilesConfig, useExisting: BotGatewayConfig },
    { provide: LinkRules, useClass: ConfiguredLinks },
    LinkedFiles,
    ForgetFilePlaces,
    FileAnswers,
    AvatarWordsStore,
    ForgetAvatars,
    ArchivePacker,
    ForgetArchives,
    Exports,
    { provide: Registry, inject: [Bot], useFactory: (bot: Bot) => bot.registry },
    { provide: AskedInGroups, useExisting: GroupVoices },
    {
      provide: OrderCards,
      inject: [Cards, Deliveries, GroupVoices],
      useFactory: (cards: Cards, deliveries: Deliveries, { ended }: GroupVoices) =>
        new OrderCards(cards, deliveries, orderKindViews, ended),
    },
  ],
})
export class AppModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly bot: Bot,
    health: Health,
  ) {
    // While Telegram is down, updates wait there and messages wait here.
    health.dependsOn('telegram', async () => void (await bot.api.call('getMe', {}, { timeoutMs: 2_500 })));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.bot.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.bot.stop();
  }
}
