// Made from ru/top-up.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../html';
import { messages, type Shown } from '../texts';

export interface TopUpWords {
  /** In credits; the line above says so. */
  readonly packLine: (told: {
    readonly avatar?: string | Html | null | undefined;
    readonly amount: Shown | Html;
    readonly pictures: number;
  }) => Html;
  readonly needed: (told: { readonly amount: CentiCredits }) => Html;
  /** On a button, so short. */
  readonly pack: (told: {
    readonly avatar?: string | null | undefined;
    readonly pictures: number;
    readonly stars: Shown;
  }) => string;
  /** Under an order, whatever it is: it is priced in credits. */
  readonly packCredits: (told: { readonly amount: CentiCredits; readonly stars: Shown }) => string;
  readonly menu: string;
}

export const topUpTexts = messages<TopUpWords>('top-up', {
  packLine: 'html()',
  needed: 'html()',
  pack: 'plain()',
  packCredits: 'plain()',
  menu: 'plain',
});
