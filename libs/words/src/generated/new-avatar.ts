// Made from ru/new-avatar.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface NewAvatarWords {
  readonly chooseSubject: Html;
  readonly whoIsThere: Html;
  readonly askName: (told: { readonly type: 'style' | 'portrait' }) => Html;
  readonly badName: Html;
  readonly askPhotos: (told: {
    readonly type: 'style' | 'portrait';
    readonly name: Shown | Html;
    readonly accepted: number | bigint;
  }) => Html;
  readonly sendPhotoPlease: (told: { readonly type: 'style' | 'portrait' }) => Html;
  readonly onlyPhotos: Html;
  readonly fileTooLarge: Html;
  readonly count: (told: {
    readonly type: 'style' | 'portrait';
    readonly name: Shown | Html;
    readonly accepted: Shown | Html;
  }) => Html;
  readonly countOfNew: (told: { readonly accepted: Shown | Html }) => Html;
  readonly noIdea: Html;
  readonly notEnough: (told: { readonly type: 'style' | 'portrait'; readonly count: number }) => Html;
  readonly photo: (told: {
    readonly name: Shown | Html;
    readonly type: 'style' | 'portrait';
    readonly position: Shown | Html;
    readonly of: Shown | Html;
    readonly isMain: boolean;
  }) => Html;
  readonly noPhotos: (told: { readonly type: 'style' | 'portrait' }) => Html;
  readonly tooManyUnfinished: Html;
  readonly removed: Html;
  readonly keptAsMe: Html;
  readonly madeMain: Html;
  readonly confirm: (told: {
    readonly type: 'style' | 'portrait';
    readonly name: Shown | Html;
    readonly preset: 'fast' | 'balanced' | 'best';
    readonly photos: number;
    readonly price: CentiCredits;
  }) => Html;
  readonly chooseType: (told: { readonly fastest: CentiCredits }) => Html;
  readonly askSelfie: (told: {
    readonly idea: Shown | Html;
    readonly picture: CentiCredits;
    readonly isGift: boolean;
  }) => Html;
  readonly keptIdea: (told: { readonly idea: Shown | Html }) => Html;
  readonly selfieAccepted: (told: { readonly pictures: number; readonly price: CentiCredits }) => Html;
  readonly selfieDrawn: (told: { readonly pictures: number; readonly price: CentiCredits }) => Html;
  readonly selfieChecking: (told: {
    readonly isAgreed: boolean;
    readonly pictures: number;
    readonly price: CentiCredits;
  }) => Html;
  readonly selfieRefused: Html;
  readonly trainHint: (told: {
    readonly isPromised: boolean;
    readonly missing: Shown | Html;
    readonly price: CentiCredits;
  }) => Html;
  /** The same with figures: how many of ten pictures look like their person. */
  readonly trainGain: (told: {
    readonly photo: Shown | Html;
    readonly model: Shown | Html;
    readonly own?: Shown | Html | null | undefined;
    readonly ownOf: Shown | Html;
    readonly missing: Shown | Html;
    readonly price: CentiCredits;
    readonly pictures: number;
  }) => Html;
  readonly choosePreset: (told: { readonly type: 'style' | 'portrait'; readonly available: CentiCredits }) => Html;
  readonly fileNote: Html;
  readonly trained: (told: { readonly state: 'stopped' | 'style' | 'portrait'; readonly name: Shown | Html }) => Html;
  readonly menu: string;
  readonly create: string;
  readonly back: string;
  readonly type: (told: { readonly type: 'portrait' | 'style' }) => string;
  readonly itIsAStyle: string;
  readonly subject: (told: { readonly subject: string }) => string;
  readonly unnamed: string;
  readonly myStyle: string;
  readonly newAvatar: string;
  readonly draft: (told: {
    readonly name?: Shown | null | undefined;
    readonly photos: number;
    readonly type: 'style' | 'portrait';
  }) => string;
  readonly checking: (told: { readonly type: 'style' | 'portrait'; readonly count: number }) => string;
  readonly taken: (told: { readonly type: 'style' | 'portrait'; readonly count: number }) => string;
  readonly atMost: string;
  readonly beyond: (told: { readonly count: Shown }) => string;
  readonly refused: (told: { readonly count: Shown }) => string;
  readonly advice: (told: {
    readonly type: 'style' | 'portrait';
    readonly count: number;
    readonly advice: Shown;
  }) => string;
  readonly refusal: (told: { readonly reason: Shown }) => string;
  readonly refusals: (told: { readonly count: number; readonly of: Shown }) => string;
  readonly refusedOnes: (told: {
    readonly type: 'style' | 'portrait';
    readonly count: number | bigint;
    readonly numbers: Shown;
    readonly reason: Shown;
  }) => string;
  readonly makeOfThese: (told: {
    readonly isEnough: boolean;
    readonly coming: number | bigint;
    readonly areAll: boolean;
    readonly missing: Shown;
  }) => string;
  readonly make: string;
  readonly more: (told: { readonly type: 'style' | 'portrait'; readonly count: number }) => string;
  readonly enough: (told: { readonly type: 'style' | 'portrait' }) => string;
  readonly full: string;
  readonly done: string;
  /** The next two buttons share a row. */
  readonly next: string;
  readonly tryNow: string;
  readonly drawIdea: (told: { readonly idea: Shown }) => string;
  readonly withoutMe: (told: { readonly price: CentiCredits }) => string;
  readonly drawMe: (told: { readonly pictures: Shown; readonly price: CentiCredits }) => string;
  readonly look: (told: { readonly type: 'style' | 'portrait' }) => string;
  readonly remove: string;
  readonly makeMain: (told: { readonly type: 'style' | 'portrait' }) => string;
  readonly addMore: string;
  readonly notOpen: string;
  readonly mine: string;
  readonly generate: string;
  readonly itIsMe: string;
  readonly preset: (told: { readonly preset: 'fast' | 'balanced' | 'best'; readonly price: CentiCredits }) => string;
  readonly promise: (told: { readonly guarantee?: 'holds' | 'strangers' | 'used' | null | undefined }) => string;
  readonly start: string;
  readonly commandCreate: string;
  readonly flowTitle: string;
  readonly flowRemains: string;
  readonly fileMany: string;
  readonly fileOne: string;
  readonly fileName: string;
  readonly orderTitle: string;
  readonly orderShortTitle: string;
  readonly orderPreparing: string;
}

export const newAvatarTexts = messages<NewAvatarWords>('new-avatar', {
  chooseSubject: 'html',
  whoIsThere: 'html',
  askName: 'html()',
  badName: 'html',
  askPhotos: 'html()',
  sendPhotoPlease: 'html()',
  onlyPhotos: 'html',
  fileTooLarge: 'html',
  count: 'html()',
  countOfNew: 'html()',
  noIdea: 'html',
  notEnough: 'html()',
  photo: 'html()',
  noPhotos: 'html()',
  tooManyUnfinished: 'html',
  removed: 'html',
  keptAsMe: 'html',
  madeMain: 'html',
  confirm: 'html()',
  chooseType: 'html()',
  askSelfie: 'html()',
  keptIdea: 'html()',
  selfieAccepted: 'html()',
  selfieDrawn: 'html()',
  selfieChecking: 'html()',
  selfieRefused: 'html',
  trainHint: 'html()',
  trainGain: 'html()',
  choosePreset: 'html()',
  fileNote: 'html',
  trained: 'html()',
  menu: 'plain',
  create: 'plain',
  back: 'plain',
  type: 'plain()',
  itIsAStyle: 'plain',
  subject: 'plain()',
  unnamed: 'plain',
  myStyle: 'plain',
  newAvatar: 'plain',
  draft: 'plain()',
  checking: 'plain()',
  taken: 'plain()',
  atMost: 'plain',
  beyond: 'plain()',
  refused: 'plain()',
  advice: 'plain()',
  refusal: 'plain()',
  refusals: 'plain()',
  refusedOnes: 'plain()',
  makeOfThese: 'plain()',
  make: 'plain',
  more: 'plain()',
  enough: 'plain()',
  full: 'plain',
  done: 'plain',
  next: 'plain',
  tryNow: 'plain',
  drawIdea: 'plain()',
  withoutMe: 'plain()',
  drawMe: 'plain()',
  look: 'plain()',
  remove: 'plain',
  makeMain: 'plain()',
  addMore: 'plain',
  notOpen: 'plain',
  mine: 'plain',
  generate: 'plain',
  itIsMe: 'plain',
  preset: 'plain()',
  promise: 'plain()',
  start: 'plain',
  commandCreate: 'plain',
  flowTitle: 'plain',
  flowRemains: 'plain',
  fileMany: 'plain',
  fileOne: 'plain',
  fileName: 'plain',
  orderTitle: 'plain',
  orderShortTitle: 'plain',
  orderPreparing: 'plain',
});
