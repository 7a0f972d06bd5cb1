// Made from ru/animate.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface AnimateWords {
  readonly ask: Html;
  readonly which: Html;
  readonly gone: Html;
  readonly confirm: (told: { readonly price: CentiCredits }) => Html;
  readonly caption: Html;
  readonly delivered: Html;
  readonly goneNow: Html;
  readonly picture: (told: { readonly place: Shown }) => string;
  readonly promise: string;
  readonly start: string;
  readonly motion: (told: {
    readonly isChosen: boolean;
    readonly motion: 'glance' | 'wind' | 'camera' | 'alive';
  }) => string;
  readonly what: (told: { readonly motion: 'glance' | 'wind' | 'camera' | 'alive' }) => string;
  readonly many: string;
  readonly one: string;
  readonly fileName: string;
  readonly preparing: string;
  readonly again: string;
  readonly other: string;
  readonly back: string;
  readonly entryAnimate: string;
  readonly command: string;
}

export const animateTexts = messages<AnimateWords>('animate', {
  ask: 'html',
  which: 'html',
  gone: 'html',
  confirm: 'html()',
  caption: 'html',
  delivered: 'html',
  goneNow: 'html',
  picture: 'plain()',
  promise: 'plain',
  start: 'plain',
  motion: 'plain()',
  what: 'plain()',
  many: 'plain',
  one: 'plain',
  fileName: 'plain',
  preparing: 'plain',
  again: 'plain',
  other: 'plain',
  back: 'plain',
  entryAnimate: 'plain',
  command: 'plain',
});
