import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { PhotoId } from '@aisha/domain';
import type { RestorationRefusal } from '@aisha/kinds';
import { incomingPhotoKey } from '@aisha/storage';
import type { Effect, IncomingFile, StepContext } from '../../engine/conversation';
import { fetchFree } from '../../free-files/fetch-free';
import type { RestoreDraft } from './restore.draft';

/** A draft whose photo is being looked at, and what brings it there: each attempt has an id of its own, and fetches the photo anew. */
export function lookingAt(
  file: IncomingFile,
  { person: { userId }, newId }: Pick<StepContext, 'person' | 'newId'>,
): { readonly draft: RestoreDraft; readonly effect: Effect } {
  const photoId = newId<PhotoId>();
  const refused = (refusal: RestorationRefusal) =>
    message(botGatewayInbox, 'show-restorable-photo', { userId, photoId, photo: null, refusal });
  const effect = fetchFree({
    userId,
    fileId: file.fileId,
    countedFor: photoId,
    target: incomingPhotoKey(userId, photoId, 'jpg'),
    countedAs: 'restorations',
    onStored: message(avatarTrainerInbox, 'shrink-photo', { userId, photoId, purpose: 'restoration' }),
    refused,
    storageFull: refused('storage-full'),
  });
  return { draft: { file, photoId }, effect };
}
