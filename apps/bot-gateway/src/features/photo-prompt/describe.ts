import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox, type PhotoIdea } from '@aisha/contracts/bot-gateway';
import { FREE_FILES_A_DAY, type Language, type PhotoId, type PhotoIdeaRefusal } from '@aisha/domain';
import { incomingPhotoKey } from '@aisha/storage';
import type { DraftKey, Effect, Elsewhere, IncomingFile, StepContext } from '../../engine/conversation';
import { fetchFree } from '../../free-files/fetch-free';
import type { FileBudget } from '../../free-files/file-budget.store';
import { offerIdea } from '../generate/generate.callbacks';
import type { PhotoPromptDraft } from './photo-prompt.draft';

export const PHOTO_PROMPT = 'photo-prompt';

/** The draft of one description. */
export const keyOf = (photoId: PhotoId): DraftKey => ({ flow: PHOTO_PROMPT, about: photoId });

/** Leads from the idea of a photo to what it costs to draw it. */
export const offerOf = (
  photoId: PhotoId,
  { russian, english, aspectRatio }: PhotoIdea,
  language: Language,
): Elsewhere => offerIdea({ idea: language === 'ru' ? russian : english, english, aspectRatio }, keyOf(photoId));

/** Photos that a person may have described. */
export const PHOTO_IDEAS: FileBudget = { atOnce: 2, aDay: FREE_FILES_A_DAY.photoIdeas };

/**
 * A draft whose photo is being described, with the effect that brings the photo there: each attempt has an id of its own, and fetches the photo
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
