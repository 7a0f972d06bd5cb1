// Made from ru/what-next.ftl by `npm run docs`: change the words there.
import type { Html } from '../html';
import { messages } from '../texts';

export interface WhatNextWords {
  readonly gone: Html;
}

export const whatNextTexts = messages<WhatNextWords>('what-next', {
  gone: 'html',
});
