// Made from ru/news.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages } from '../text/texts';

export interface NewsWords {
  readonly news: (told: { readonly isOn: boolean }) => Html;
  readonly turnedOff: Html;
  readonly turnedOn: Html;
  readonly turnOff: string;
  readonly turnOn: string;
  readonly noMore: string;
  readonly menu: string;
  readonly command: string;
}

export const newsTexts = messages<NewsWords>('news', {
  news: 'html()',
  turnedOff: 'html',
  turnedOn: 'html',
  turnOff: 'plain',
  turnOn: 'plain',
  noMore: 'plain',
  menu: 'plain',
  command: 'plain',
});
