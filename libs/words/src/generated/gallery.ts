// Made from ru/gallery.ftl by `npm run docs`: change the words there.
import type { CentiCredits } from '@aisha/domain';
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface GalleryWords {
  readonly whichLookGroup: Html;
  readonly whichAvatar: Html;
  readonly marked: Html;
  readonly unmarked: Html;
  readonly isMainNow: Html;
  readonly isMainNoMore: Html;
  readonly originalBelow: Html;
  readonly gone: Html;
  readonly askRemove: Html;
  readonly removed: Html;
  readonly removeSomeNote: Html;
  readonly isPacking: Html;
  readonly enoughForToday: (told: {
    readonly aDay: Shown | Html;
    readonly partMegabytes: Shown | Html;
    readonly againInMs: number;
  }) => Html;
  readonly nothingToPack: Html;
  readonly packing: (told: { readonly packed: Shown | Html; readonly total: Shown | Html }) => Html;
  readonly packed: (told: { readonly count: number; readonly archives: number }) => Html;
  readonly nothingPacked: Html;
  readonly notPacked: (told: { readonly packed: number | bigint }) => Html;
  readonly archive: (told: { readonly part: Shown | Html; readonly count: number }) => Html;
  /** $filters: the filters that the person has chosen, each after « · ». */
  readonly page: (told: { readonly filters: Shown | Html }) => Html;
  readonly choose: (told: { readonly filters: Shown | Html }) => Html;
  readonly nothing: (told: {
    readonly filters: Shown | Html;
    readonly why: 'others' | 'words' | 'favourites' | 'filters' | 'empty';
  }) => Html;
  readonly chooseSome: (told: {
    readonly count: Shown | Html;
    readonly filters: Shown | Html;
    readonly hasPictures: boolean;
  }) => Html;
  readonly askDownload: (told: {
    readonly filters: Shown | Html;
    readonly reach: 'today' | 'newest' | 'all';
    readonly count: number;
    readonly againInMs: number;
    readonly megabytes: Shown | Html;
    readonly isInParts: boolean;
    readonly partMegabytes: Shown | Html;
  }) => Html;
  readonly notTaken: (told: {
    readonly archives: number | bigint;
    readonly areSome: boolean;
    readonly refused: Shown | Html;
  }) => Html;
  readonly menu: string;
  readonly newer: string;
  readonly onlyFavouritesSaid: string;
  readonly wordsSaid: (told: { readonly words: Shown }) => string;
  readonly periodSaid: (told: { readonly days: number | bigint }) => string;
  readonly older: string;
  readonly filters: string;
  readonly onlyFavourites: (told: { readonly isOn: boolean }) => string;
  readonly all: string;
  readonly draw: string;
  readonly avatar: (told: { readonly name?: Shown | null | undefined }) => string;
  readonly period: (told: { readonly isOn: boolean; readonly days: number | bigint }) => string;
  readonly reset: string;
  readonly show: string;
  readonly lookGroup: (told: { readonly name?: Shown | null | undefined }) => string;
  readonly anyLookGroup: string;
  readonly anyAvatar: string;
  readonly newestAvatars: string;
  readonly olderAvatars: string;
  readonly seed: (told: { readonly seed: Shown }) => string;
  readonly cost: (told: { readonly units: number; readonly amount: CentiCredits }) => string;
  readonly favourite: (told: { readonly isOn: boolean }) => string;
  readonly mainPhoto: (told: { readonly isOn: boolean }) => string;
  readonly original: string;
  readonly fileName: (told: { readonly ending: Shown }) => string;
  readonly again: string;
  readonly similar: string;
  readonly showPrompt: string;
  readonly remove: string;
  readonly back: string;
  readonly removeSurely: string;
  readonly keep: string;
  readonly download: string;
  readonly pack: string;
  readonly archiveName: (told: { readonly part: Shown }) => string;
  readonly openPictures: string;
  readonly entryGallery: string;
  readonly commandPictures: string;
  /** How many: «3 картинки», in the accusative. */
  readonly some: (told: { readonly count: number }) => string;
}

export const galleryTexts = messages<GalleryWords>('gallery', {
  whichLookGroup: 'html',
  whichAvatar: 'html',
  marked: 'html',
  unmarked: 'html',
  isMainNow: 'html',
  isMainNoMore: 'html',
  originalBelow: 'html',
  gone: 'html',
  askRemove: 'html',
  removed: 'html',
  removeSomeNote: 'html',
  isPacking: 'html',
  enoughForToday: 'html()',
  nothingToPack: 'html',
  packing: 'html()',
  packed: 'html()',
  nothingPacked: 'html',
  notPacked: 'html()',
  archive: 'html()',
  page: 'html()',
  choose: 'html()',
  nothing: 'html()',
  chooseSome: 'html()',
  askDownload: 'html()',
  notTaken: 'html()',
  menu: 'plain',
  newer: 'plain',
  onlyFavouritesSaid: 'plain',
  wordsSaid: 'plain()',
  periodSaid: 'plain()',
  older: 'plain',
  filters: 'plain',
  onlyFavourites: 'plain()',
  all: 'plain',
  draw: 'plain',
  avatar: 'plain()',
  period: 'plain()',
  reset: 'plain',
  show: 'plain',
  lookGroup: 'plain()',
  anyLookGroup: 'plain',
  anyAvatar: 'plain',
  newestAvatars: 'plain',
  olderAvatars: 'plain',
  seed: 'plain()',
  cost: 'plain()',
  favourite: 'plain()',
  mainPhoto: 'plain()',
  original: 'plain',
  fileName: 'plain()',
  again: 'plain',
  similar: 'plain',
  showPrompt: 'plain',
  remove: 'plain',
  back: 'plain',
  removeSurely: 'plain',
  keep: 'plain',
  download: 'plain',
  pack: 'plain',
  archiveName: 'plain()',
  openPictures: 'plain',
  entryGallery: 'plain',
  commandPictures: 'plain',
  some: 'plain()',
});
