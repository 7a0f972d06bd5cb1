import type { AvatarId, LookGroup, PictureId } from '@aisha/domain';
import { galleryTexts } from '@aisha/words';
import { flowKit } from '../../engine/conversation';
import { ChangedAvatars } from '../../readers';

/** Days back from now. Buttons carry the index: append, never reorder. */
export const PERIODS = [7, 30, 365] as const;
type Period = (typeof PERIODS)[number];

/** The pictures that the person wants to see; absent: all. */
export interface Wanted {
  readonly avatarId?: AvatarId;
  readonly isFavourite?: boolean;
  /** A theme of the catalogue: pictures in its looks, and of its photo sessions. */
  readonly lookGroup?: LookGroup;
  readonly period?: Period;
  readonly words?: string;
}

export interface GalleryDraft {
  readonly wanted: Wanted;
  /** The album above the screen, picture by picture: its numbers stay what they are while pictures come and go. */
  readonly shown: readonly PictureId[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  /** The picture that is open, by its place in the album. */
  readonly at: number;
  /** Pictures marked for one archive, on this page and on others; absent: none are being chosen. */
  readonly chosen?: readonly PictureId[];
  /** Where the list of avatars begins. */
  readonly avatarsBefore?: AvatarId | null;
}

/** What a page shows, and what stays marked while pages are turned. */
export type GalleryView = Pick<GalleryDraft, 'wanted' | 'chosen'>;

export type StepName = 'page' | 'choose' | 'filter' | 'avatar' | 'look-group' | 'picture' | 'remove' | 'download';
export const { step, loading, on, goTo, stay, flow } = flowKit<GalleryDraft, StepName>()(galleryTexts);

/** For steps that name the avatar whose pictures are shown. */
export const withAvatarName = loading(async (readers, { wanted: { avatarId } }, { person: { userId, language } }) => ({
  language,
  avatar: avatarId ? ((await readers.of(ChangedAvatars).find(userId, avatarId))?.name ?? null) : null,
}));
