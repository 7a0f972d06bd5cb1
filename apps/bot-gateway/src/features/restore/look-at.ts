import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { MAX_FILE_BYTES, type PhotoId, type RestorationRefusal } from '@aisha/domain';
import { incomingPhotoKey, toReference } from '@aisha/storage';
import { send, type Effect, type IncomingFile, type StepContext } from '../../engine/conversation';
import type { RestoreDraft } from './restore.draft';

/** Why a file is not even fetched; undefined for one that may be a photo. */
export const refusalOf = ({ bytes, mimeType }: IncomingFile): RestorationRefusal | undefined => {
  if ((bytes ?? 0) > MAX_FILE_BYTES) return 'too-large';
  return mimeType === null || mimeType.startsWith('image/') ? undefined : 'not-a-picture';
};

/** A draft whose photo is being looked at, and what brings it there: each attempt has an id of its own, and fetches the photo anew. */
export function lookingAt(
  file: IncomingFile,
  { person: { userId }, newId }: Pick<StepContext, 'person' | 'newId'>,
): { readonly draft: RestoreDraft; readonly effect: Effect } {
  const photoId = newId<PhotoId>();
  const refused = (refusal: RestorationRefusal) =>
    message(botGatewayInbox, 'show-restorable-photo', { userId, photoId, photo: null, refusal });
  const fetched = message(botGatewayInbox, 'fetch-file', {
    userId,
    fileId: file.fileId,
    target: toReference(incomingPhotoKey(userId, photoId, 'jpg')),
    onStored: message(avatarTrainerInbox, 'shrink-photo', { userId, photoId, purpose: 'restoration' }),
    onFailed: refused('not-fetched'),
    countedAs: 'restorations',
    overBudget: { atOnce: refused('too-many-at-once'), today: refused('too-many-today') },
  });
  return { draft: { file, photoId }, effect: send(fetched) };
}
