// Made from ru/support.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface SupportWords {
  readonly askWithdraw: Html;
  readonly withdrawn: Html;
  readonly terms: (told: { readonly isCardTaken: boolean }) => Html;
  readonly paySupport: (told: {
    readonly isBanned: boolean;
    readonly withinDays: number;
    readonly atMost: number;
    readonly perDays: number;
    readonly isCardTaken: boolean;
    readonly contact: Shown | Html;
  }) => Html;
  readonly privacy: Html;
  readonly privacyDetails: (told: { readonly kept: Shown | Html }) => Html;
  readonly menu: string;
  readonly returnStars: string;
  readonly back: string;
  readonly giveConsent: string;
  readonly withdraw: string;
  readonly report: string;
  readonly exportData: string;
  readonly eraseData: string;
  readonly withdrawSurely: string;
  readonly eraseInstead: string;
  readonly keep: string;
  readonly entryPrivacy: string;
  readonly commandPrivacy: string;
  readonly commandTerms: string;
  readonly writeHere: string;
  readonly commandPaysupport: string;
  readonly privacyInFull: string;
}

export const supportTexts = messages<SupportWords>('support', {
  askWithdraw: 'html',
  withdrawn: 'html',
  terms: 'html()',
  paySupport: 'html()',
  privacy: 'html',
  privacyDetails: 'html()',
  menu: 'plain',
  returnStars: 'plain',
  back: 'plain',
  giveConsent: 'plain',
  withdraw: 'plain',
  report: 'plain',
  exportData: 'plain',
  eraseData: 'plain',
  withdrawSurely: 'plain',
  eraseInstead: 'plain',
  keep: 'plain',
  entryPrivacy: 'plain',
  commandPrivacy: 'plain',
  commandTerms: 'plain',
  writeHere: 'plain',
  commandPaysupport: 'plain',
  privacyInFull: 'plain',
});
