// Made from ru/spending.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface SpendingWords {
  readonly title: Html;
  readonly noLimit: Html;
  readonly limit: (told: { readonly limit: CentiCredits; readonly spent: CentiCredits }) => Html;
  readonly limitFrom: (told: { readonly from: Shown | Html; readonly limit: CentiCredits }) => Html;
  readonly noLimitFrom: (told: { readonly from: Shown | Html }) => Html;
  readonly noReminder: Html;
  readonly reminder: (told: { readonly threshold: CentiCredits }) => Html;
  readonly askLimit: (told: { readonly most: Shown | Html }) => Html;
  readonly askReminder: (told: { readonly most: Shown | Html }) => Html;
  readonly notUnderstood: (told: { readonly most: Shown | Html }) => Html;
  readonly limitSet: (told: { readonly isAtOnce: boolean; readonly limit: CentiCredits }) => Html;
  readonly dropped: Html;
  readonly quiet: Html;
  readonly reminderSet: (told: { readonly threshold: CentiCredits }) => Html;
  readonly remind: (told: { readonly available: CentiCredits; readonly threshold: CentiCredits }) => Html;
  readonly command: string;
  readonly setLimit: string;
  readonly changeLimit: string;
  readonly dropLimit: string;
  readonly setReminder: string;
  readonly changeReminder: string;
  readonly dropReminder: string;
  readonly topUp: string;
  readonly change: string;
  readonly back: string;
  readonly balance: string;
  readonly menu: string;
}

export const spendingTexts = messages<SpendingWords>('spending', {
  title: 'html',
  noLimit: 'html',
  limit: 'html()',
  limitFrom: 'html()',
  noLimitFrom: 'html()',
  noReminder: 'html',
  reminder: 'html()',
  askLimit: 'html()',
  askReminder: 'html()',
  notUnderstood: 'html()',
  limitSet: 'html()',
  dropped: 'html',
  quiet: 'html',
  reminderSet: 'html()',
  remind: 'html()',
  command: 'plain',
  setLimit: 'plain',
  changeLimit: 'plain',
  dropLimit: 'plain',
  setReminder: 'plain',
  changeReminder: 'plain',
  dropReminder: 'plain',
  topUp: 'plain',
  change: 'plain',
  back: 'plain',
  balance: 'plain',
  menu: 'plain',
});
