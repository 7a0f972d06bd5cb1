// Made from ru/my-data.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface MyDataWords {
  readonly askExport: (told: { readonly partMegabytes: Shown | Html }) => Html;
  readonly exportUnderWay: Html;
  readonly exportTomorrow: (told: { readonly againInMs: number }) => Html;
  readonly exportBegun: Html;
  readonly exportListing: (told: { readonly listed: Shown | Html; readonly of: Shown | Html }) => Html;
  readonly exportPacking: (told: { readonly sent: Shown | Html; readonly parts: Shown | Html }) => Html;
  readonly exportFile: (told: { readonly part: number | bigint; readonly parts: Shown | Html }) => Html;
  readonly exportEnded: (told: {
    readonly outcome: 'sent' | 'stopped' | 'tomorrow' | 'failed';
    readonly refused: number | bigint;
    readonly parts: Shown | Html;
    readonly tooLarge: number | bigint;
    readonly mostMegabytes: Shown | Html;
  }) => Html;
  readonly askErase: (told: { readonly hasCredits: boolean; readonly credits: CentiCredits }) => Html;
  readonly typeTheWord: (told: { readonly word: Shown | Html }) => Html;
  readonly otherWord: (told: { readonly word: Shown | Html }) => Html;
  readonly eraseBegun: Html;
  readonly erasing: (told: {
    readonly stage: 'orders' | 'credits' | 'apps' | 'report';
    readonly done: Shown | Html;
    readonly of: Shown | Html;
  }) => Html;
  readonly erased: (told: {
    readonly at: Shown | Html;
    readonly rows: Shown | Html;
    readonly files: Shown | Html;
    readonly number: Shown | Html;
    readonly lookForMs: number;
  }) => Html;
  readonly menu: string;
  readonly exportNow: string;
  readonly exportFirst: string;
  readonly exportStop: string;
  readonly exportName: (told: { readonly part: Shown }) => string;
  readonly eraseEverything: string;
  readonly eraseGoOn: (told: { readonly hasCredits: boolean }) => string;
  readonly starsBack: string;
  readonly keepEverything: string;
  readonly theWord: string;
  readonly pageTitle: string;
  readonly pageAbout: (told: { readonly day: Shown; readonly parts: Shown }) => string;
  readonly pageMore: (told: { readonly count: Shown }) => string;
  readonly pageNotGiven: string;
  readonly pageWithheld: string;
}

export const myDataTexts = messages<MyDataWords>('my-data', {
  askExport: 'html()',
  exportUnderWay: 'html',
  exportTomorrow: 'html()',
  exportBegun: 'html',
  exportListing: 'html()',
  exportPacking: 'html()',
  exportFile: 'html()',
  exportEnded: 'html()',
  askErase: 'html()',
  typeTheWord: 'html()',
  otherWord: 'html()',
  eraseBegun: 'html',
  erasing: 'html()',
  erased: 'html()',
  menu: 'plain',
  exportNow: 'plain',
  exportFirst: 'plain',
  exportStop: 'plain',
  exportName: 'plain()',
  eraseEverything: 'plain',
  eraseGoOn: 'plain()',
  starsBack: 'plain',
  keepEverything: 'plain',
  theWord: 'plain',
  pageTitle: 'plain',
  pageAbout: 'plain()',
  pageMore: 'plain()',
  pageNotGiven: 'plain',
  pageWithheld: 'plain',
});
