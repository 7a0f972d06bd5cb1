// Made from ru/report.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface ReportWords {
  readonly ask: Html;
  readonly tell: (told: { readonly about: string | Html }) => Html;
  readonly sent: Html;
  readonly sentFirst: Html;
  readonly alreadySent: Html;
  readonly notAPicture: Html;
  readonly tooLong: Html;
  readonly news: (told: {
    readonly news: 'taken' | 'no-face' | 'photo-unread' | 'too-many' | 'stopped' | 'paused' | 'closed';
    readonly number: Shown | Html;
  }) => Html;
  readonly menu: string;
  readonly back: string;
  readonly about: (told: { readonly about: string }) => string;
  readonly withoutWords: string;
  readonly again: string;
  readonly commandReport: string;
}

export const reportTexts = messages<ReportWords>('report', {
  ask: 'html',
  tell: 'html()',
  sent: 'html',
  sentFirst: 'html',
  alreadySent: 'html',
  notAPicture: 'html',
  tooLong: 'html',
  news: 'html()',
  menu: 'plain',
  back: 'plain',
  about: 'plain()',
  withoutWords: 'plain',
  again: 'plain',
  commandReport: 'plain',
});
