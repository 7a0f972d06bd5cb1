import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox, type PhotoIdea } from '@aisha/contracts/bot-gateway';
import { FREE_FILES_A_DAY, type PhotoId, type PhotoIdeaRefusal } from '@aisha/domain';
import { incomingPhotoKey } from '@aisha/storage';
import { type DraftKey, type Effect, flowKit, type IncomingFile, type StepContext } from '../../engine/conversation';
import { fetchFree } from '../../free-files/fetch-free';
import type { FileBudget } from '../../free-files/file-budget.store';
import { photoPromptTexts } from '@aisha/words';

/**
 * The draft of a person who wants to be drawn as in a picture. Of the picture itself it keeps only the id at Telegram, or the place in our
 * storage.
 */
export interface PhotoPromptDraft {
  /** Photos that the person sent before saying what they are for. */
  readonly files?: readonly IncomingFile[];
  /** The picture that is being described, or whose description failed. */
  readonly file?: IncomingFile;
  /** The id of one description of the picture; each attempt has its own. */
  readonly photoId?: PhotoId;
  readonly refusal?: PhotoIdeaRefusal;
  readonly idea?: PhotoIdea;
}

export const { loading, step, on, onPhoto, onFile, onText, goTo, stay, flow } = flowKit<
  PhotoPromptDraft,
  'photo' | 'which' | 'looking' | 'described'
>()(photoPromptTexts);

export const PHOTO_PROMPT = 'photo-prompt';

/** The key of the draft for one description. */
export const keyOf = (photoId: PhotoId): DraftKey => ({ flow: PHOTO_PROMPT, about: photoId });

/** How many photos of one person are described without charge. */
export const PHOTO_IDEAS: FileBudget = { atOnce: 2, aDay: FREE_FILES_A_DAY.photoIdeas };

/**
 * A draft whose photo is being described, with the effect that fetches the photo. Each attempt has an id of its own, and fetches the photo
 * anew.
 */
export function describing(
  file: IncomingFile,
  { person: { userId }, newId }: Pick<StepContext, 'person' | 'newId'>,
): { readonly draft: PhotoPromptDraft; readonly effect: Effect } {
  const photoId = newId<PhotoId>();
  const refused = (refusal: PhotoIdeaRefusal) =>
    message(botGatewayInbox, 'show-photo-idea', { userId, photoId, idea: null, refusal });
  const effect = fetchFree({
    userId,
    fileId: file.fileId,
    countedFor: photoId,
    target: incomingPhotoKey(userId, photoId, 'jpg'),
    countedAs: 'photo-ideas',
    onStored: message(avatarTrainerInbox, 'shrink-photo', { userId, photoId }),
    refused,
  });
  return { draft: { file, photoId }, effect };
}
