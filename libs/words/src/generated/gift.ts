// Made from ru/gift.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface GiftWords {
  readonly ask: (told: {
    readonly giveable: CentiCredits;
    readonly aDay: CentiCredits;
    readonly isSessionOffered: boolean;
    readonly pictures: Shown | Html;
    readonly session: CentiCredits;
    readonly days: number;
  }) => Html;
  readonly nothing: (told: {
    readonly isSessionOffered: boolean;
    readonly pictures: Shown | Html;
    readonly session: CentiCredits;
  }) => Html;
  readonly enoughToday: (told: { readonly aDay: CentiCredits }) => Html;
  readonly notNow: Html;
  readonly confirm: (told: { readonly amount: CentiCredits }) => Html;
  readonly confirmSession: (told: { readonly amount: CentiCredits; readonly pictures: Shown | Html }) => Html;
  readonly making: Html;
  readonly over: (told: { readonly outcome: 'opened' | 'taken-back' | 'returned' | 'unknown' }) => Html;
  readonly takingBack: Html;
  readonly told: (told: {
    readonly outcome:
      | 'made'
      | 'opened'
      | 'received'
      | 'returned'
      | 'own'
      | 'taken-back'
      | 'too-few'
      | 'too-many-today'
      | 'price-changed'
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
  readonly sessionMade: (told: {
    readonly amount: CentiCredits;
    readonly pictures: Shown | Html;
    readonly link: Shown | Html;
    readonly until: Shown | Html;
  }) => Html;
  readonly sessionReceived: (told: {
    readonly amount: CentiCredits;
    readonly isAvatarPaid: boolean;
    readonly pictures: number;
    readonly debtPaid: CentiCredits;
    readonly available: CentiCredits;
  }) => Html;
  readonly session: (told: { readonly amount: CentiCredits }) => string;
  readonly sessionMissing: (told: { readonly missing: CentiCredits }) => string;
  readonly size: (told: { readonly amount: CentiCredits }) => string;
  readonly yes: (told: { readonly amount: CentiCredits }) => string;
  readonly back: string;
  readonly bonuses: string;
  readonly menu: string;
  readonly buy: string;
  readonly share: string;
  readonly shareWords: string;
  readonly shareSession: (told: { readonly pictures: Shown }) => string;
  readonly again: string;
  readonly takeBack: string;
  readonly commandGift: string;
}

export const giftTexts = messages<GiftWords>('gift', {
  ask: 'html()',
  nothing: 'html()',
  enoughToday: 'html()',
  notNow: 'html',
  confirm: 'html()',
  confirmSession: 'html()',
  making: 'html',
  over: 'html()',
  takingBack: 'html',
  told: 'html()',
  sessionMade: 'html()',
  sessionReceived: 'html()',
  session: 'plain()',
  sessionMissing: 'plain()',
  size: 'plain()',
  yes: 'plain()',
  back: 'plain',
  bonuses: 'plain',
  menu: 'plain',
  buy: 'plain',
  share: 'plain',
  shareWords: 'plain',
  shareSession: 'plain()',
  again: 'plain',
  takeBack: 'plain',
  commandGift: 'plain',
});
