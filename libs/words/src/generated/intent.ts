// Made from ru/intent.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface IntentWords {
  readonly orAnIdea: Html;
  readonly drawAnyway: string;
}

export const intentTexts = messages<IntentWords>('intent', {
  orAnIdea: 'html',
  drawAnyway: 'plain',
});
