// Made from ru/offer.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface OfferWords {
  readonly missing: (told: { readonly amount: CentiCredits }) => Html;
  readonly renewed: Html;
  readonly storageAway: Html;
  readonly offSale: Html;
  readonly left: (told: { readonly after: CentiCredits }) => string;
  readonly queue: (told: {
    readonly waitSeconds?: number | null | undefined;
    readonly ahead: number;
    readonly takesSeconds?: number | null | undefined;
  }) => string;
  readonly soon: (told: { readonly wait: number; readonly takes?: number | null | undefined }) => string;
  readonly takes: (told: { readonly seconds: number }) => string;
  readonly nothingFree: string;
  readonly tooLittleFree: string;
  readonly notBegun: string;
  readonly noLateCancel: string;
  readonly change: string;
  readonly otherPacks: string;
  readonly menu: string;
}

export const offerTexts = messages<OfferWords>('offer', {
  missing: 'html()',
  renewed: 'html',
  storageAway: 'html',
  offSale: 'html',
  left: 'plain()',
  queue: 'plain()',
  soon: 'plain()',
  takes: 'plain()',
  nothingFree: 'plain',
  tooLittleFree: 'plain',
  notBegun: 'plain',
  noLateCancel: 'plain',
  change: 'plain',
  otherPacks: 'plain',
  menu: 'plain',
});
