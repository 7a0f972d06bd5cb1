import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { PhotoId, PhotoIdeaRefusal } from '@aisha/domain';
import { incomingPhotoKey } from '@aisha/storage';
import type { Effect, IncomingFile, StepContext } from '../../engine/conversation';
import { fetchFree } from '../../free-files/fetch-free';
import type { PhotoPromptDraft } from './photo-prompt.draft';

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
