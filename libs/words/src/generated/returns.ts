// Made from ru/returns.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../html';
import { messages, type Shown } from '../texts';

export interface ReturnsWords {
  readonly title: Html;
  readonly rule: (told: { readonly withinDays: number; readonly perDays: number; readonly atMost: number }) => Html;
  readonly nothing: (told: { readonly withinDays: number }) => Html;
  readonly underWay: (told: { readonly stars: Shown | Html; readonly amount: CentiCredits }) => Html;
  readonly line: (told: {
    readonly stars: Shown | Html;
    readonly amount: CentiCredits;
    readonly when: Shown | Html;
    readonly verdict: 'by-rule' | 'spent-in-part' | 'too-late' | 'too-often' | 'in-debt' | 'unknown';
    readonly until: Shown | Html;
    readonly spent: CentiCredits;
    readonly unspent: CentiCredits;
    readonly fromOthers: CentiCredits;
    readonly owed: CentiCredits;
  }) => Html;
  readonly help: (told: { readonly contact: Shown | Html }) => Html;
  readonly ask: (told: {
    readonly stars: Shown | Html;
    readonly when: Shown | Html;
    readonly amount: CentiCredits;
  }) => Html;
  readonly notAnyMore: Html;
  readonly asked: (told: { readonly stars: Shown | Html; readonly amount: CentiCredits }) => Html;
  readonly notReturned: (told: {
    readonly verdict: 'by-rule' | 'spent-in-part' | 'too-late' | 'too-often' | 'in-debt' | 'unknown';
    readonly stars: Shown | Html;
    readonly spent: CentiCredits;
    readonly available: CentiCredits;
  }) => Html;
  readonly command: string;
  readonly pick: (told: { readonly stars: Shown; readonly when: Shown }) => string;
  readonly surely: (told: { readonly stars: Shown }) => string;
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
