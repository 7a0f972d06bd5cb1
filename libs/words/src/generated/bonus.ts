// Made from ru/bonus.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface BonusWords {
  readonly overview: (told: { readonly friends?: 'both' | 'picture' | 'purchase' | null | undefined }) => Html;
  readonly askCode: Html;
  readonly checking: (told: { readonly code: Shown | Html }) => Html;
  readonly promo: (told: {
    readonly outcome:
      | 'credits'
      | 'percent'
      | 'not-yet'
      | 'ended'
      | 'exhausted'
      | 'used'
      | 'percent-waits'
      | 'too-many-tries'
      | 'unknown';
    readonly code: Shown | Html;
    readonly amount: CentiCredits;
    readonly debtPaid: CentiCredits;
    readonly available: CentiCredits;
    readonly percent: Shown | Html;
    readonly until?: Shown | Html | null | undefined;
  }) => Html;
  readonly gained: (told: {
    readonly reason: string | Html;
    readonly amount: CentiCredits;
    readonly debtPaid: CentiCredits;
    readonly available: CentiCredits;
  }) => Html;
  readonly takenBack: (told: {
    readonly reason: string | Html;
    readonly isCard: boolean;
    readonly amount: CentiCredits;
    readonly owed: CentiCredits;
    readonly available: CentiCredits;
  }) => Html;
  readonly badCode: Html;
  readonly enterCode: string;
  readonly invite: string;
  readonly give: string;
  readonly balance: string;
  readonly menu: string;
  readonly back: string;
}

export const bonusTexts = messages<BonusWords>('bonus', {
  overview: 'html()',
  askCode: 'html',
  checking: 'html()',
  promo: 'html()',
  gained: 'html()',
  takenBack: 'html()',
  badCode: 'html',
  enterCode: 'plain',
  invite: 'plain',
  give: 'plain',
  balance: 'plain',
  menu: 'plain',
  back: 'plain',
});
