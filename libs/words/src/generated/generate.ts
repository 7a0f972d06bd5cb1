// Made from ru/generate.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface GenerateWords {
  readonly askAnyIdea: (told: { readonly hasAvatar: boolean }) => Html;
  readonly askIdea: (told: { readonly type: 'style' | 'portrait'; readonly avatar: Shown | Html }) => Html;
  readonly instant: (told: { readonly path: 'references' | 'photo'; readonly references: Shown | Html }) => Html;
  readonly chooseAvatar: Html;
  readonly idea: (told: { readonly idea: Shown | Html }) => Html;
  readonly photoIdea: (told: { readonly idea: Shown | Html }) => Html;
  readonly similarIdea: (told: { readonly idea: Shown | Html }) => Html;
  readonly reframedIdea: (told: { readonly idea: Shown | Html }) => Html;
  readonly howToDraw: (told: { readonly hasAvatar: boolean; readonly seed?: Shown | Html | null | undefined }) => Html;
  readonly keptSeed: (told: { readonly seed: Shown | Html }) => Html;
  readonly details: (told: {
    readonly seed: Shown | Html;
    readonly aspectRatio: Shown | Html;
    readonly quality?: string | Html | null | undefined;
  }) => Html;
  readonly asked: (told: {
    readonly avatar?: Shown | Html | null | undefined;
    readonly idea: Shown | Html;
    readonly ratio?: Shown | Html | null | undefined;
  }) => Html;
  readonly done: Html;
  readonly originalsBelow: Html;
  readonly prompt: (told: { readonly prompt: Shown | Html }) => Html;
  readonly askMark: (told: { readonly mark: 'favourite' | 'main-photo' }) => Html;
  readonly nowMarked: (told: { readonly mark: 'favourite' | 'main-photo' }) => Html;
  readonly notMarked: (told: { readonly mark: 'favourite' | 'main-photo' }) => Html;
  readonly noAvatarToShow: Html;
  readonly gone: Html;
  readonly wordsGone: Html;
  readonly ideaGone: Html;
  readonly goneAlready: Html;
  readonly askRemove: Html;
  readonly askRemoveOld: Html;
  readonly removed: Html;
  readonly removedOld: Html;
  readonly badIdea: (told: { readonly isTooLong: boolean; readonly length: number }) => Html;
  readonly offer: (told: {
    readonly idea: Shown | Html;
    readonly avatar?: Shown | Html | null | undefined;
    readonly isStyle: boolean;
    readonly path: 'references' | 'photo' | 'model';
    readonly references: Shown | Html;
    readonly likeness?: Shown | Html | null | undefined;
    readonly enhance: boolean;
    readonly pictureCount: number;
    readonly aspectRatio: Shown | Html;
    readonly quality?: 'fast' | 'best' | 'normal' | null | undefined;
    readonly price: CentiCredits;
    readonly seed?: Shown | Html | null | undefined;
  }) => Html;
  readonly menu: string;
  readonly back: string;
  readonly create: string;
  readonly otherAvatar: (told: { readonly areSeveral: boolean }) => string;
  readonly withoutAvatar: string;
  readonly trainIt: string;
  readonly trainExactly: (told: { readonly isPromised: boolean; readonly price: CentiCredits }) => string;
  readonly avatarLine: (told: {
    readonly isMain: boolean;
    readonly name: Shown;
    readonly isInstant: boolean;
  }) => string;
  /** What an avatar is drawn from, on a button of two. */
  readonly pathLabel: (told: {
    readonly path: 'model' | 'references' | 'photo';
    readonly references: Shown;
    readonly likeness?: Shown | null | undefined;
  }) => string;
  readonly more: string;
  readonly quality: (told: { readonly quality: 'fast' | 'normal' | 'best' }) => string;
  readonly anySeed: string;
  readonly reframe: (told: { readonly ratio: Shown }) => string;
  readonly keepSeed: string;
  readonly choice: (told: { readonly isChosen: boolean; readonly label: Shown }) => string;
  readonly enhance: (told: { readonly isOn: boolean }) => string;
  readonly anotherWay: string;
  readonly promise: string;
  readonly draw: (told: { readonly count: Shown; readonly price: CentiCredits }) => string;
  readonly again: (told: { readonly count?: Shown | null | undefined }) => string;
  readonly repeat: string;
  readonly anotherIdea: string;
  readonly originals: string;
  readonly original: (told: { readonly place: Shown; readonly ending: Shown }) => string;
  readonly similar: string;
  readonly showPrompt: string;
  readonly remove: string;
  readonly favourite: string;
  readonly mainPhoto: string;
  readonly place: (told: { readonly isOn: boolean; readonly place: Shown }) => string;
  readonly marked: string;
  readonly removeSurely: string;
  readonly keep: string;
  readonly useDrawSimilar: string;
  readonly flowTitle: string;
  readonly entryGenerate: string;
  readonly entryLooks: string;
  readonly commandGenerate: string;
  readonly orderTitle: string;
  readonly orderShortTitle: string;
  readonly orderPreparing: string;
  readonly orderAgain: string;
  readonly fileMany: string;
  readonly fileOne: string;
  readonly fileName: string;
}

export const generateTexts = messages<GenerateWords>('generate', {
  askAnyIdea: 'html()',
  askIdea: 'html()',
  instant: 'html()',
  chooseAvatar: 'html',
  idea: 'html()',
  photoIdea: 'html()',
  similarIdea: 'html()',
  reframedIdea: 'html()',
  howToDraw: 'html()',
  keptSeed: 'html()',
  details: 'html()',
  asked: 'html()',
  done: 'html',
  originalsBelow: 'html',
  prompt: 'html()',
  askMark: 'html()',
  nowMarked: 'html()',
  notMarked: 'html()',
  noAvatarToShow: 'html',
  gone: 'html',
  wordsGone: 'html',
  ideaGone: 'html',
  goneAlready: 'html',
  askRemove: 'html',
  askRemoveOld: 'html',
  removed: 'html',
  removedOld: 'html',
  badIdea: 'html()',
  offer: 'html()',
  menu: 'plain',
  back: 'plain',
  create: 'plain',
  otherAvatar: 'plain()',
  withoutAvatar: 'plain',
  trainIt: 'plain',
  trainExactly: 'plain()',
  avatarLine: 'plain()',
  pathLabel: 'plain()',
  more: 'plain',
  quality: 'plain()',
  anySeed: 'plain',
  reframe: 'plain()',
  keepSeed: 'plain',
  choice: 'plain()',
  enhance: 'plain()',
  anotherWay: 'plain',
  promise: 'plain',
  draw: 'plain()',
  again: 'plain()',
  repeat: 'plain',
  anotherIdea: 'plain',
  originals: 'plain',
  original: 'plain()',
  similar: 'plain',
  showPrompt: 'plain',
  remove: 'plain',
  favourite: 'plain',
  mainPhoto: 'plain',
  place: 'plain()',
  marked: 'plain',
  removeSurely: 'plain',
  keep: 'plain',
  useDrawSimilar: 'plain',
  flowTitle: 'plain',
  entryGenerate: 'plain',
  entryLooks: 'plain',
  commandGenerate: 'plain',
  orderTitle: 'plain',
  orderShortTitle: 'plain',
  orderPreparing: 'plain',
  orderAgain: 'plain',
  fileMany: 'plain',
  fileOne: 'plain',
  fileName: 'plain',
});
