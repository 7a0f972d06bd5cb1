// Made from ru/intent.ftl by `npm run docs`: change the words there.
import { messages } from '../text/texts';

export interface IntentWords {
  readonly drawAnyway: string;
}

export const intentTexts = messages<IntentWords>('intent', {
  drawAnyway: 'plain',
});
