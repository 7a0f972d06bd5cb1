// Made from ru/statement.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface StatementWords {
  readonly chooseMonth: (told: { readonly place: Shown | Html }) => Html;
  readonly noMonths: Html;
  readonly made: (told: { readonly month: Shown | Html }) => Html;
  readonly madeToCalculate: Html;
  readonly refusedAtOnce: Html;
  readonly refusedToday: (told: { readonly aDay: Shown | Html }) => Html;
  readonly failed: (told: { readonly month: Shown | Html }) => Html;
  readonly making: Html;
  readonly enoughToday: (told: { readonly aDay: Shown | Html }) => Html;
  readonly older: string;
  readonly newest: string;
  readonly back: string;
  readonly menu: string;
  readonly title: (told: { readonly month: Shown }) => string;
  readonly period: (told: { readonly from: Shown; readonly to: Shown; readonly place: Shown }) => string;
  readonly foot: (told: { readonly title: Shown }) => string;
  readonly opening: string;
  readonly closing: string;
  readonly held: string;
  readonly debt: string;
  readonly columnDate: string;
  readonly columnWhat: string;
  readonly columnIn: string;
  readonly columnOut: string;
  readonly columnBalance: string;
  readonly columnStars: string;
  readonly columnPayment: string;
  readonly columnOrder: string;
  readonly columnCard: string;
  readonly columnCurrency: string;
  readonly payment: (told: { readonly chargeId: Shown }) => string;
  readonly sums: string;
  readonly cameIn: string;
  readonly wentOut: string;
  readonly starsPaid: string;
  readonly starsBack: string;
  readonly byKind: string;
  readonly kindCount: (told: { readonly kind: Shown; readonly count: Shown }) => string;
}

export const statementTexts = messages<StatementWords>('statement', {
  chooseMonth: 'html()',
  noMonths: 'html',
  made: 'html()',
  madeToCalculate: 'html',
  refusedAtOnce: 'html',
  refusedToday: 'html()',
  failed: 'html()',
  making: 'html',
  enoughToday: 'html()',
  older: 'plain',
  newest: 'plain',
  back: 'plain',
  menu: 'plain',
  title: 'plain()',
  period: 'plain()',
  foot: 'plain()',
  opening: 'plain',
  closing: 'plain',
  held: 'plain',
  debt: 'plain',
  columnDate: 'plain',
  columnWhat: 'plain',
  columnIn: 'plain',
  columnOut: 'plain',
  columnBalance: 'plain',
  columnStars: 'plain',
  columnPayment: 'plain',
  columnOrder: 'plain',
  columnCard: 'plain',
  columnCurrency: 'plain',
  payment: 'plain()',
  sums: 'plain',
  cameIn: 'plain',
  wentOut: 'plain',
  starsPaid: 'plain',
  starsBack: 'plain',
  byKind: 'plain',
  kindCount: 'plain()',
});
