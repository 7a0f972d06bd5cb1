// Made from ru/returns.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface ReturnsWords {
  readonly title: Html;
  readonly rule: (told: { readonly withinDays: number; readonly perDays: number; readonly atMost: number }) => Html;
  readonly nothing: (told: { readonly withinDays: number }) => Html;
  readonly underWay: (told: {
    readonly isCard: boolean;
    readonly paid: Shown | Html;
    readonly amount: CentiCredits;
  }) => Html;
  readonly line: (told: {
    readonly paid: Shown | Html;
    readonly amount: CentiCredits;
    readonly when: Shown | Html;
    readonly verdict: 'by-rule' | 'spent-in-part' | 'bonus-spent' | 'too-late' | 'too-often' | 'in-debt' | 'unknown';
    readonly until: Shown | Html;
    readonly spent: CentiCredits;
    readonly gained: CentiCredits;
    readonly unspent: CentiCredits;
    readonly fromOthers: CentiCredits;
    readonly owed: CentiCredits;
  }) => Html;
  readonly help: (told: { readonly contact: Shown | Html }) => Html;
  readonly ask: (told: {
    readonly paid: Shown | Html;
    readonly when: Shown | Html;
    readonly isCard: boolean;
    readonly amount: CentiCredits;
    readonly bonus: CentiCredits;
    readonly owed: CentiCredits;
    readonly endsSubscription: boolean;
  }) => Html;
  readonly notAnyMore: Html;
  readonly asked: (told: {
    readonly isCard: boolean;
    readonly paid: Shown | Html;
    readonly amount: CentiCredits;
  }) => Html;
  readonly cardReturn: (told: { readonly paid: Shown | Html; readonly amount: CentiCredits }) => Html;
  readonly notReturned: (told: {
    readonly verdict: 'by-rule' | 'spent-in-part' | 'bonus-spent' | 'too-late' | 'too-often' | 'in-debt' | 'unknown';
    readonly isCard: boolean;
    readonly paid: Shown | Html;
    readonly isBack: boolean;
    readonly debtPaid: CentiCredits;
    readonly spent: CentiCredits;
    readonly available: CentiCredits;
  }) => Html;
  readonly command: string;
  readonly pick: (told: { readonly paid: Shown; readonly when: Shown }) => string;
  readonly surely: (told: { readonly paid: Shown }) => string;
  readonly keep: string;
  readonly back: string;
  readonly balance: string;
  readonly again: string;
  readonly menu: string;
}

export const returnsTexts = messages<ReturnsWords>('returns', {
  title: 'html',
  rule: 'html()',
  nothing: 'html()',
  underWay: 'html()',
  line: 'html()',
  help: 'html()',
  ask: 'html()',
  notAnyMore: 'html',
  asked: 'html()',
  cardReturn: 'html()',
  notReturned: 'html()',
  command: 'plain',
  pick: 'plain()',
  surely: 'plain()',
  keep: 'plain',
  back: 'plain',
  balance: 'plain',
  again: 'plain',
  menu: 'plain',
});
