// Made from ru/language.ftl by `npm run docs`: change the words there.
import { messages } from '../text/texts';

export interface LanguageWords {
  /** What the language calls itself. */
  readonly own: string;
  /** What it is called in English. */
  readonly english: string;
  /** The words by which people name it, in whatever language they type. */
  readonly named: string;
  /** Words of this language that say that the bot is to speak another one. */
  readonly switching: string;
  /** Words like «to». Before a language’s name they may mean a translation into that language. */
  readonly into: string;
  /** Other words of a line that asks for nothing but a language. */
  readonly beside: string;
}

export const languageTexts = messages<LanguageWords>('language', {
  own: 'plain',
  english: 'plain',
  named: 'plain',
  switching: 'plain',
  into: 'plain',
  beside: 'plain',
});
