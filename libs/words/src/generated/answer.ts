// Made from ru/answer.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface AnswerWords {
  readonly lookedAt: (told: { readonly recordings: number; readonly names: Shown | Html }) => Html;
  readonly unsupported: string;
  readonly quotes: string;
  readonly quoted: (told: { readonly words: Shown }) => string;
  readonly untitled: (told: { readonly date: Shown }) => string;
  readonly deleted: string;
}

export const answerTexts = messages<AnswerWords>('answer', {
  lookedAt: 'html()',
  unsupported: 'plain',
  quotes: 'plain',
  quoted: 'plain()',
  untitled: 'plain()',
  deleted: 'plain',
});
