// Made from ru/gift.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../html';
import { messages, type Shown } from '../texts';

export interface GiftWords {
  readonly ask: (told: { readonly giveable: CentiCredits; readonly days: number }) => Html;
  readonly nothing: Html;
  readonly confirm: (told: { readonly amount: CentiCredits }) => Html;
  readonly making: Html;
  readonly closed: Html;
  readonly takingBack: Html;
  readonly told: (told: {
    readonly outcome:
      | 'made'
      | 'opened'
      | 'received'
      | 'returned'
      | 'taken-back'
      | 'too-few'
      | 'too-many-today'
      | 'in-debt'
      | 'used'
      | 'expired'
      | 'unknown';
    readonly amount: CentiCredits;
    readonly link: Shown | Html;
    readonly until: Shown | Html;
    readonly debtPaid: CentiCredits;
    readonly available: CentiCredits;
  }) => Html;
  readonly size: (told: { readonly amount: CentiCredits }) => string;
  readonly yes: (told: { readonly amount: CentiCredits }) => string;
  readonly back: string;
  readonly bonuses: string;
  readonly menu: string;
  readonly buy: string;
  readonly share: string;
  readonly shareWords: string;
  readonly takeBack: string;
  readonly commandGift: string;
}

export const giftTexts = messages<GiftWords>('gift', {
  ask: 'html()',
  nothing: 'html',
  confirm: 'html()',
  making: 'html',
  closed: 'html',
  takingBack: 'html',
  told: 'html()',
  size: 'plain()',
  yes: 'plain()',
  back: 'plain',
  bonuses: 'plain',
  menu: 'plain',
  buy: 'plain',
  share: 'plain',
  shareWords: 'plain',
  takeBack: 'plain',
  commandGift: 'plain',
});
