// Made from ru/tickets.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface TicketsWords {
  readonly write: (told: {
    readonly number?: Shown | Html | null | undefined;
    readonly contact: Shown | Html;
    readonly isBanned: boolean;
  }) => Html;
  readonly taken: (told: { readonly hasFile: boolean; readonly number: Shown | Html }) => Html;
  readonly onlyWords: (told: { readonly contact: Shown | Html }) => Html;
  readonly tooLong: (told: { readonly most: Shown | Html }) => Html;
  readonly tooMany: (told: { readonly most: Shown | Html; readonly contact: Shown | Html }) => Html;
  readonly answer: (told: { readonly number: Shown | Html; readonly words: Shown | Html }) => Html;
  readonly closed: (told: { readonly number: Shown | Html }) => Html;
  readonly menu: string;
  readonly again: string;
  readonly command: string;
}

export const ticketsTexts = messages<TicketsWords>('tickets', {
  write: 'html()',
  taken: 'html()',
  onlyWords: 'html()',
  tooLong: 'html()',
  tooMany: 'html()',
  answer: 'html()',
  closed: 'html()',
  menu: 'plain',
  again: 'plain',
  command: 'plain',
});
