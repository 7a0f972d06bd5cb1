// Made from ru/restore.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface RestoreWords {
  readonly ask: Html;
  readonly done: Html;
  readonly originalCaption: Html;
  readonly askRemove: Html;
  readonly askRemoveOld: Html;
  readonly removed: Html;
  readonly removedOld: Html;
  readonly confirm: (told: {
    readonly faces: number;
    readonly width?: Shown | Html | null | undefined;
    readonly height: Shown | Html;
    readonly price: CentiCredits;
  }) => Html;
  readonly promise: string;
  readonly start: string;
  readonly scale: (told: {
    readonly isChosen: boolean;
    readonly scale: 'x2' | 'x4';
    readonly width: Shown;
    readonly height: Shown;
  }) => string;
  readonly what: (told: { readonly scale: 'x2' | 'x4' }) => string;
  readonly original: string;
  readonly originalFile: string;
  readonly remove: string;
  readonly removeSurely: string;
  readonly keep: string;
  readonly fileMany: string;
  readonly fileOne: string;
  readonly fileName: string;
  readonly fileRemovedWith: string;
  readonly orderTitle: string;
  readonly orderShortTitle: string;
  readonly orderPreparing: string;
  readonly orderAgain: string;
  readonly entryRestore: string;
  readonly flowTitle: string;
  readonly command: string;
}

export const restoreTexts = messages<RestoreWords>('restore', {
  ask: 'html',
  done: 'html',
  originalCaption: 'html',
  askRemove: 'html',
  askRemoveOld: 'html',
  removed: 'html',
  removedOld: 'html',
  confirm: 'html()',
  promise: 'plain',
  start: 'plain',
  scale: 'plain()',
  what: 'plain()',
  original: 'plain',
  originalFile: 'plain',
  remove: 'plain',
  removeSurely: 'plain',
  keep: 'plain',
  fileMany: 'plain',
  fileOne: 'plain',
  fileName: 'plain',
  fileRemovedWith: 'plain',
  orderTitle: 'plain',
  orderShortTitle: 'plain',
  orderPreparing: 'plain',
  orderAgain: 'plain',
  entryRestore: 'plain',
  flowTitle: 'plain',
  command: 'plain',
});
