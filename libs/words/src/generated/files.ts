// Made from ru/files.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface FilesWords {
  readonly title: (told: {
    readonly of?: Shown | Html | null | undefined;
    readonly files: number;
    readonly bytes: number;
    readonly quota?: number | null | undefined;
    readonly used: number;
    readonly isNearlyFull: boolean;
    readonly isFull: boolean;
  }) => Html;
  readonly found: (told: { readonly words: Shown | Html; readonly isAny: boolean }) => Html;
  readonly none: Html;
  readonly askKind: Html;
  readonly file: (told: {
    readonly one: Shown | Html;
    readonly name?: Shown | Html | null | undefined;
    readonly date: Shown | Html;
    readonly size: Shown | Html;
  }) => Html;
  readonly sent: Html;
  readonly askRemove: (told: {
    readonly one: Shown | Html;
    readonly removedWith?: Shown | Html | null | undefined;
  }) => Html;
  readonly removed: Html;
  readonly gone: Html;
  readonly goneWhenAsked: Html;
  readonly removeSomeNote: Html;
  readonly menu: string;
  readonly back: string;
  readonly line: (told: { readonly one: Shown; readonly date: Shown; readonly size: Shown }) => string;
  /** A picture among those of its order: «2 из 8». */
  readonly numbered: (told: { readonly number: Shown; readonly of: Shown }) => string;
  readonly titled: (told: { readonly sign: Shown; readonly title: Shown; readonly date: Shown }) => string;
  readonly everything: string;
  readonly older: string;
  readonly newest: string;
  readonly kinds: string;
  readonly all: (told: { readonly files: Shown }) => string;
  readonly ofKind: (told: { readonly many: Shown; readonly files: Shown; readonly bytes: number }) => string;
  readonly sendAgain: string;
  readonly remove: string;
  readonly removeSurely: string;
  readonly keep: string;
  readonly entryFiles: string;
  readonly commandFiles: string;
  readonly size: (told: { readonly bytes: number }) => string;
  /** How many: «3 файла», in the accusative. */
  readonly some: (told: { readonly count: number }) => string;
}

export const filesTexts = messages<FilesWords>('files', {
  title: 'html()',
  found: 'html()',
  none: 'html',
  askKind: 'html',
  file: 'html()',
  sent: 'html',
  askRemove: 'html()',
  removed: 'html',
  gone: 'html',
  goneWhenAsked: 'html',
  removeSomeNote: 'html',
  menu: 'plain',
  back: 'plain',
  line: 'plain()',
  numbered: 'plain()',
  titled: 'plain()',
  everything: 'plain',
  older: 'plain',
  newest: 'plain',
  kinds: 'plain',
  all: 'plain()',
  ofKind: 'plain()',
  sendAgain: 'plain',
  remove: 'plain',
  removeSurely: 'plain',
  keep: 'plain',
  entryFiles: 'plain',
  commandFiles: 'plain',
  size: 'plain()',
  some: 'plain()',
});
