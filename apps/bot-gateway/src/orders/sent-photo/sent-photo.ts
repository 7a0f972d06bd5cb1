import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox, type SentPhoto } from '@aisha/contracts/bot-gateway';
import { FREE_FILES_A_DAY, HOUR_MS, madeAt, type PhotoId, RETENTION_MS } from '@aisha/domain';
import type { InputOf, SentPhotoRefusal, SentPhotoUse } from '@aisha/kinds';
import { incomingPhotoKey } from '@aisha/storage';
import {
  open,
  type Anywhere,
  type DraftKey,
  type Effect,
  type Elsewhere,
  type IncomingFile,
  type StepContext,
} from '../../engine/conversation';
import { fetchFree, noPicture } from '../../free-files/fetch-free';
import type { FileBudget } from '../../free-files/file-budget.store';
import type { OwnPictureDraft } from '../own-picture/own-picture';

/** How many photos a person may send for orders. */
export const SENT_PHOTOS: FileBudget = { atOnce: 2, aDay: FREE_FILES_A_DAY.sentPhotos };

/** The part of a draft that says which sent photo the conversation is about. */
export interface SentPhotoDraft {
  /** The photo that is being looked at, has been looked at, or was refused. */
  readonly file?: IncomingFile;
  /** The id of one attempt to have the photo looked at, under which the photo waits in storage. */
  readonly photoId?: PhotoId;
  readonly refusal?: SentPhotoRefusal;
  /** The trainer's findings. */
  readonly photo?: SentPhoto;
  /** What the person typed for an earlier photo that was gone when they ordered; it is meant for the next photo. */
  readonly typed?: string;
}

/** The part of a draft that outlives its photo. */
export const beyondPhoto = ({ typed }: SentPhotoDraft): SentPhotoDraft => (typed === undefined ? {} : { typed });

/** An order must have read its photo before the trainer deletes it, which may be in its last round before the day is over. */
const READ_WITHIN_MS = HOUR_MS;

/** Whether a sent photo is stored for long enough to be ordered, however often it was ordered before: it came when its id was made. */
export const isKept = (photoId: PhotoId, now: Date): boolean =>
  now.getTime() - madeAt(photoId).getTime() < RETENTION_MS.sentPhoto - READ_WITHIN_MS;

/** Whether what is to be ordered begins with a sent photo that is no longer stored, or not for long enough. */
export const isPhotoGone = (input: InputOf<'picture' | 'photo' | 'edit'>, now: Date): boolean =>
  input.kind === 'photo' && !isKept(input.photoId, now);

/** The picture of ours or the sent photo that a draft is about, as the worker's message names it; undefined when the draft has neither. */
export const inputOf = ({
  from,
  picture,
  photoId,
}: OwnPictureDraft & SentPhotoDraft): InputOf<'picture' | 'photo'> | undefined => {
  if (from && picture) return { kind: 'picture', orderId: from, pictureId: picture.id };
  return photoId && { kind: 'photo', photoId };
};

/** The key of the draft about one photo. */
export const keyOf = (usedFor: SentPhotoUse, photoId: PhotoId): DraftKey => ({ flow: usedFor, about: photoId });

/**
 * A draft whose photo is being looked at, with the effect that fetches the photo. Each attempt has an id of its own, and fetches the photo
 * anew.
 */
export function lookingAt(
  usedFor: SentPhotoUse,
  file: IncomingFile,
  { person: { userId }, newId }: Pick<StepContext, 'person' | 'newId'>,
): { readonly draft: SentPhotoDraft; readonly effect: Effect } {
  const photoId = newId<PhotoId>();
  const refused = (refusal: SentPhotoRefusal) =>
    message(botGatewayInbox, 'show-sent-photo', { userId, photoId, usedFor, photo: null, refusal });
  const effect = fetchFree({
    userId,
    fileId: file.fileId,
    countedFor: photoId,
    target: incomingPhotoKey(userId, photoId, 'jpg'),
    countedAs: 'sent-photos',
    onStored: message(avatarTrainerInbox, 'shrink-photo', { userId, photoId, purpose: usedFor }),
    refused,
    storageFull: refused('storage-full'),
  });
  return { draft: { file, photoId }, effect };
}

/** Opens the conversation with a photo, which is then looked at. */
export const openWith = (usedFor: SentPhotoUse, file: IncomingFile, context: Anywhere): Elsewhere => {
  const { draft, effect } = lookingAt(usedFor, file, context);
  return open({ name: usedFor }, { step: 'looking', draft }, effect);
};

/**
 * Opens the conversation with the newest of the photos about which the bot has asked «what for?». If that file cannot be a photo, the
 * conversation asks for one.
 */
export const openWithNewest = (usedFor: SentPhotoUse, context: Anywhere): Elsewhere => {
  const { files = [] } = (context.at?.draft ?? {}) as { readonly files?: readonly IncomingFile[] };
  const file = files.at(-1);
  return !file || noPicture(file) ? open({ name: usedFor }) : openWith(usedFor, file, context);
};

/** Whether a draft has a photo that can be used, or that is still being looked at. A draft with a refused photo is not worth keeping. */
export const hasPhoto = ({ photoId, refusal }: SentPhotoDraft): boolean =>
  photoId !== undefined && refusal === undefined;
