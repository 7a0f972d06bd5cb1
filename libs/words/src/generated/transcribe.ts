// Made from ru/transcribe.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface TranscribeWords {
  readonly notAudio: Html;
  readonly listening: (told: { readonly more: number }) => Html;
  readonly stillListening: Html;
  readonly measured: (told: { readonly seconds: number }) => Html;
  readonly noPrice: Html;
  readonly refused: (told: {
    readonly refusal:
      | 'not-fetched'
      | 'deleted'
      | 'not-a-recording'
      | 'no-sound'
      | 'no-speech'
      | 'too-long'
      | 'too-many-at-once'
      | 'too-many-today'
      | 'link-unreachable'
      | 'link-not-allowed'
      | 'link-too-large'
      | 'link-page'
      | 'too-many-links'
      | 'storage-full'
      | 'unavailable';
    readonly linkMb: Shown | Html;
    readonly more: number;
  }) => Html;
  readonly oneMore: Html;
  readonly enough: (told: { readonly waiting: Shown | Html }) => Html;
  readonly askLanguage: Html;
  readonly badWords: Html;
  readonly list: (told: { readonly words?: Shown | Html | null | undefined; readonly isAny: boolean }) => Html;
  readonly askTitle: (told: { readonly title?: Shown | Html | null | undefined }) => Html;
  readonly badTitle: Html;
  readonly askSpeaker: (told: {
    readonly name?: Shown | Html | null | undefined;
    readonly label: Shown | Html;
    readonly said: Shown | Html;
    readonly known: number | bigint;
  }) => Html;
  readonly badSpeaker: Html;
  readonly askRemove: Html;
  readonly removed: Html;
  readonly exported: (told: { readonly title?: Shown | Html | null | undefined }) => Html;
  readonly gone: Html;
  readonly ask: (told: {
    readonly chatMb: Shown | Html;
    readonly hasLargerLinks: boolean;
    readonly linkMb: Shown | Html;
    readonly perMinute: CentiCredits;
  }) => Html;
  readonly tooLarge: (told: { readonly chatMb: Shown | Html; readonly hasLargerLinks: boolean }) => Html;
  /** $free and $speech are seconds; $freeADay is how much speech is free in 24 hours, $againInMs how long until there is free speech again. */
  readonly confirm: (told: {
    readonly seconds: number;
    readonly speech: number;
    readonly free: number;
    readonly freeADay: number;
    readonly againInMs?: number | null | undefined;
    readonly isAllFree: boolean;
    readonly more: number;
    readonly price: CentiCredits;
  }) => Html;
  readonly askWords: (told: { readonly words?: Shown | Html | null | undefined }) => Html;
  readonly opened: (told: {
    readonly title?: Shown | Html | null | undefined;
    readonly date: Shown | Html;
    readonly seconds: number;
    readonly speakers: number;
    readonly preview: Shown | Html;
  }) => Html;
  readonly delivered: (told: {
    readonly preview: Shown | Html;
    readonly seconds: number;
    readonly speakers: number;
  }) => Html;
  /** $voices: the first words of each voice, each as the message below. */
  readonly whoSpeaks: (told: { readonly voices: Shown | Html }) => Html;
  readonly voiceSays: (told: { readonly name: Shown | Html; readonly said: Shown | Html }) => Html;
  readonly askFormat: (told: { readonly hasPdf: boolean }) => Html;
  readonly orderDelivered: Html;
  /** Below a text in which a part of the recording is missing. */
  readonly orderIncomplete: (told: { readonly isCancelled: boolean }) => Html;
  readonly removeSomeNote: Html;
  readonly menu: string;
  readonly back: string;
  readonly toOffer: string;
  readonly again: string;
  readonly following: string;
  readonly another: string;
  readonly promise: string;
  readonly spoken: (told: { readonly name?: Shown | null | undefined }) => string;
  readonly anyLanguage: string;
  readonly myWords: (told: { readonly known: number | bigint }) => string;
  readonly eraseWords: string;
  readonly start: string;
  readonly what: (told: { readonly seconds: number }) => string;
  readonly mine: string;
  readonly aloud: string;
  readonly makeDocument: string;
  readonly askIt: string;
  readonly askAll: string;
  readonly all: string;
  readonly toList: string;
  readonly rename: string;
  readonly remove: string;
  readonly speakers: string;
  readonly voice: (told: { readonly label: Shown }) => string;
  readonly removeSurely: string;
  readonly keep: string;
  readonly openIt: string;
  readonly asFile: string;
  readonly untitled: (told: { readonly date: Shown }) => string;
  readonly line: (told: { readonly date: Shown; readonly opening: Shown }) => string;
  readonly older: string;
  readonly newest: string;
  /** The file name of a transcript without a title; its day follows. */
  readonly fileName: string;
  readonly recordingMany: string;
  readonly recordingOne: string;
  readonly recordingFile: string;
  readonly useWriteDown: string;
  readonly useOpenText: string;
  readonly entryTranscribe: string;
  readonly entryTranscripts: string;
  readonly commandTranscribe: string;
  readonly flowTitle: string;
  readonly transcriptMany: string;
  readonly transcriptOne: string;
  readonly transcriptFile: string;
  readonly transcriptRemovedWith: string;
  readonly orderTitle: string;
  readonly orderShortTitle: string;
  readonly orderPreparing: string;
  readonly orderAgain: string;
  readonly orderUnits: (told: { readonly minutes: Shown }) => string;
  /** How many: «3 расшифровки», in the accusative. */
  readonly some: (told: { readonly count: number }) => string;
}

export const transcribeTexts = messages<TranscribeWords>('transcribe', {
  notAudio: 'html',
  listening: 'html()',
  stillListening: 'html',
  measured: 'html()',
  noPrice: 'html',
  refused: 'html()',
  oneMore: 'html',
  enough: 'html()',
  askLanguage: 'html',
  badWords: 'html',
  list: 'html()',
  askTitle: 'html()',
  badTitle: 'html',
  askSpeaker: 'html()',
  badSpeaker: 'html',
  askRemove: 'html',
  removed: 'html',
  exported: 'html()',
  gone: 'html',
  ask: 'html()',
  tooLarge: 'html()',
  confirm: 'html()',
  askWords: 'html()',
  opened: 'html()',
  delivered: 'html()',
  whoSpeaks: 'html()',
  voiceSays: 'html()',
  askFormat: 'html()',
  orderDelivered: 'html',
  orderIncomplete: 'html()',
  removeSomeNote: 'html',
  menu: 'plain',
  back: 'plain',
  toOffer: 'plain',
  again: 'plain',
  following: 'plain',
  another: 'plain',
  promise: 'plain',
  spoken: 'plain()',
  anyLanguage: 'plain',
  myWords: 'plain()',
  eraseWords: 'plain',
  start: 'plain',
  what: 'plain()',
  mine: 'plain',
  aloud: 'plain',
  makeDocument: 'plain',
  askIt: 'plain',
  askAll: 'plain',
  all: 'plain',
  toList: 'plain',
  rename: 'plain',
  remove: 'plain',
  speakers: 'plain',
  voice: 'plain()',
  removeSurely: 'plain',
  keep: 'plain',
  openIt: 'plain',
  asFile: 'plain',
  untitled: 'plain()',
  line: 'plain()',
  older: 'plain',
  newest: 'plain',
  fileName: 'plain',
  recordingMany: 'plain',
  recordingOne: 'plain',
  recordingFile: 'plain',
  useWriteDown: 'plain',
  useOpenText: 'plain',
  entryTranscribe: 'plain',
  entryTranscripts: 'plain',
  commandTranscribe: 'plain',
  flowTitle: 'plain',
  transcriptMany: 'plain',
  transcriptOne: 'plain',
  transcriptFile: 'plain',
  transcriptRemovedWith: 'plain',
  orderTitle: 'plain',
  orderShortTitle: 'plain',
  orderPreparing: 'plain',
  orderAgain: 'plain',
  orderUnits: 'plain()',
  some: 'plain()',
});
