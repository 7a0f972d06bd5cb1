// Made from ru/consent.ftl by `npm run docs`: change the words there.
import type { Html } from '../html';
import { messages } from '../texts';

export interface ConsentWords {
  readonly ask: Html;
  readonly first: Html;
  readonly goOn: Html;
  readonly sendAgain: Html;
  readonly already: Html;
  readonly alreadyThere: Html;
  readonly renewed: Html;
  readonly declined: Html;
  readonly agree: string;
  readonly decline: string;
}

export const consentTexts = messages<ConsentWords>('consent', {
  ask: 'html',
  first: 'html',
  goOn: 'html',
  sendAgain: 'html',
  already: 'html',
  alreadyThere: 'html',
  renewed: 'html',
  declined: 'html',
  agree: 'plain',
  decline: 'plain',
});
