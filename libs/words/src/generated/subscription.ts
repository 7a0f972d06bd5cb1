// Made from ru/subscription.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface SubscriptionWords {
  readonly title: Html;
  readonly offer: Html;
  readonly planLine: (told: { readonly amount: CentiCredits; readonly stars: Shown | Html }) => Html;
  readonly noPlans: Html;
  readonly state: (told: {
    readonly state: 'active' | 'cancelled' | 'failed';
    readonly isDue: boolean;
    readonly until: Shown | Html;
    readonly stars: Shown | Html;
  }) => Html;
  readonly creditsStay: Html;
  readonly ended: (told: { readonly until: Shown | Html }) => Html;
  readonly invoice: (told: { readonly amount: CentiCredits; readonly stars: Shown | Html }) => Html;
  readonly planGone: Html;
  readonly notChanged: (told: { readonly isCancelled: boolean }) => Html;
  readonly news: (told: {
    readonly news: 'cancelled' | 'resumed' | 'failed' | 'given-back' | 'replaced' | 'ended';
    readonly until: Shown | Html;
    readonly stars: Shown | Html;
    readonly amount: CentiCredits;
  }) => Html;
  readonly linkComes: Html;
  readonly changing: Html;
  readonly command: string;
  readonly plan: (told: { readonly amount: CentiCredits; readonly stars: Shown }) => string;
  readonly pay: (told: { readonly stars: Shown }) => string;
  readonly oneAlready: string;
  readonly invoiceTitle: (told: { readonly amount: CentiCredits }) => string;
  readonly invoiceDescription: (told: { readonly amount: CentiCredits; readonly stars: Shown }) => string;
  readonly cancel: string;
  readonly resume: string;
  readonly balance: string;
  readonly back: string;
  readonly menu: string;
}

export const subscriptionTexts = messages<SubscriptionWords>('subscription', {
  title: 'html',
  offer: 'html',
  planLine: 'html()',
  noPlans: 'html',
  state: 'html()',
  creditsStay: 'html',
  ended: 'html()',
  invoice: 'html()',
  planGone: 'html',
  notChanged: 'html()',
  news: 'html()',
  linkComes: 'html',
  changing: 'html',
  command: 'plain',
  plan: 'plain()',
  pay: 'plain()',
  oneAlready: 'plain',
  invoiceTitle: 'plain()',
  invoiceDescription: 'plain()',
  cancel: 'plain',
  resume: 'plain',
  balance: 'plain',
  back: 'plain',
  menu: 'plain',
});
