// Made from ru/what-next.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface WhatNextWords {
  readonly gone: Html;
}

export const whatNextTexts = messages<WhatNextWords>('what-next', {
  gone: 'html',
});
