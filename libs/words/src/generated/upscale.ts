// Made from ru/upscale.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../html';
import { messages, type Shown } from '../texts';

export interface UpscaleWords {
  readonly which: Html;
  readonly gone: Html;
  readonly confirm: (told: { readonly longestSide?: number | null | undefined; readonly price: CentiCredits }) => Html;
  readonly caption: Html;
  readonly picture: (told: { readonly place: Shown }) => string;
  readonly promise: string;
  readonly start: string;
  readonly anotherIdea: string;
  readonly size: (told: { readonly isChosen: boolean; readonly size: Shown }) => string;
  readonly what: (told: { readonly size: Shown }) => string;
  readonly fileName: string;
  readonly back: string;
  readonly menu: string;
}

export const upscaleTexts = messages<UpscaleWords>('upscale', {
  which: 'html',
  gone: 'html',
  confirm: 'html()',
  caption: 'html',
  picture: 'plain()',
  promise: 'plain',
  start: 'plain',
  anotherIdea: 'plain',
  size: 'plain()',
  what: 'plain()',
  fileName: 'plain',
  back: 'plain',
  menu: 'plain',
});
