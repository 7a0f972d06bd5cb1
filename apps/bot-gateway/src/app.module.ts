import { NamedMovements, StatementFiles } from './features/statement/statement-files';
import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { Health, PlatformModule } from '@aisha/platform';
import { StorageModule } from '@aisha/storage';
import { bot } from './bot';
import { Cards } from './engine/cards/cards';
import { BotGatewayConfig } from './config';
import { Deliveries } from './engine/deliveries/deliveries';
import { LinkedFiles, LinkRules } from './engine/links/linked-files';
import { features, fileBudgets, fileKindViews, orderKindViews } from './features';
import { RightsOfPeople } from './features/erasure/rights-by-operator.handlers';
import { OwnRightsOfPeople, WithdrawingFeatures } from './features/my-data-export/rights-of-people';
import { AvatarWordsStore } from './features/forgotten-avatars/avatar-words.store';
import { ForgetAvatars } from './features/forgotten-avatars/forget-avatars';
import { ErasureStore } from './features/erasure/erasure.store';
import { ErasureNews, OwnFiles } from './features/erasure/erasure-news';
import { Erasures } from './features/erasure/erasures';
import { ExportPacker } from './features/my-data-packing/export-packer';
import { ExportProgress } from './features/my-data-export/export-progress';
import { ExportSources } from './features/my-data-export/pack-person.handler';
import { ArchivePacker, ForgetArchives } from './features/archives/archive-packer';
import { ArchiveSet } from './features/archives/archive-set';
import { KeepByRules } from './features/retention/keep-by-rules';
import { RetentionRuleStore } from './features/retention/retention-rule.store';
import { ForgetTickets } from './features/tickets/forget-tickets';
import { MeasureTrainingGain } from './features/training/order/measure-training-gain';
import { MeasureWaiting } from './features/waiting/measure-waiting';
import { DrawAtOnce } from './features/training/verdicts/draw-at-once';
import { TicketActs } from './features/tickets/ticket.handlers';
import { InviteCodeStore } from './features/invite/invite-code.store';
import { notesFirstPicture } from './features/sharing/arrival.store';
import { GroupVoices } from './features/group-voices/group-voices';
import { jobs } from './jobs';
import { Exports } from './orders/exports';
import { FileKinds } from './orders/file-kind';
import { OrderCards } from './orders/order-cards';
import { FileAnswers } from './free-files/file-answers';
import { FileBudgets, FileBudgetStore } from './free-files/file-budget.store';
import { ForgetFilePlaces } from './free-files/forget-file-places';
import { TelegramApi } from './engine/telegram/telegram-api';
import { TelegramFiles } from './engine/telegram/telegram-files';
import { ShardsConfig } from './engine/settings/shards.config';
import { LargeFilesConfig } from './engine/telegram/large-files.config';
import { LinkedFilesConfig, ConfiguredLinks } from './engine/links/links.config';

/** The wiring of the bot gateway. */
@Module({
  imports: [
    // The bot takes updates as soon as it has Postgres. Messages to other apps, and work that needs the storage, wait in the outbox.
    PlatformModule.forApp('bot-gateway', BotGatewayConfig, { takesInputThrough: ['postgres'] }),
    DatabaseModule.forSchema('bot', BotGatewayConfig),
    MessagingModule.forApp({ schema: 'bot', config: BotGatewayConfig, inbox: jobs }),
    StorageModule.forApp(BotGatewayConfig, 'bot-gateway'),
  ],
  providers: [
    ...bot(BotGatewayConfig),
    { provide: FileBudgets, useValue: fileBudgets },
    FileBudgetStore,
    { provide: LargeFilesConfig, useExisting: BotGatewayConfig },
    { provide: ShardsConfig, useExisting: BotGatewayConfig },
    TelegramFiles,
    { provide: LinkedFilesConfig, useExisting: BotGatewayConfig },
    { provide: LinkRules, useClass: ConfiguredLinks },
    LinkedFiles,
    ForgetFilePlaces,
    FileAnswers,
    InviteCodeStore,
    AvatarWordsStore,
    DrawAtOnce,
    ForgetAvatars,
    TicketActs,
    ForgetTickets,
    MeasureTrainingGain,
    MeasureWaiting,
    RetentionRuleStore,
    { provide: FileKinds, useValue: new FileKinds(fileKindViews) },
    KeepByRules,
    ArchivePacker,
    ArchiveSet,
    ForgetArchives,
    { provide: WithdrawingFeatures, useValue: new WithdrawingFeatures(features) },
    { provide: RightsOfPeople, useClass: OwnRightsOfPeople },
    { provide: NamedMovements, useValue: new NamedMovements(orderKindViews) },
    StatementFiles,
    ExportPacker,
    ExportProgress,
    ExportSources,
    ErasureStore,
    ErasureNews,
    OwnFiles,
    Erasures,
    Exports,
    {
      provide: OrderCards,
      inject: [Cards, Deliveries, GroupVoices],
      useFactory: (cards: Cards, deliveries: Deliveries, { ended }: GroupVoices) =>
        new OrderCards(cards, deliveries, orderKindViews, ended, notesFirstPicture),
    },
  ],
})
export class AppModule {
  constructor(api: TelegramApi, health: Health) {
    // While Telegram is down, updates wait at Telegram and messages wait here.
    health.dependsOn('telegram', () => api.isThere());
  }
}
