// Made from ru/speech.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface SpeechWords {
  readonly ask: (told: { readonly perPart: CentiCredits }) => Html;
  readonly noWords: Html;
  readonly tooLong: Html;
  readonly noTimes: Html;
  readonly nothingSaid: Html;
  readonly partTooLong: Html;
  readonly gone: Html;
  readonly confirm: (told: {
    readonly characters: number;
    readonly seconds: number;
    readonly price: CentiCredits;
  }) => Html;
  readonly confirmFile: (told: {
    readonly name?: Shown | Html | null | undefined;
    readonly characters: number;
    readonly seconds: number;
    readonly price: CentiCredits;
  }) => Html;
  readonly sampling: Html;
  readonly noFreeSample: Html;
  readonly noSample: Html;
  readonly heardEnough: (told: { readonly aDay: Shown | Html }) => Html;
  readonly caption: (told: { readonly title: Shown | Html }) => Html;
  readonly askPart: (told: { readonly isTooLong: boolean; readonly length: Shown | Html }) => Html;
  readonly confirmTranscript: (told: {
    readonly stretch?: Shown | Html | null | undefined;
    readonly characters: number;
    readonly length: Shown | Html;
    readonly price: CentiCredits;
  }) => Html;
  readonly sampleOf: (told: {
    readonly voice: 'soft' | 'bright' | 'calm' | 'deep';
    readonly speed: Shown | Html;
  }) => Html;
  readonly orderDelivered: Html;
  /** Below a sound that has only the beginning of the text. */
  readonly orderIncomplete: (told: { readonly isCancelled: boolean }) => Html;
  readonly back: string;
  readonly readAll: string;
  readonly choosePart: string;
  readonly promise: string;
  readonly start: string;
  readonly voice: (told: { readonly isChosen: boolean; readonly voice: 'soft' | 'bright' | 'calm' | 'deep' }) => string;
  readonly speed: (told: { readonly isChosen: boolean; readonly speed: Shown }) => string;
  readonly listen: string;
  readonly aText: string;
  readonly aTranscript: (told: { readonly stretch?: Shown | null | undefined }) => string;
  readonly document: string;
  readonly voiceFile: string;
  readonly mp3File: string;
  readonly asMp3: string;
  readonly another: string;
  readonly useReadTranscript: string;
  readonly useReadAloud: string;
  readonly flowTitle: string;
  readonly entrySpeech: string;
  readonly commandSpeak: string;
  readonly fileMany: string;
  readonly fileOne: string;
  readonly fileName: string;
  readonly orderTitle: string;
  readonly orderShortTitle: string;
  readonly orderPreparing: string;
  readonly orderAgain: string;
  /** The voice says this sentence to a person who tries it. Each sample is made once, so after a change only new voices say the new sentence. */
  readonly sample: string;
}

export const speechTexts = messages<SpeechWords>('speech', {
  ask: 'html()',
  noWords: 'html',
  tooLong: 'html',
  noTimes: 'html',
  nothingSaid: 'html',
  partTooLong: 'html',
  gone: 'html',
  confirm: 'html()',
  confirmFile: 'html()',
  sampling: 'html',
  noFreeSample: 'html',
  noSample: 'html',
  heardEnough: 'html()',
  caption: 'html()',
  askPart: 'html()',
  confirmTranscript: 'html()',
  sampleOf: 'html()',
  orderDelivered: 'html',
  orderIncomplete: 'html()',
  back: 'plain',
  readAll: 'plain',
  choosePart: 'plain',
  promise: 'plain',
  start: 'plain',
  voice: 'plain()',
  speed: 'plain()',
  listen: 'plain',
  aText: 'plain',
  aTranscript: 'plain()',
  document: 'plain',
  voiceFile: 'plain',
  mp3File: 'plain',
  asMp3: 'plain',
  another: 'plain',
  useReadTranscript: 'plain',
  useReadAloud: 'plain',
  flowTitle: 'plain',
  entrySpeech: 'plain',
  commandSpeak: 'plain',
  fileMany: 'plain',
  fileOne: 'plain',
  fileName: 'plain',
  orderTitle: 'plain',
  orderShortTitle: 'plain',
  orderPreparing: 'plain',
  orderAgain: 'plain',
  sample: 'plain',
});
