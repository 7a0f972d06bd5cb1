// Made from ru/sent-text.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface SentTextWords {
  readonly notText: Html;
  readonly tooLarge: Html;
  readonly reading: Html;
  readonly stillReading: Html;
  readonly oneAtATime: Html;
  readonly read: (told: { readonly usedFor: 'document' | 'speech' }) => Html;
  readonly refused: (told: { readonly why: Shown | Html }) => Html;
  readonly toOffer: (told: { readonly usedFor: 'document' | 'speech' }) => string;
  readonly again: string;
  readonly anotherFile: string;
  readonly menu: string;
  /** The next messages say what is wrong with a file that has no order yet. */
  readonly notFetched: string;
  readonly deleted: string;
  readonly tooManyAtOnce: string;
  readonly tooManyToday: string;
  readonly unavailable: string;
}

export const sentTextTexts = messages<SentTextWords>('sent-text', {
  notText: 'html',
  tooLarge: 'html',
  reading: 'html',
  stillReading: 'html',
  oneAtATime: 'html',
  read: 'html()',
  refused: 'html()',
  toOffer: 'plain()',
  again: 'plain',
  anotherFile: 'plain',
  menu: 'plain',
  notFetched: 'plain',
  deleted: 'plain',
  tooManyAtOnce: 'plain',
  tooManyToday: 'plain',
  unavailable: 'plain',
});
