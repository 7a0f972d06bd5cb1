// Made from ru/undelivered.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface UndeliveredWords {
  readonly resultRefused: (told: { readonly orderId: Shown | Html }) => Html;
  readonly resultLost: (told: { readonly orderId: Shown | Html }) => Html;
}

export const undeliveredTexts = messages<UndeliveredWords>('undelivered', {
  resultRefused: 'html()',
  resultLost: 'html()',
});
