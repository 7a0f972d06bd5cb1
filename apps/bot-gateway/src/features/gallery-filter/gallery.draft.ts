import type { AvatarId, LookGroup, PictureId } from '@aisha/domain';
import { galleryTexts } from '@aisha/words';
import { flowKit } from '../../engine/conversation';
import { sheetOf } from '../../engine/deliveries/sheet';
import { ChangedAvatars, ChangedPictures } from '../../readers';
import type { MarkingDraft } from '../chosen-files/marks';

/** The periods of the filter, in days back from now. Buttons carry the index of a period, so new periods are only appended. */
export const PERIODS = [7, 30, 365] as const;
type Period = (typeof PERIODS)[number];

/** The pictures that the person wants to see; a filter that is absent leaves no picture out. */
export interface Wanted {
  readonly avatarId?: AvatarId;
  readonly isFavourite?: boolean;
  /** A theme of the catalogue: pictures drawn in its looks, and pictures of its photo sessions. */
  readonly lookGroup?: LookGroup;
  readonly period?: Period;
  readonly words?: string;
}

export interface GalleryDraft extends MarkingDraft {
  readonly wanted: Wanted;
  /** The pictures of the page. Their numbers stay the same while pictures are added and deleted. */
  readonly shown: readonly PictureId[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  /** The open picture's position on the page. */
  readonly at: number;
  /** The avatar after which the page of the list of avatars begins; null or absent on the first page. */
  readonly avatarsBefore?: AvatarId | null;
}

/** What a page shows, and which pictures stay marked while pages are turned. */
export type GalleryView = Pick<GalleryDraft, 'wanted' | 'marked'>;

export type StepName =
  | 'page'
  | 'choose'
  | 'filter'
  | 'avatar'
  | 'look-group'
  | 'picture'
  | 'remove'
  | 'remove-chosen'
  | 'download'
  | 'download-found';
export const { loading, on, goTo, stay, flow } = flowKit<GalleryDraft, StepName>()(galleryTexts);

/** The functions for steps that show the page as one sheet of small pictures, numbered like the buttons. */
export const withSheet = loading(async (readers, { wanted: { avatarId }, shown }, { person: { userId, language } }) => {
  const pictures = await readers.of(ChangedPictures).these(userId, shown);
  const files = shown.map((one) => pictures.find(({ id }) => id === one)?.filePath ?? null);
  const [only] = files;
  const photo = files.length > 1 ? sheetOf(files) : only;
  return {
    language,
    avatar: avatarId ? ((await readers.of(ChangedAvatars).find(userId, avatarId))?.name ?? null) : null,
    picture: files.some((file) => file !== null) && photo ? { photo } : {},
  };
});
