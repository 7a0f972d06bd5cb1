// Made from ru/together.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface TogetherWords {
  readonly people: (told: { readonly avatar: Shown | Html; readonly friends: number | bigint }) => Html;
  readonly noAvatar: Html;
  readonly askIdea: (told: { readonly names: Shown | Html }) => Html;
  readonly confirm: (told: {
    readonly names: Shown | Html;
    readonly idea: Shown | Html;
    readonly price: CentiCredits;
  }) => Html;
  readonly caption: Html;
  readonly takenOut: (told: { readonly count: number }) => Html;
  readonly delivered: Html;
  readonly linkComes: Html;
  readonly tooMany: Html;
  readonly tooManyInvitations: Html;
  readonly notAnyMore: Html;
  readonly badIdea: (told: { readonly isTooLong: boolean; readonly length: number }) => Html;
  readonly command: string;
  readonly friend: (told: {
    readonly isChosen: boolean;
    readonly name: Shown;
    readonly scope: 'once' | 'always';
  }) => string;
  readonly invite: string;
  readonly next: string;
  readonly permissions: string;
  readonly newAvatar: string;
  readonly promise: string;
  readonly draw: string;
  readonly otherIdea: string;
  readonly many: string;
  readonly one: string;
  readonly fileName: string;
  readonly preparing: string;
  readonly again: string;
  readonly other: string;
  readonly back: string;
  readonly menu: string;
}

export const togetherTexts = messages<TogetherWords>('together', {
  people: 'html()',
  noAvatar: 'html',
  askIdea: 'html()',
  confirm: 'html()',
  caption: 'html',
  takenOut: 'html()',
  delivered: 'html',
  linkComes: 'html',
  tooMany: 'html',
  tooManyInvitations: 'html',
  notAnyMore: 'html',
  badIdea: 'html()',
  command: 'plain',
  friend: 'plain()',
  invite: 'plain',
  next: 'plain',
  permissions: 'plain',
  newAvatar: 'plain',
  promise: 'plain',
  draw: 'plain',
  otherIdea: 'plain',
  many: 'plain',
  one: 'plain',
  fileName: 'plain',
  preparing: 'plain',
  again: 'plain',
  other: 'plain',
  back: 'plain',
  menu: 'plain',
});
