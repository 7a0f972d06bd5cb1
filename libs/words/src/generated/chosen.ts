// Made from ru/chosen.ftl by `npm run docs`: change the words there.
import type { Html } from '../text/html';
import { messages, type Shown } from '../text/texts';

export interface ChosenWords {
  /** $most: how many can be marked at once. */
  readonly tooMany: (told: { readonly most: Shown | Html }) => Html;
  readonly choose: (told: {
    readonly count: Shown | Html;
    readonly words?: Shown | Html | null | undefined;
    readonly isAny: boolean;
  }) => Html;
  /** $some: what is packed, such as «3 картинки». $gone of the marked were deleted before, $large do not fit into an archive. */
  readonly askDownload: (told: {
    readonly some: Shown | Html;
    readonly gone: number | bigint;
    readonly large: number | bigint;
    readonly partMegabytes: Shown | Html;
    readonly left: number | bigint;
    readonly againInMs: number;
    readonly megabytes: Shown | Html;
    readonly isInParts: boolean;
  }) => Html;
  readonly isPacking: Html;
  readonly enoughForToday: (told: {
    readonly aDay: Shown | Html;
    readonly partMegabytes: Shown | Html;
    readonly againInMs: number;
  }) => Html;
  readonly tooLarge: (told: { readonly partMegabytes: Shown | Html }) => Html;
  readonly allGone: Html;
  readonly sent: (told: { readonly gone: number | bigint }) => Html;
  /** $some: what is deleted. $kinds: the same by kinds, a line for each. $note: what goes with it. $staying are photos of avatars. */
  readonly askRemove: (told: {
    readonly some: Shown | Html;
    readonly kinds?: Shown | Html | null | undefined;
    readonly gone: number | bigint;
    readonly staying: number | bigint;
    readonly note: Shown | Html;
  }) => Html;
  readonly nothingToRemove: Html;
  readonly removed: (told: {
    readonly some: Shown | Html;
    readonly gone: number | bigint;
    readonly staying: number | bigint;
  }) => Html;
  readonly packing: (told: { readonly packed: Shown | Html; readonly total: Shown | Html }) => Html;
  readonly packed: (told: { readonly count: number; readonly archives: number }) => Html;
  readonly nothingPacked: Html;
  readonly notPacked: (told: { readonly packed: number | bigint }) => Html;
  readonly archive: (told: { readonly part: Shown | Html; readonly count: number }) => Html;
  readonly notTaken: (told: {
    readonly archives: number | bigint;
    readonly areSome: boolean;
    readonly refused: Shown | Html;
  }) => Html;
  readonly menu: string;
  readonly choosing: string;
  readonly line: (told: { readonly isMarked: boolean; readonly label: Shown }) => string;
  readonly wholePage: (told: { readonly isWhole: boolean }) => string;
  readonly downloadOne: string;
  readonly downloadSome: (told: { readonly count: Shown }) => string;
  readonly removeSome: (told: { readonly count: Shown }) => string;
  readonly cancel: string;
  readonly pack: string;
  readonly back: string;
  readonly removeSurely: string;
  readonly keep: string;
  readonly kind: (told: {
    readonly many: Shown;
    readonly count: Shown;
    readonly removedWith?: Shown | null | undefined;
  }) => string;
}

export const chosenTexts = messages<ChosenWords>('chosen', {
  tooMany: 'html()',
  choose: 'html()',
  askDownload: 'html()',
  isPacking: 'html',
  enoughForToday: 'html()',
  tooLarge: 'html()',
  allGone: 'html',
  sent: 'html()',
  askRemove: 'html()',
  nothingToRemove: 'html',
  removed: 'html()',
  packing: 'html()',
  packed: 'html()',
  nothingPacked: 'html',
  notPacked: 'html()',
  archive: 'html()',
  notTaken: 'html()',
  menu: 'plain',
  choosing: 'plain',
  line: 'plain()',
  wholePage: 'plain()',
  downloadOne: 'plain',
  downloadSome: 'plain()',
  removeSome: 'plain()',
  cancel: 'plain',
  pack: 'plain',
  back: 'plain',
  removeSurely: 'plain',
  keep: 'plain',
  kind: 'plain()',
});
