// Made from ru/consent.ftl by `npm run docs`: change the words there.
import type { Html } from '../html';
import { messages } from '../texts';

export interface ConsentWords {
  readonly brief: Html;
  readonly details: Html;
  readonly first: Html;
  readonly goOn: Html;
  readonly sendAgain: Html;
  readonly already: Html;
  readonly alreadyThere: Html;
  readonly renewed: Html;
  readonly declined: Html;
  readonly agree: string;
  readonly decline: string;
  readonly more: string;
  readonly less: string;
}

export const consentTexts = messages<ConsentWords>('consent', {
  brief: 'html',
  details: 'html',
  first: 'html',
  goOn: 'html',
  sendAgain: 'html',
  already: 'html',
  alreadyThere: 'html',
  renewed: 'html',
  declined: 'html',
  agree: 'plain',
  decline: 'plain',
  more: 'plain',
  less: 'plain',
});
