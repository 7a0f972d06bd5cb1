// Made from ru/document.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface DocumentWords {
  readonly which: (told: { readonly characters?: number | null | undefined }) => Html;
  readonly ask: Html;
  readonly intoWhich: Html;
  readonly badTemplate: Html;
  readonly gone: Html;
  readonly doubted: (told: { readonly points: number; readonly isOfRecording: boolean }) => Html;
  readonly documentGone: Html;
  readonly askTemplate: (told: { readonly last?: Shown | Html | null | undefined }) => Html;
  readonly confirm: (told: {
    readonly name: Shown | Html;
    readonly type: 'summary' | 'minutes' | 'to_do' | 'protocol' | 'letter' | 'translation' | 'template';
    readonly isTranslation: boolean;
    readonly hasPdf: boolean;
    readonly units: number;
    readonly price: CentiCredits;
  }) => Html;
  readonly exported: (told: { readonly name: Shown | Html }) => Html;
  readonly orderDelivered: Html;
  readonly takeLast: string;
  readonly another: string;
  readonly button: (told: {
    readonly type: 'summary' | 'minutes' | 'to_do' | 'protocol' | 'letter' | 'translation' | 'template';
  }) => string;
  /** The name of a translation says its target language. */
  readonly name: (told: {
    readonly type: 'summary' | 'minutes' | 'to_do' | 'protocol' | 'letter' | 'translation' | 'template';
    readonly target?: string | null | undefined;
    readonly own: Shown;
  }) => string;
  /** This stands after the word «Документ»; $name is the message above. */
  readonly what: (told: { readonly type: string; readonly name: Shown }) => string;
  readonly promise: string;
  readonly start: string;
  readonly transcripts: string;
  readonly files: string;
  readonly back: string;
  readonly useMakeDocument: string;
  readonly entryDocuments: string;
  readonly fileMany: string;
  readonly fileOne: string;
  readonly fileName: string;
  readonly flowTitle: string;
  readonly orderTitle: string;
  readonly orderShortTitle: string;
  readonly orderPreparing: string;
  readonly orderAgain: string;
}

export const documentTexts = messages<DocumentWords>('document', {
  which: 'html()',
  ask: 'html',
  intoWhich: 'html',
  badTemplate: 'html',
  gone: 'html',
  doubted: 'html()',
  documentGone: 'html',
  askTemplate: 'html()',
  confirm: 'html()',
  exported: 'html()',
  orderDelivered: 'html',
  takeLast: 'plain',
  another: 'plain',
  button: 'plain()',
  name: 'plain()',
  what: 'plain()',
  promise: 'plain',
  start: 'plain',
  transcripts: 'plain',
  files: 'plain',
  back: 'plain',
  useMakeDocument: 'plain',
  entryDocuments: 'plain',
  fileMany: 'plain',
  fileOne: 'plain',
  fileName: 'plain',
  flowTitle: 'plain',
  orderTitle: 'plain',
  orderShortTitle: 'plain',
  orderPreparing: 'plain',
  orderAgain: 'plain',
});
