// Made from ru/upscale.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface UpscaleWords {
  readonly which: (told: {
    readonly numbered?: 'album' | 'gaps' | null | undefined;
    readonly longestSide?: number | null | undefined;
    readonly isAtMost: boolean;
    readonly isForAll: boolean;
    readonly price: CentiCredits;
  }) => Html;
  readonly gone: Html;
  readonly confirm: (told: { readonly longestSide?: number | null | undefined; readonly price: CentiCredits }) => Html;
  readonly caption: Html;
  readonly orderDelivered: Html;
  readonly picture: (told: { readonly place: Shown }) => string;
  readonly otherSize: (told: {
    readonly isAtMost: boolean;
    readonly size: Shown;
    readonly price: CentiCredits;
  }) => string;
  readonly promise: string;
  readonly start: string;
  readonly anotherIdea: string;
  readonly size: (told: { readonly isChosen: boolean; readonly size: Shown }) => string;
  readonly what: (told: { readonly size: Shown }) => string;
  readonly fileName: string;
  readonly back: string;
  readonly menu: string;
  readonly flowTitle: string;
  readonly fileMany: string;
  readonly fileOne: string;
  readonly fileKeptAs: string;
  readonly orderTitle: string;
  readonly orderShortTitle: string;
  readonly orderPreparing: string;
}

export const upscaleTexts = messages<UpscaleWords>('upscale', {
  which: 'html()',
  gone: 'html',
  confirm: 'html()',
  caption: 'html',
  orderDelivered: 'html',
  picture: 'plain()',
  otherSize: 'plain()',
  promise: 'plain',
  start: 'plain',
  anotherIdea: 'plain',
  size: 'plain()',
  what: 'plain()',
  fileName: 'plain',
  back: 'plain',
  menu: 'plain',
  flowTitle: 'plain',
  fileMany: 'plain',
  fileOne: 'plain',
  fileKeptAs: 'plain',
  orderTitle: 'plain',
  orderShortTitle: 'plain',
  orderPreparing: 'plain',
});
