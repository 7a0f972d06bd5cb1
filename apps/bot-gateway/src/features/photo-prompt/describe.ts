import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { FREE_FILES_A_DAY, type PhotoId, type PhotoIdeaRefusal } from '@aisha/domain';
import { incomingPhotoKey } from '@aisha/storage';
import type { Effect, IncomingFile, StepContext } from '../../engine/conversation';
import { fetchFree } from '../../free-files/fetch-free';
import type { PhotoPromptDraft } from './photo-prompt.draft';
import type { FileBudget } from '../../free-files/file-budget.store';

/** Photos that a person may have described. */
export const PHOTO_IDEAS: FileBudget = { atOnce: 2, aDay: FREE_FILES_A_DAY.photoIdeas };

/** A draft whose photo is being described, and what brings it there: each attempt has an id of its own, and fetches the photo anew. */
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
