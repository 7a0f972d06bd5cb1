import { Injectable } from '@nestjs/common';
import { Database, ExpectedWaitReader, FreeWorkReader, OrderedThingsReader, type Transaction } from '@aisha/database';
import { BalanceReader, HistoryReader, HoldReader, PriceReader } from '@aisha/database/billing';
import {
  CardReader,
  ConsentReader,
  DeliveryReader,
  DraftReader,
  FileBudgetReader,
  MenuReader,
  PersonReader,
} from '@aisha/database/bot';
import {
  DocumentReader,
  EnhancementReader,
  GenerationReader,
  QuestionReader,
  SpeechReader,
  UpscaleReader,
} from '@aisha/kinds/tables';
import { WithFreeSpeech, WithFreeWork, WithWelcomeCredits } from '@aisha/orders/config';
import { WithFalConcurrency } from '@aisha/providers/fal';
import { WithLinkedFiles } from '../engine/links/links.config';
import { WithLargeFiles } from '../engine/telegram/large-files.config';
import { ChangedAvatars } from './changed-avatars';
import { ChangedFiles } from './changed-files';
import { ChangedPictures } from './changed-pictures';
import { ChangedTranscripts } from './changed-transcripts';

/** The settings that screens show. */
export class WorkSettings extends WithLargeFiles(
  WithLinkedFiles(WithFreeSpeech(WithWelcomeCredits(WithFreeWork(WithFalConcurrency(Object))))),
) {
  readonly SUPPORT_CONTACT?: string;
  /** 0: none. */
  readonly STORAGE_QUOTA_MB: number = 0;
}

/** Everything conversations may read, of any app's tables. Reading is free and direct; writing is a message to the owner. */
@Injectable()
export class Readers {
  readonly people: PersonReader;
  readonly drafts: DraftReader;
  readonly avatars: ChangedAvatars;
  readonly balances: BalanceReader;
  readonly budgets: FileBudgetReader;
  readonly cards: CardReader;
  readonly consents: ConsentReader;
  readonly deliveries: DeliveryReader;
  readonly enhancements: EnhancementReader;
  readonly documents: DocumentReader;
  readonly expectedWait: ExpectedWaitReader;
  readonly files: ChangedFiles;
  readonly generations: GenerationReader;
  readonly history: HistoryReader;
  readonly holds: HoldReader;
  readonly freeWork: FreeWorkReader;
  readonly menu: MenuReader;
  readonly orderedThings: OrderedThingsReader;
  readonly pictures: ChangedPictures;
  readonly prices: PriceReader;
  readonly transcripts: ChangedTranscripts;
  readonly questions: QuestionReader;
  readonly speeches: SpeechReader;
  readonly upscales: UpscaleReader;

  constructor(
    readonly database: Database,
    readonly settings: WorkSettings = new WorkSettings(),
  ) {
    this.people = new PersonReader(database);
    this.drafts = new DraftReader(database);
    this.avatars = new ChangedAvatars(database);
    this.balances = new BalanceReader(database);
    this.budgets = new FileBudgetReader(database);
    this.cards = new CardReader(database);
    this.consents = new ConsentReader(database);
    this.deliveries = new DeliveryReader(database);
    this.enhancements = new EnhancementReader(database);
    this.documents = new DocumentReader(database);
    this.expectedWait = new ExpectedWaitReader(database);
    this.files = new ChangedFiles(database);
    this.generations = new GenerationReader(database);
    this.history = new HistoryReader(database);
    this.holds = new HoldReader(database);
    this.freeWork = new FreeWorkReader(database);
    this.menu = new MenuReader(database);
    this.orderedThings = new OrderedThingsReader(database);
    this.pictures = new ChangedPictures(database);
    this.prices = new PriceReader(database);
    this.transcripts = new ChangedTranscripts(database);
    this.questions = new QuestionReader(database);
    this.speeches = new SpeechReader(database);
    this.upscales = new UpscaleReader(database);
  }

  /** The same inside a transaction: they see what it wrote, and take no second connection while it holds one. */
  within(tx: Transaction): Readers {
    return new Readers(Database.within(tx), this.settings);
  }
}
