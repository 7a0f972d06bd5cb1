// Made from ru/looks.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface LooksWords {
  readonly noAvatar: Html;
  readonly chooseGroup: (told: { readonly type: 'style' | 'portrait'; readonly avatar: Shown | Html }) => Html;
  readonly look: (told: { readonly name: Shown | Html }) => Html;
  readonly chooseLook: (told: { readonly group: Shown | Html; readonly avatar: Shown | Html }) => Html;
  readonly chooseScene: (told: { readonly group: Shown | Html; readonly style: Shown | Html }) => Html;
  readonly sessionOffer: (told: {
    readonly group: Shown | Html;
    readonly avatar: Shown | Html;
    readonly size: number | bigint;
    readonly price: CentiCredits;
    readonly apart: Shown | Html;
  }) => Html;
  readonly looks: string;
  readonly lookLine: (told: { readonly number: Shown; readonly name: Shown }) => string;
  readonly otherLook: string;
  readonly otherGroups: string;
  readonly session: string;
  readonly sessionIdea: (told: {
    readonly group: 'business' | 'cinema' | 'travel' | 'fashion' | 'fantasy' | 'festive';
  }) => string;
  readonly sessionPromise: string;
  readonly sessionSize: (told: { readonly size: number | bigint }) => string;
  readonly shoot: (told: { readonly size: Shown; readonly price: CentiCredits }) => string;
  readonly toGroup: string;
}

export const looksTexts = messages<LooksWords>('looks', {
  noAvatar: 'html',
  chooseGroup: 'html()',
  look: 'html()',
  chooseLook: 'html()',
  chooseScene: 'html()',
  sessionOffer: 'html()',
  looks: 'plain',
  lookLine: 'plain()',
  otherLook: 'plain',
  otherGroups: 'plain',
  session: 'plain',
  sessionIdea: 'plain()',
  sessionPromise: 'plain',
  sessionSize: 'plain()',
  shoot: 'plain()',
  toGroup: 'plain',
});
