// Made from ru/menu.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface MenuWords {
  readonly hello: (told: {
    readonly name: Shown | Html;
    readonly picture: CentiCredits;
    readonly minute: CentiCredits;
  }) => Html;
  readonly helloSelfie: (told: {
    readonly name: Shown | Html;
    readonly pictures: number;
    readonly price: CentiCredits;
    readonly gift: CentiCredits;
  }) => Html;
  readonly gift: (told: { readonly amount: CentiCredits }) => Html;
  readonly menu: Html;
  readonly switched: Html;
  readonly byWords: Html;
  readonly drafts: Html;
  readonly noDrafts: Html;
  readonly dropped: (told: { readonly name: Shown | Html; readonly remains?: Shown | Html | null | undefined }) => Html;
  readonly running: (told: { readonly areMore: boolean }) => Html;
  readonly nothingBegun: Html;
  readonly chooseLanguage: Html;
  readonly help: (told: {
    readonly training: CentiCredits;
    readonly picture: CentiCredits;
    readonly pictureWithoutAvatar: CentiCredits;
    readonly minute: CentiCredits;
  }) => Html;
  readonly storeyTitle: (told: { readonly storey: 'create' | 'photos' | 'works' | 'assistant' | 'settings' }) => Html;
  readonly storey: (told: { readonly storey: 'create' | 'works' | 'assistant' | 'settings' }) => string;
  readonly toPhotos: string;
  readonly storeys: string;
  readonly drop: string;
  readonly dropNamed: (told: { readonly name: Shown }) => string;
  readonly moreDrafts: (told: { readonly count: Shown }) => string;
  readonly olderDrafts: string;
  readonly restore: string;
  readonly toMenu: string;
  readonly timeZone: string;
  readonly news: string;
  readonly back: string;
  readonly report: string;
  /** The language’s own name, on the screen where a person chooses a language. */
  readonly thisLanguage: string;
  readonly entryLanguage: string;
  readonly entryHelp: string;
  readonly commandMenu: string;
  readonly commandCancel: string;
  readonly commandLanguage: string;
  readonly commandHelp: string;
}

export const menuTexts = messages<MenuWords>('menu', {
  hello: 'html()',
  helloSelfie: 'html()',
  gift: 'html()',
  menu: 'html',
  switched: 'html',
  byWords: 'html',
  drafts: 'html',
  noDrafts: 'html',
  dropped: 'html()',
  running: 'html()',
  nothingBegun: 'html',
  chooseLanguage: 'html',
  help: 'html()',
  storeyTitle: 'html()',
  storey: 'plain()',
  toPhotos: 'plain',
  storeys: 'plain',
  drop: 'plain',
  dropNamed: 'plain()',
  moreDrafts: 'plain()',
  olderDrafts: 'plain',
  restore: 'plain',
  toMenu: 'plain',
  timeZone: 'plain',
  news: 'plain',
  back: 'plain',
  report: 'plain',
  thisLanguage: 'plain',
  entryLanguage: 'plain',
  entryHelp: 'plain',
  commandMenu: 'plain',
  commandCancel: 'plain',
  commandLanguage: 'plain',
  commandHelp: 'plain',
});
