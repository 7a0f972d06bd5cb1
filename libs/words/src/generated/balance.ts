// Made from ru/balance.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface BalanceWords {
  readonly balance: (told: {
    readonly available: CentiCredits;
    readonly held: CentiCredits;
    readonly debt: CentiCredits;
  }) => Html;
  readonly moreTitle: (told: { readonly available: CentiCredits; readonly held: CentiCredits }) => Html;
  readonly historyTitle: Html;
  readonly credit: (told: {
    readonly kind:
      | 'purchase'
      | 'subscription'
      | 'welcome'
      | 'correction'
      | 'refund'
      | 'deduction'
      | 'promo'
      | 'referral'
      | 'referral-picture'
      | 'gain-back'
      | 'gift-sent'
      | 'gift-received'
      | 'gift-back'
      | 'forfeit'
      | 'debt-payment';
    readonly isCard: boolean;
  }) => Html;
  readonly order: (told: {
    readonly kind: Shown | Html;
    readonly about?: Shown | Html | null | undefined;
    readonly units?: Shown | Html | null | undefined;
  }) => Html;
  readonly line: (told: {
    readonly number: Shown | Html;
    readonly name: Shown | Html;
    readonly amount: Shown | Html;
    readonly when: Shown | Html;
  }) => Html;
  readonly credited: (told: { readonly isGone: boolean; readonly amount: CentiCredits }) => Html;
  readonly chargedAmount: (told: { readonly charged: CentiCredits; readonly released: CentiCredits }) => Html;
  readonly nothingCharged: Html;
  readonly freeAmount: (told: { readonly isCancelled: boolean; readonly released: CentiCredits }) => Html;
  readonly openAmount: (told: { readonly held: CentiCredits }) => Html;
  readonly chooseZone: Html;
  readonly zoneChosen: (told: { readonly place: Shown | Html }) => Html;
  readonly noReceipt: Html;
  readonly receiptTitle: (told: { readonly name: Shown | Html }) => Html;
  readonly charged: (told: { readonly amount: CentiCredits }) => Html;
  readonly why: (told: { readonly reason: Shown | Html }) => Html;
  readonly orderNumber: (told: { readonly orderId: Shown | Html }) => Html;
  readonly payment: (told: {
    readonly paid?: Shown | Html | null | undefined;
    readonly chargeId: Shown | Html;
  }) => Html;
  readonly packGone: Html;
  readonly resultGone: Html;
  readonly paid: (told: { readonly isCard: boolean }) => Html;
  readonly paidInVain: (told: { readonly isCard: boolean; readonly payment: Shown | Html }) => Html;
  readonly creditsDelayed: (told: { readonly isCard: boolean; readonly payment: Shown | Html }) => Html;
  readonly purchased: (told: {
    readonly amount: CentiCredits;
    readonly bonus: CentiCredits;
    readonly debtPaid: CentiCredits;
    readonly until?: Shown | Html | null | undefined;
    readonly available: CentiCredits;
  }) => Html;
  readonly refunded: (told: {
    readonly isCard: boolean;
    readonly paid: Shown | Html;
    readonly isCredited: boolean;
    readonly taken: CentiCredits;
    readonly owed: CentiCredits;
    readonly available: CentiCredits;
  }) => Html;
  readonly corrected: (told: {
    readonly isGift: boolean;
    readonly amount: CentiCredits;
    readonly debtPaid: CentiCredits;
    readonly available: CentiCredits;
  }) => Html;
  readonly bonuses: string;
  readonly more: string;
  readonly subscription: string;
  readonly spending: string;
  readonly returns: string;
  readonly history: string;
  readonly menu: string;
  readonly back: string;
  readonly older: string;
  readonly newest: string;
  readonly nothingYet: string;
  readonly statement: string;
  readonly zoneButton: (told: { readonly place: Shown }) => string;
  readonly zone: (told: { readonly isChosen: boolean; readonly clock: Shown; readonly place: Shown }) => string;
  readonly backToHistory: string;
  readonly backToSettings: string;
  readonly when: (told: { readonly day: Shown; readonly clock: Shown; readonly place: Shown }) => string;
  readonly drawn: (told: { readonly avatar: Shown }) => string;
  readonly held: (told: { readonly amount: CentiCredits }) => string;
  readonly chargedLater: string;
  readonly released: (told: { readonly amount: CentiCredits }) => string;
  readonly partly: (told: { readonly delivered: Shown; readonly of: Shown; readonly isCancelled: boolean }) => string;
  readonly showAvatar: string;
  readonly invoiceTitle: (told: { readonly amount: CentiCredits }) => string;
  readonly invoiceDescription: (told: {
    readonly avatar?: string | null | undefined;
    readonly pictures: number;
  }) => string;
  readonly invoicePaysDebt: (told: { readonly debt: CentiCredits; readonly left: CentiCredits }) => string;
  readonly entryBalance: string;
  readonly entryHistory: string;
  readonly commandBalance: string;
  readonly commandHistory: string;
}

export const balanceTexts = messages<BalanceWords>('balance', {
  balance: 'html()',
  moreTitle: 'html()',
  historyTitle: 'html',
  credit: 'html()',
  order: 'html()',
  line: 'html()',
  credited: 'html()',
  chargedAmount: 'html()',
  nothingCharged: 'html',
  freeAmount: 'html()',
  openAmount: 'html()',
  chooseZone: 'html',
  zoneChosen: 'html()',
  noReceipt: 'html',
  receiptTitle: 'html()',
  charged: 'html()',
  why: 'html()',
  orderNumber: 'html()',
  payment: 'html()',
  packGone: 'html',
  resultGone: 'html',
  paid: 'html()',
  paidInVain: 'html()',
  creditsDelayed: 'html()',
  purchased: 'html()',
  refunded: 'html()',
  corrected: 'html()',
  bonuses: 'plain',
  more: 'plain',
  subscription: 'plain',
  spending: 'plain',
  returns: 'plain',
  history: 'plain',
  menu: 'plain',
  back: 'plain',
  older: 'plain',
  newest: 'plain',
  nothingYet: 'plain',
  statement: 'plain',
  zoneButton: 'plain()',
  zone: 'plain()',
  backToHistory: 'plain',
  backToSettings: 'plain',
  when: 'plain()',
  drawn: 'plain()',
  held: 'plain()',
  chargedLater: 'plain',
  released: 'plain()',
  partly: 'plain()',
  showAvatar: 'plain',
  invoiceTitle: 'plain()',
  invoiceDescription: 'plain()',
  invoicePaysDebt: 'plain()',
  entryBalance: 'plain',
  entryHistory: 'plain',
  commandBalance: 'plain',
  commandHistory: 'plain',
});
