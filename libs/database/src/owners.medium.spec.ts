import type { ApiReader } from './api';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AvatarId, OrderId, PermissionId, PictureId, TelegramId, UserId } from '@aisha/domain';
import { afterThisTest, onPostgres, type PostgresHarness } from '@aisha/testing';
import type {
  BalanceReader,
  HistoryReader,
  HoldReader,
  PlanReader,
  PurchasesReader,
  SpendingReader,
  StatementReader,
} from './billing';
import type { PersonCardReader } from './people';
import {
  Card,
  Draft,
  type CardReader,
  type DeliveryReader,
  type DraftReader,
  type DrawingPermissionReader,
  type MenuReader,
  type PendingChangeReader,
  type PersonReader,
  MADE_WITHIN_DAYS,
  type RetentionReader,
  type SupportTicketReader,
} from './bot';
import { Database } from './connection/database';
import type { FileHistoryReader, OwnedFilesReader } from './files';
import type { FreeWorkReader } from './orders/free-work.reader';
import type { OrderedThingsReader } from './orders/ordered-things.reader';
import type { AvatarReader } from './trainer';
import { ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import type { RowOf } from '@aisha/kinds/fixtures';
import {
  type AnimationReader,
  type DocumentReader,
  type EditReader,
  type EnhancementReader,
  FILE_KINDS,
  FILE_ROWS,
  type FileKind,
  type GalleryReader,
  type GenerationReader,
  Transcript,
  type TranscriptReader,
  type UpscaleReader,
} from '@aisha/kinds/tables';
import { newId } from '@aisha/platform';

/** One of two people, with rows of their own. `many`: how many of each countable thing the person has. */
interface Owner {
  readonly userId: UserId;
  readonly telegramId: TelegramId;
  readonly many: number;
  readonly avatarId: AvatarId;
  readonly trainedId: AvatarId;
  readonly orders: Readonly<Record<OrderKind, OrderId>>;
  readonly pictureId: PictureId;
  readonly files: Readonly<Record<FileKind, string>>;
  readonly holdId: OrderId;
  readonly card: string;
  readonly messageId: number;
  /** The permission that a friend has given this person, and the one that this person has given. */
  readonly permissionId: PermissionId;
  readonly givenId: PermissionId;
  readonly friendId: UserId;
  /** JSON values that occur in an answer only if the answer is about this person. */
  readonly marks: readonly string[];
}

interface Ask<Reader> {
  /** Asks about the person's own rows. The answer must have the person's marks, or the number of their things. */
  readonly own: (reader: Reader, me: Owner) => Promise<unknown>;
  /** Asks as this person, but with another person's ids. */
  readonly foreign?: (reader: Reader, me: Owner, other: Owner) => Promise<unknown>;
}
const ask = <Reader>(own: Ask<Reader>['own'], foreign?: Ask<Reader>['foreign']): Ask<unknown> =>
  ({ own, foreign }) as Ask<unknown>;

const PAGE = { limit: 50 };
/** Everything that a reader yields one by one. */
const all = async <T>(some: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of some) found.push(one);
  return found;
};
const ALL_TIME = { from: new Date(0), to: new Date('2100-01-01') };
const NOTHING_FREE = { perDay: 0, perMonth: 0, ofAllPerDay: 1_000 };
const ALBUM = 'once:album';
/** All pictures have one name here, so the answers can be told apart only by the messages that show them. */
const FILE = 'files:a.jpg';
/** The file of a speech, as its fixture names it. */
const fileOf = ({ orders }: Owner) => `files:speech/${orders.speech}.mp3`;
const shownOf = ({ orders: { generation: orderId } }: Owner) => [{ orderId, filePath: FILE }];

const KINDS_FOLDER = path.join(__dirname, '../../kinds/src');
/** The `find` methods of readers of kinds, such as `AnimationReader.find`. */
const FINDS = Object.fromEntries(
  ORDER_KINDS.flatMap((kind) =>
    readdirSync(path.join(KINDS_FOLDER, kind))
      .filter((file) => file.endsWith('.reader.ts'))
      .map((file) => [
        `${file[0]!.toUpperCase()}${file.slice(1, -'.reader.ts'.length)}Reader.find`,
        ask<Pick<AnimationReader, 'find'>>(
          (reader, me) => reader.find(me.userId, me.orders[kind]),
          (reader, me, other) => reader.find(me.userId, other.orders[kind]),
        ),
      ]),
  ),
);

/** Every method that answers about one person. */
const OWNED: Record<string, Ask<unknown>> = {
  ...FINDS,
  'ApiReader.keysOf': ask<ApiReader>((reader, me) => reader.keysOf(me.userId)),
  'BalanceReader.of': ask<BalanceReader>((reader, me) => reader.of(me.userId)),
  'HistoryReader.page': ask<HistoryReader>(
    (reader, me) => reader.page(me.userId, PAGE),
    (reader, me, other) => reader.page(me.userId, { ...PAGE, before: other.holdId }),
  ),
  'HistoryReader.find': ask<HistoryReader>(
    (reader, me) => reader.find(me.userId, me.holdId),
    (reader, me, other) => reader.find(me.userId, other.holdId),
  ),
  // Reserved credits are part of both sums; `closing` without `held` is what the person can spend.
  'StatementReader.balances': ask<StatementReader>(async (reader, me) => {
    const { closing, held } = await reader.balances(me.userId, ALL_TIME);
    return { available: closing - held };
  }),
  'StatementReader.movements': ask<StatementReader>(async (reader, me) => {
    const { held } = await reader.balances(me.userId, ALL_TIME);
    const movements = await all(reader.movements(me.userId, ALL_TIME));
    return { available: movements.reduce((sum, { credits }) => sum + credits, -held) };
  }),
  'OrderedThingsReader.of': ask<OrderedThingsReader>(
    (reader, me) => reader.of(me.userId, [me.orders.generation]),
    async (reader, me, other) =>
      (await reader.of(me.userId, [other.orders.generation])).filter(
        ({ idea, avatar }) => idea !== null || avatar !== null,
      ),
  ),
  'CardReader.state': ask<CardReader>(
    (reader, me) => reader.state(me.userId, me.card),
    (reader, me, other) => reader.state(me.userId, other.card),
  ),
  'DeliveryReader.last': ask<DeliveryReader>((reader, me) => reader.last(me.userId, ALBUM)),
  'DeliveryReader.showing': ask<DeliveryReader>(
    (reader, me) => reader.showing(me.userId, shownOf(me), [ALBUM]),
    (reader, me, other) => reader.showing(me.userId, shownOf(other), [ALBUM]),
  ),
  'DeliveryReader.resultsOf': ask<DeliveryReader>(
    (reader, me) => reader.resultsOf(me.userId, me.orders.generation),
    (reader, me, other) => reader.resultsOf(me.userId, other.orders.generation),
  ),
  'DraftReader.of': ask<DraftReader>((reader, me) => reader.of(me.userId)),
  'DraftReader.find': ask<DraftReader>((reader, me) => reader.find(me.userId, { flow: 'flow-0', about: '' })),
  'DrawingPermissionReader.standing': ask<DrawingPermissionReader>(
    async (reader, me) =>
      (await reader.standing(me.userId, [me.permissionId], me.orders.together)).length === 1 ? me.many : 0,
    (reader, me, other) => reader.standing(me.userId, [other.permissionId], other.orders.together),
  ),
  'DrawingPermissionReader.received': ask<DrawingPermissionReader>((reader, me) => reader.received(me.userId)),
  'DrawingPermissionReader.given': ask<DrawingPermissionReader>((reader, me) => reader.given(me.userId)),
  'DrawingPermissionReader.answerTo': ask<DrawingPermissionReader>(
    (reader, me) => reader.answerTo(me.userId, me.permissionId),
    (reader, me, other) => reader.answerTo(me.userId, other.permissionId),
  ),
  'DrawingPermissionReader.countOpen': ask<DrawingPermissionReader>((reader, me) =>
    reader.countOpen(me.userId, new Date()),
  ),
  'DrawingPermissionReader.drawnBy': ask<DrawingPermissionReader>((reader, me) => reader.drawnBy(me.userId)),
  'DrawingPermissionReader.picturesWith': ask<DrawingPermissionReader>(
    async (reader, me) => ((await reader.picturesWith(me.friendId, me.userId)).length === 1 ? me.many : 0),
    (reader, me, other) => reader.picturesWith(other.friendId, me.userId),
  ),
  'DrawingPermissionReader.avatarsIn': ask<DrawingPermissionReader>(
    (reader, me) => reader.avatarsIn(me.userId, me.orders.together),
    (reader, me, other) => reader.avatarsIn(me.userId, other.orders.together),
  ),
  'RetentionReader.countAged': ask<RetentionReader>((reader, me) =>
    reader.countAged(me.userId, 'transcript', new Date(Date.now() + (MADE_WITHIN_DAYS + 1) * 86_400_000)),
  ),
  'PersonCardReader.find': ask<PersonCardReader>((reader, me) => reader.find(me.userId)),
  'PlanReader.all': ask<PlanReader>((reader, me) => reader.all(me.userId)),
  'PlanReader.of': ask<PlanReader>((reader, me) => reader.of(me.userId)),
  'PurchasesReader.judged': ask<PurchasesReader>(async (reader, me) =>
    (await reader.judged(me.userId, new Date())).length === 1 ? me.many : 0,
  ),
  'PurchasesReader.underWay': ask<PurchasesReader>(async (reader, me) =>
    (await reader.underWay(me.userId)).length === 1 ? me.many : 0,
  ),
  'SpendingReader.setting': ask<SpendingReader>((reader, me) => reader.setting(me.userId)),
  'SupportTicketReader.of': ask<SupportTicketReader>(async (reader, me) =>
    (await reader.of(me.userId)).open ? me.many : 0,
  ),
  'MenuReader.of': ask<MenuReader>((reader, me) => reader.of(me.userId)),
  'PendingChangeReader.of': ask<PendingChangeReader>((reader, me) => reader.of(me.userId)),
  'PendingChangeReader.ofPerson': ask<PendingChangeReader>((reader, me) => reader.ofPerson(me.userId)),
  'PersonReader.findById': ask<PersonReader>((reader, me) => reader.findById(me.userId)),
  'PersonReader.findByTelegramId': ask<PersonReader>((reader, me) => reader.findByTelegramId(me.telegramId)),
  'PersonReader.languageOf': ask<PersonReader>((reader, me) => reader.languageOf(me.userId)),
  'GenerationReader.order': ask<GenerationReader>(
    (reader, me) => reader.order(me.userId, me.orders.generation),
    (reader, me, other) => reader.order(me.userId, other.orders.generation),
  ),
  'GenerationReader.mainPhotoOf': ask<GenerationReader>(
    (reader, me) => reader.mainPhotoOf(me.userId, me.avatarId),
    (reader, me, other) => reader.mainPhotoOf(me.userId, other.avatarId),
  ),
  'GenerationReader.picture': ask<GenerationReader>(
    (reader, me) => reader.picture(me.userId, me.pictureId),
    (reader, me, other) => reader.picture(me.userId, other.pictureId),
  ),
  'GalleryReader.page': ask<GalleryReader>(
    (reader, me) => reader.page(me.userId, {}, PAGE),
    async (reader, me, other) => [
      (await reader.page(me.userId, { avatarId: other.avatarId }, PAGE)).pictures,
      (await reader.page(me.userId, { words: other.userId }, PAGE)).pictures,
    ],
  ),
  'GalleryReader.find': ask<GalleryReader>(
    (reader, me) => reader.find(me.userId, me.pictureId),
    (reader, me, other) => reader.find(me.userId, other.pictureId),
  ),
  'GalleryReader.lookGroups': ask<GalleryReader>((reader, me) => reader.lookGroups(me.userId)),
  'UpscaleReader.of': ask<UpscaleReader>(
    (reader, me) => reader.of(me.userId, [me.pictureId]),
    (reader, me, other) => reader.of(me.userId, [other.pictureId]),
  ),
  'AnimationReader.asked': ask<AnimationReader>(
    (reader, me) => reader.asked(me.userId, me.orders.animation),
    (reader, me, other) => reader.asked(me.userId, other.orders.animation),
  ),
  'EditReader.asked': ask<EditReader>(
    (reader, me) => reader.asked(me.userId, me.orders.edit),
    (reader, me, other) => reader.asked(me.userId, other.orders.edit),
  ),
  'EditReader.shows': ask<EditReader>(
    (reader, me) => reader.shows(me.userId, me.orders.edit),
    (reader, me, other) => reader.shows(me.userId, other.orders.edit),
  ),
  'EnhancementReader.photoOf': ask<EnhancementReader>(
    (reader, me) => reader.photoOf(me.userId, me.orders.restoration),
    (reader, me, other) => reader.photoOf(me.userId, other.orders.restoration),
  ),
  'FreeWorkReader.left': ask<FreeWorkReader>(
    async (reader, me) => -(await reader.left(me.userId, new Date(), NOTHING_FREE)),
  ),
  'AvatarReader.find': ask<AvatarReader>(
    (reader, me) => reader.find(me.userId, me.avatarId),
    (reader, me, other) => reader.find(me.userId, other.avatarId),
  ),
  'AvatarReader.findWithModel': ask<AvatarReader>(
    (reader, me) => reader.findWithModel(me.userId, me.avatarId),
    (reader, me, other) => reader.findWithModel(me.userId, other.avatarId),
  ),
  'AvatarReader.idOfTraining': ask<AvatarReader>(
    (reader, me) => reader.idOfTraining(me.userId, me.orders.training),
    (reader, me, other) => reader.idOfTraining(me.userId, other.orders.training),
  ),
  'AvatarReader.stopOf': ask<AvatarReader>(
    async (reader, me) => ((await reader.stopOf(me.userId, me.avatarId)) === 'reported' ? me.many : 0),
    (reader, me, other) => reader.stopOf(me.userId, other.avatarId),
  ),
  'AvatarReader.stoppedOf': ask<AvatarReader>((reader, me) => reader.stoppedOf(me.userId)),
  'AvatarReader.page': ask<AvatarReader>(
    (reader, me) => reader.page(me.userId, PAGE),
    (reader, me, other) => reader.page(me.userId, { ...PAGE, before: other.avatarId }),
  ),
  'AvatarReader.main': ask<AvatarReader>((reader, me) => reader.main(me.userId)),
  'AvatarReader.countUnfinished': ask<AvatarReader>((reader, me) => reader.countUnfinished(me.userId)),
  'AvatarReader.mainPhoto': ask<AvatarReader>(
    (reader, me) => reader.mainPhoto(me.userId, me.avatarId),
    (reader, me, other) => reader.mainPhoto(me.userId, other.avatarId),
  ),
  'AvatarReader.references': ask<AvatarReader>(
    (reader, me) => reader.references(me.userId, me.avatarId),
    (reader, me, other) => reader.references(me.userId, other.avatarId),
  ),
  'AvatarReader.photos': ask<AvatarReader>((reader, me) => reader.photos(me.avatarId)),
  'AvatarReader.guaranteeOf': ask<AvatarReader>(
    async (reader, me) => ((await reader.guaranteeOf(me.userId, me.avatarId, new Date())) === 'none' ? 0 : me.many),
    (reader, me, other) => reader.guaranteeOf(me.userId, other.avatarId, new Date()),
  ),
  'AvatarReader.countPhotos': ask<AvatarReader>((reader, me) => reader.countPhotos(me.avatarId)),
  'AvatarReader.openTraining': ask<AvatarReader>((reader, me) => reader.openTraining(me.trainedId)),
  'FileHistoryReader.page': ask<FileHistoryReader>(
    (reader, me) => reader.page(me.userId, PAGE),
    (reader, me, other) =>
      reader.page(me.userId, { ...PAGE, before: { kind: 'recording', id: other.orders.transcription } }),
  ),
  'FileHistoryReader.find': ask<FileHistoryReader>(
    (reader, me) => reader.find(me.userId, { kind: 'picture', id: me.pictureId }),
    (reader, me, other) =>
      Promise.all(FILE_KINDS.map((kind) => reader.find(me.userId, { kind, id: other.files[kind] }))),
  ),
  'FileHistoryReader.these': ask<FileHistoryReader>(
    (reader, me) => reader.these(me.userId, [{ kind: 'picture', id: me.pictureId }]),
    (reader, me, other) =>
      reader.these(
        me.userId,
        FILE_KINDS.map((kind) => ({ kind, id: other.files[kind] })),
      ),
  ),
  'FileHistoryReader.usage': ask<FileHistoryReader>(
    async (reader, me) => (await reader.usage(me.userId)).find(({ kind }) => kind === 'transcript')?.files,
  ),
  // The answer has only paths, so the ask says whose file it found.
  'OwnedFilesReader.named': ask<OwnedFilesReader>(
    async (reader, me) => (await reader.named(me.userId, [fileOf(me)])).map(() => me.userId),
    async (reader, me, other) => (await reader.named(me.userId, [fileOf(other)])).map(() => other.userId),
  ),
  'HoldReader.find': ask<HoldReader>(
    (reader, me) => reader.find(me.userId, me.holdId),
    (reader, me, other) => reader.find(me.userId, other.holdId),
  ),
  'HoldReader.firstWithFreeUnitsSince': ask<HoldReader>((reader, me) =>
    reader.firstWithFreeUnitsSince(me.userId, new Date(0)),
  ),
  'HoldReader.freeUnitsSince': ask<HoldReader>((reader, me) => reader.freeUnitsSince(me.userId, new Date(0))),
  'HoldReader.openOf': ask<HoldReader>((reader, me) => reader.openOf(me.userId)),
  'DocumentReader.lastTemplate': ask<DocumentReader>((reader, me) => reader.lastTemplate(me.userId)),
  'TranscriptReader.alike': ask<TranscriptReader>((reader, me) => reader.alike(me.userId, 'said', 9)),
  'TranscriptReader.named': ask<TranscriptReader>(
    (reader, me) => reader.named(me.userId, [me.orders.transcription]),
    (reader, me, other) => reader.named(me.userId, [other.orders.transcription]),
  ),
  'TranscriptReader.speakerNames': ask<TranscriptReader>((reader, me) => reader.speakerNames(me.userId, 9)),
  'TranscriptReader.page': ask<TranscriptReader>(
    (reader, me) => reader.page(me.userId, PAGE),
    async (reader, me, other) => [
      await reader.page(me.userId, { ...PAGE, before: other.orders.transcription }),
      await reader.page(me.userId, { ...PAGE, words: other.userId }),
    ],
  ),
};

/** The other methods, with the reason why they cannot show a person's rows to another. */
const OF_NO_PERSON: Record<string, string> = {
  'ExpectedWaitReader.of': 'seconds of waiting and of work, over all people',
  'UnsettledHoldsReader.find': 'for billing, over all people',
  'UnsettledHoldsReader.again': 'for billing, over all people',
  'BalanceReader.welcomeGift': 'an amount, of the person asked about',
  'ApiReader.isPlacedByApi': 'yes or no, of an order of the person asked about',
  'ConsentReader.isGiven': 'yes or no, of the person asked about',
  'ConsentReader.isCurrent': 'yes or no, of the person asked about',
  'ConsentReader.isAwaited': 'yes or no, of the person asked about',
  'FileBudgetReader.archives': 'an amount, of the person asked about',
  'StatementReader.months': 'months, of the person asked about',
  'StatementReader.period': 'when a month begins and ends',
  'FileBudgetReader.statements': 'an amount, of the person asked about',
  'FileBudgetReader.exports': 'an amount, of the person asked about',
  'FileBudgetReader.voiceSamples': 'an amount, of the person asked about',
  'FileBudgetReader.today': 'private',
  'HoldReader.isOpen': 'yes or no, for workers',
  'HoldReader.ensureOpen': 'yes or no, for workers',
  'FreeWorkReader.within': 'the reader itself',
  'FreeWorkReader.givenToAll': 'a sum over everybody',
  'LedgerCheckReader.progress': 'for operators',
  'CardReturnReader.open': 'for operators',
  'CardReturnReader.waiting': 'for operators',
  'FaceReportReader.page': 'for operators',
  'FaceReportReader.find': 'for operators',
  'FaceReportReader.avatars': 'for operators',
  'RetentionReader.keptFor': 'rules, the same for everybody',
  'LedgerCheckReader.violations': 'for operators',
  'LedgerInvariantsReader.violations': 'for operators',
  'LedgerInvariantsReader.violationsOf': 'for operators',
  'LedgerInvariantsReader.unsettled': 'for operators',
  'LedgerInvariantsReader.keyAfter': 'for operators',
  'ModelStateReader.all': 'about models',
  'ModelStateReader.offSale': 'about models',
  'BacklogReader.orders': 'for metrics',
  'BacklogReader.jobs': 'for metrics',
  'BacklogReader.withdrawals': 'for metrics',
  'OpenHoldsReader.byKind': 'for metrics',
  'PersonReader.counts': 'for metrics',
  'TurnoverReader.outstanding': 'for metrics, over all people',
  'TurnoverReader.charged': 'for metrics, over all people',
  'TurnoverReader.cost': 'for metrics, over all people',
  'TurnoverReader.byModel': 'for metrics, over all people',
  'TurnoverReader.byDay': 'for operators, over all people',
  'TurnoverReader.dollarsOfCredit': 'for metrics, over all people',
  'TurnoverReader.commission': 'for operators, over all people',
  'MonthReader.of': 'for the owner, over all people',
  'MonthReader.liability': 'private',
  'MonthReader.payments': 'private',
  'MonthReader.cards': 'private',
  'MonthReader.commission': 'private',
  'MonthReader.kinds': 'private',
  'MonthReader.moved': 'private',
  'TurnoverReader.paying': 'for metrics, over all people',
  'StarTransactionReader.confirmed': 'by the charge that Telegram names; billing compares the person',
  'CardReader.isWithdrawn': 'whether a text was taken out of a group, and nothing of it',
  'CardReader.ofVoice': 'what a group saw of a recording; its text is read as its person’s',
  'CardReader.lockVoice': 'a lock, and nothing read',
  'CardReader.askerOf': 'an id, to verify the signature of a button',
  'CardReader.keysOfText': 'which messages of a group show a text, by its person, and no word of it',
  'DeliveryReader.waitingIn': 'a number, of a chat',
  'DrawingPermissionReader.invitation': 'who asks, for whoever has the link',
  'AvatarReader.areStopped': 'yes or no, of ids that the person’s own results name',
  'AvatarReader.isDeleted': 'says of an id that it is gone, and nothing else',
  'EditReader.isOfFacesLongAgo': 'yes or no, of a picture of the person asked about',
  'GalleryReader.matching': 'private',
  'GenerationReader.firstDistances': 'numbers, of the person asked about',
  'GenerationReader.likenessByPath': 'numbers, over all people',
  'LedgerInvariantsReader.find': 'private',
  'BroadcastReader.audience': 'a number, over everybody',
  'BroadcastReader.audienceOf': 'a number, over everybody',
  'BroadcastReader.progress': 'numbers, over everybody',
  'BroadcastReader.find': 'a broadcast, for operators',
  'BroadcastReader.list': 'broadcasts, for operators',
  'DayNumbersReader.read': 'numbers of the day, over everybody',
  'SpendingReader.of': 'amounts, of the person asked about',
  'SpendingReader.spentInDay': 'an amount, of the person asked about',
  'SpendingReader.startOfTomorrow': 'a moment, by a time zone',
  'FileBudgetReader.dataExports': 'an amount, of the person asked about',
  'PersonCardReader.facts': 'private',
  'PersonCardReader.lastOrders': 'private',
  'PersonCardReader.orders': 'private',
  'PersonSearchReader.by': 'private',
  'PersonSearchReader.find': 'people by a name, for operators',
  'PlanReader.list': 'plans are the same for all people',
  'PlanReader.onSale': 'plans are the same for all people',
  'PurchasesReader.returnedByRule': 'private',
  'SupportTicketReader.find': 'a ticket by its number, for operators',
  'SupportTicketReader.messages': 'the messages of a ticket, for whoever has its id',
  'SupportTicketReader.page': 'tickets of everybody, for operators',
  'SupportTicketReader.waiting': 'a number, over everybody',
  'OperatorActReader.find': 'an act by its id, for operators',
  'OperatorActReader.page': 'acts of operators, for operators',
  'RetentionReader.newest': 'rules are the same for all people',
  'RetentionReader.agedFiles': 'the clock looks at files of everybody, by their age',
  'RetentionReader.trainedAvatars': 'the clock looks at avatars of everybody',
  'FreeSpeechReader.line': 'an amount, of the person asked about',
  'FreeSpeechReader.unitsADay': 'the same for all people',
  'AllowanceReader.at': 'allowances are the same for all people',
  'AllowanceReader.rows': 'allowances are the same for all people',
  'GiftReader.stateOf': 'what became of a gift that is the person’s own',
  'GiftReader.nameOfOpen': 'the name of a gift, for who has its link; no person is named',
  'GiftReader.giveable': 'an amount, of the person asked about',
  'GiftReader.givenSince': 'an amount, of the person asked about',
  'GiftReader.today': 'amounts, of the person asked about',
  'PackReader.packs': 'packs are the same for all people',
  'PackReader.discounts': 'discounts are the same for all people',
  'PackReader.cardPrices': 'prices are the same for all people',
  'PackReader.byCard': 'packs are the same for all people',
  'PackReader.list': 'packs are the same for all people',
  'PackReader.onSale': 'packs are the same for all people',
  'PersonReader.inviterBy': 'an id, for whoever has the link',
  'PriceReader.standing': 'private',
  'ReferralReader.mayGain': 'yes or no, of the person asked about',
  'ReferralReader.of': 'amounts, of the person asked about',
  'ReferralReader.next': 'amounts, of the person asked about',
  'RightsReader.underWay': 'numbers, over all people',
  'SellingReader.plans': 'private',
  'SellingReader.told': 'what items cost, the same for all people',
  'SellingReader.sold': 'prices are the same for all people',
  'SellingReader.promos': 'codes are the same for all people',
  'SellingReader.bonuses': 'private',
  'PriceReader.within': 'the reader itself',
  'PriceReader.quote': 'prices are the same for all people',
  'PriceReader.list': 'prices are the same for all people',
  'PriceReader.after': 'prices are the same for all people',
  'ProviderBillReader.lastReadAt': 'bills are of the account, and name no person',
  'ProviderBillReader.readings': 'bills are of the account, and name no person',
  'ProviderBillReader.week': 'bills are of the account, and name no person',
};

type ReaderClass = new (database: Database) => object;
const readers = new Map<string, ReaderClass>();
let postgres: PostgresHarness;
let asOwner: Database;
let anna: Owner;
let boris: Owner;

beforeAll(async () => {
  const files = [__dirname, KINDS_FOLDER].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  for (const file of files) {
    if (!file.endsWith('.reader.ts')) continue;
    const exported = (await import(file)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported))
      if (typeof value === 'function' && name.endsWith('Reader')) readers.set(name, value as ReaderClass);
  }
  postgres = await onPostgres('bot', { until: 'file' });
  // The readers read as the owner of the database, because this spec checks whose rows an answer holds; grants.medium.spec.ts checks who
  // may read them.
  asOwner = await Database.connect({ url: postgres.adminUrl, role: 'bot' });
  afterThisTest(() => asOwner.close(), 'file');
  anna = await owner({ many: 1, credits: 111, language: 'ru' });
  boris = await owner({ many: 2, credits: 222, language: 'en' });
});

/** Rows of one person in every table that a person can be shown. */
async function owner({
  many,
  credits,
  language,
}: {
  many: number;
  credits: number;
  language: 'ru' | 'en';
}): Promise<Owner> {
  const { admin, fixtures } = postgres;
  const { userId, telegramId } = await fixtures.person({ language });
  await fixtures.account({ userId, credits });
  const lookGroup = language === 'ru' ? 'cinema' : 'travel';
  const made: Omit<Owner, 'userId' | 'telegramId' | 'many' | 'marks'>[] = [];
  for (let n = 0; n < many; n += 1) {
    const avatar = await fixtures.avatar({
      userId,
      photos: many,
      references: many,
      isMain: n === 0,
      stoppedFor: 'reported',
    });
    const trained = await fixtures.avatar({ userId, photos: 0, status: 'training' });
    const orders = Object.fromEntries(ORDER_KINDS.map((kind) => [kind, newId()])) as Owner['orders'];
    const { generation, transcription: transcriptId } = orders;
    const pictureId = newId<PictureId>();
    const input = { kind: 'picture', orderId: generation, pictureId } as const;
    const more: { readonly [Kind in OrderKind]?: Partial<RowOf<Kind>> } = {
      training: { avatarId: trained.id, state: 'queued', delivered: 0 },
      generation: { input: { kind: 'avatar', avatarId: avatar.id } },
      upscale: { input },
      edit: { avatarId: avatar.id },
      together: { avatarId: avatar.id },
      document: { transcriptId, language, template: userId, points: [] },
      question: { transcriptId },
    };
    for (const kind of ORDER_KINDS) {
      const delivered = { userId, orderId: orders[kind], state: 'succeeded', delivered: 1 } as const;
      await fixtures.order(kind, { ...delivered, ...more[kind] });
    }
    const friendId = newId<UserId>();
    await fixtures.person({ userId: friendId, firstName: friendId });
    await fixtures.consent({ userId: friendId });
    const { id: friendsAvatar } = await fixtures.avatar({ userId: friendId, photos: 0 });
    const gives = { askerId: userId, giverId: friendId, avatarId: friendsAvatar };
    const { id: permissionId } = await fixtures.drawingPermission(gives);
    const given = { askerId: friendId, giverId: userId, avatarId: avatar.id };
    const { id: givenId } = await fixtures.drawingPermission(given);
    await fixtures.together({ userId: friendId, state: 'succeeded', delivered: 1, permissionIds: [givenId] });
    const waits = { giverId: null, answeredAt: null, avatarId: null, scope: null };
    await fixtures.drawingPermission({ askerId: userId, ...waits });
    const marked = { favouriteAt: new Date(), mainOf: avatar.id };
    await fixtures.picture({ id: pictureId, orderId: generation, lookGroup, ...marked });
    await fixtures.freeWork({ userId, microDollars: 1 });
    await admin.query(
      `INSERT INTO api.api_key (id, user_id, name, scopes, digest, ending) VALUES ($1, $2, 'shop', '{read}', $3, 'abcd')`,
      [newId(), userId, `${newId()}${newId()}`.replaceAll('-', '')],
    );
    const hold = await fixtures.hold({ userId, credits: 3, freeUnits: 1 });
    const text = {
      title: null,
      content: 'said',
      segments: [],
      speakers: { A: userId },
      documentPath: 'files:said.txt',
    };
    await admin.insert(Transcript, { orderId: transcriptId, userId, ...text, language: null, createdAt: new Date() });
    const files = await Promise.all(
      FILE_KINDS.map(async (kind) => {
        const { from, owner, id, kept } = FILE_ROWS[kind];
        const [file] = await admin.query(`SELECT ${id} AS id FROM ${from} WHERE ${owner} = $1 AND ${kept}`, [userId]);
        return [kind, file!['id']];
      }),
    );
    const times = { createdAt: new Date(), updatedAt: new Date() };
    const card = `order:${hold.orderId}`;
    await admin.insert(Card, { key: card, userId, messageId: null, state: { of: userId }, ...times });
    const draft = { flow: `flow-${n}`, about: '', step: 'name', draft: { of: userId }, version: 1 };
    await admin.insert(Draft, { userId, ...draft, updatedAt: new Date(), droppedAt: null });
    const messageId = 1_000_000 + telegramId * 10 + n;
    await admin.query(
      `INSERT INTO bot.delivery (user_id, chat_id, class, card_key, status, message_ids, trace_id, content, sent_at)
       VALUES ($1, $2, 'result', '${ALBUM}', 'sent', ARRAY[$3::bigint], $4, $5, now())`,
      [userId, telegramId, messageId, generation, JSON.stringify({ kind: 'album', pictures: [FILE] })],
    );
    await admin.query(
      `WITH asked AS (INSERT INTO bot.outbox (id, receiver, job, payload)
                      VALUES (gen_random_uuid(), 'avatar-trainer', 'delete-avatar', '{}') RETURNING id)
       INSERT INTO bot.pending_change (set_id, change, item_id, message_id) SELECT $1, 'removed', $2, id FROM asked`,
      [userId, trained.id],
    );
    made.push({
      avatarId: avatar.id,
      trainedId: trained.id,
      orders,
      pictureId,
      files: Object.fromEntries(files) as Owner['files'],
      holdId: hold.orderId,
      card,
      messageId,
      permissionId,
      givenId,
      friendId,
    });
  }
  const available = (credits - 3 * many) * 100;
  const marks = [
    userId,
    language,
    lookGroup,
    `${available}`,
    ...made.flatMap(({ orders, files: _, ...one }) => [...Object.values(one), ...Object.values(orders)]),
  ];
  await postgres.admin.query(
    `WITH bought AS (INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited)
       VALUES ($1::text, $1::uuid, 'small-1', 150, 10000), ('back-' || $1::text, $1::uuid, 'small-1', 150, 10000)),
     back AS (INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, asked_by)
       VALUES (gen_random_uuid(), 'back-' || $1::text, $1::uuid, 0, 'person')),
     posted AS (INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
       VALUES (gen_random_uuid(), 'purchase', $1::uuid, 10000, 'a pack', 'purchase:' || $1::text)),
     limits AS (INSERT INTO billing.spending_setting (user_id, time_zone) VALUES ($1::uuid, 'Europe/Moscow')),
     asked AS (INSERT INTO bot.support_ticket (id, user_id) VALUES (gen_random_uuid(), $1::uuid))
     INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
       VALUES ('first-' || $1::text, $1::uuid, 'month-400', 'active', now(), 'last', 1)`,
    [userId],
  );
  return { userId, telegramId, many, ...made.at(-1)!, marks: marks.map((mark) => JSON.stringify(mark)) };
}

const asked = async (method: string, question: 'own' | 'foreign', me: Owner, other: Owner): Promise<unknown> => {
  const [name = ''] = method.split('.');
  const reader = new (readers.get(name)!)(asOwner);
  return OWNED[method]![question]?.(reader, me, other);
};
const json = (answer: unknown): string =>
  JSON.stringify(answer ?? null, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
const marksIn = (answer: unknown, { marks }: Owner): string[] => marks.filter((mark) => json(answer).includes(mark));

describe('a reader', () => {
  it('every method of a reader is tried here, or listed with the reason why it shows nothing of a person', () => {
    const methods = [...readers].flatMap(([name, { prototype }]) =>
      Object.getOwnPropertyNames(prototype)
        .filter((method) => method !== 'constructor')
        .map((method) => `${name}.${method}`),
    );

    expect(methods.toSorted()).toEqual([...Object.keys(OWNED), ...Object.keys(OF_NO_PERSON)].toSorted());
  });

  describe.each([
    ['the one', () => [anna, boris]],
    ['the other', () => [boris, anna]],
  ] as [string, () => [Owner, Owner]][])('asked by %s of two people', (_, people) => {
    it.each(Object.keys(OWNED))('a reader answers only about the person who asks: %s', async (method) => {
      const [me, other] = people();

      const own = await asked(method, 'own', me, other);

      if (typeof own === 'number') expect(own).toBe(me.many);
      else expect(marksIn(own, me)).not.toEqual([]);
      expect(marksIn(own, other)).toEqual([]);
      expect(marksIn(await asked(method, 'foreign', me, other), other)).toEqual([]);
    });
  });
});
