// Made from ru/consent.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface ConsentWords {
  readonly brief: Html;
  readonly details: Html;
  readonly thenDraw: (told: { readonly pictures: number; readonly price: CentiCredits }) => Html;
  readonly offerChanged: Html;
  readonly first: Html;
  readonly goOn: Html;
  readonly sendAgain: Html;
  readonly already: Html;
  readonly alreadyThere: Html;
  readonly renewed: Html;
  readonly declined: Html;
  readonly agree: string;
  readonly agreeAndDraw: string;
  readonly agreeForAnother: string;
  readonly decline: string;
  readonly more: string;
  readonly less: string;
}

export const consentTexts = messages<ConsentWords>('consent', {
  brief: 'html',
  details: 'html',
  thenDraw: 'html()',
  offerChanged: 'html',
  first: 'html',
  goOn: 'html',
  sendAgain: 'html',
  already: 'html',
  alreadyThere: 'html',
  renewed: 'html',
  declined: 'html',
  agree: 'plain',
  agreeAndDraw: 'plain',
  agreeForAnother: 'plain',
  decline: 'plain',
  more: 'plain',
  less: 'plain',
});
