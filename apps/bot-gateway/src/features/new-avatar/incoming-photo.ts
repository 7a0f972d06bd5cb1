import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { MAX_FILE_BYTES, type PhotoFinding, type PhotoId } from '@aisha/domain';
import { incomingPhotoKey, toReference } from '@aisha/storage';
import { SAME_WORDS_MS } from '../../engine/conversation/chat';
import { messageWith, type Buttons } from '../../engine/deliveries/content';
import {
  say,
  send,
  showCard,
  type Effect,
  type Html,
  type IncomingFile,
  type StepContext,
} from '../../engine/conversation';
import { avatarOf, type NewAvatarDraft } from './new-avatar.draft';
import { isIdle, photosCard, photosOf, withPhoto } from './photos.card';

/** Sends a photo on its way: a job fetches it from Telegram, then the trainer checks it. The card shows a failed fetch, too. */
export function takePhoto(
  draft: NewAvatarDraft,
  file: IncomingFile,
  { person: { userId }, newId }: Pick<StepContext, 'person' | 'newId'>,
  accepted: number,
): Effect[] {
  const { avatarId, name } = avatarOf(draft);
  const photoId = newId<PhotoId>();
  const target = toReference(incomingPhotoKey(userId, photoId, file.name?.split('.').pop() ?? 'jpg'));
  const check = (incoming: string | null, refusal: PhotoFinding | null = null) => ({
    ...message(avatarTrainerInbox, 'check-photo', { avatarId, userId, photoId, incoming, refusal }),
  });
  return [
    showCard(
      photosCard,
      avatarId,
      (state) => withPhoto(state ?? photosOf(avatarId, name, accepted), photoId, accepted),
      isIdle,
    ),
    send(
      message(botGatewayInbox, 'fetch-file', {
        userId,
        fileId: file.fileId,
        target,
        onStored: check(target),
        onFailed: check(null),
        overBudget: { atOnce: check(null, 'too-many-at-once'), today: check(null, 'too-many-today') },
      }),
    ),
  ];
}

/** Telegram did not deliver the file. */
export const isTooLarge = ({ bytes }: IncomingFile): boolean => (bytes ?? 0) > MAX_FILE_BYTES;

/** Tells the person that these photos cannot be used now: once per album, or once for a flood of them. */
export const sayOnce = (file: IncomingFile, words: Html, buttons?: Buttons): Effect =>
  say(
    messageWith(words, buttons),
    file.albumId === null ? { onceWithinMs: SAME_WORDS_MS } : { onceFor: `album ${file.albumId}` },
  );
