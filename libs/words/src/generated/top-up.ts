// Made from ru/top-up.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface TopUpWords {
  /** The number is in credits; the line above says so. */
  readonly packLine: (told: {
    readonly avatar?: string | Html | null | undefined;
    readonly amount: Shown | Html;
    readonly pictures: number;
    readonly label?: Shown | Html | null | undefined;
    readonly percent: Shown | Html;
  }) => Html;
  readonly needed: (told: { readonly amount: CentiCredits }) => Html;
  readonly byCardRefused: Html;
  readonly byCardTitle: Html;
  /** This stands on a button, so it is short. */
  readonly pack: (told: {
    readonly label?: Shown | null | undefined;
    readonly avatar?: string | null | undefined;
    readonly pictures: number;
    readonly stars: Shown;
    readonly before: Shown;
  }) => string;
  /** This stands under an order of any kind, whose price is in credits. */
  readonly packCredits: (told: {
    readonly label?: Shown | null | undefined;
    readonly amount: CentiCredits;
    readonly stars: Shown;
    readonly before: Shown;
  }) => string;
  readonly menu: string;
  readonly byCard: string;
  readonly packByCard: (told: {
    readonly label?: Shown | null | undefined;
    readonly before: Shown;
    readonly price: Shown;
    readonly avatar?: string | null | undefined;
    readonly pictures: number;
  }) => string;
}

export const topUpTexts = messages<TopUpWords>('top-up', {
  packLine: 'html()',
  needed: 'html()',
  byCardRefused: 'html',
  byCardTitle: 'html',
  pack: 'plain()',
  packCredits: 'plain()',
  menu: 'plain',
  byCard: 'plain',
  packByCard: 'plain()',
});
