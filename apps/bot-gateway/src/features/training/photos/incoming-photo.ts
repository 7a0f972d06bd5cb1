import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import {
  type AvatarId,
  FREE_FILES_A_DAY,
  MAX_FILE_BYTES,
  type Language,
  type PhotoFinding,
  type PhotoId,
} from '@aisha/domain';
import { newAvatarTexts } from '@aisha/words';
import { incomingPhotoKey, toReference } from '@aisha/storage';
import {
  type Action,
  type Effect,
  type Html,
  type IncomingFile,
  say,
  send,
  showCard,
  type StepContext,
  toMenu,
} from '../../../engine/conversation';
import { SAME_WORDS_MS } from '../../../engine/conversation/chat';
import { type Buttons, messageWith } from '../../../engine/deliveries/content';
import type { FileBudget } from '../../../free-files/file-budget.store';
import { type FirstPictures, isSelfie } from '../../../orders/first-pictures';
import { ChangedAvatars } from '../../../readers';
import { openAvatars } from '../../../callbacks/avatars.callbacks';
import { photosDone } from '../../../callbacks/new-avatar.callbacks';
import { avatarOf, loading, type NewAvatarDraft, stay } from './new-avatar.draft';
import { beginsLot, offeredFor, photosCard, type PhotosCardState, photosOf, withPhoto } from './photos.card';
import { suggestedName } from './suggested-name';

/** How many photos a person may send. At once: two whole sets of twenty. */
export const AVATAR_PHOTOS: FileBudget = { atOnce: 40, aDay: FREE_FILES_A_DAY.avatarPhotos };

type Context = Pick<StepContext, 'person' | 'newId'>;

/** A draft that has an avatar, and the effects that keep the photo. */
interface KeptPhoto {
  readonly draft: NewAvatarDraft;
  readonly effects: readonly Effect[];
}

/**
 * Keeps a photo. The first one begins the avatar at the trainer, under a name that the person may change. For a selfie the card offers the
 * first pictures; it promises them if the person has agreed to them for this very photo.
 */
export function keepPhoto(
  draft: NewAvatarDraft,
  file: IncomingFile,
  context: Context,
  { accepted, name }: { readonly accepted: number; readonly name: string },
): KeptPhoto {
  if (draft.avatarId) return { draft, effects: takePhoto(draft, file, context, accepted) };
  const { trainingType = 'portrait' } = draft;
  const avatar = { avatarId: context.newId<AvatarId>(), userId: context.person.userId, name, trainingType };
  const { first, ...rest } = draft;
  const begun = { ...rest, name, avatarId: avatar.avatarId };
  const create = message(avatarTrainerInbox, 'create-avatar', { ...avatar, subject: null });
  const card = { ...begun, ...(first && isSelfie(file) && { first: promisedFor(file, first) }) };
  return { draft: begun, effects: [send(create), ...takePhoto(card, file, context, accepted)] };
}

/** Keeps the person's agreement only if it was given for this photo. */
const promisedFor = ({ messageId }: IncomingFile, { agreedFor, ...first }: FirstPictures): FirstPictures =>
  agreedFor === messageId ? { ...first, agreedFor } : first;

/** Takes a photo: a job fetches it from Telegram, and then the trainer checks it. If the fetch fails, the card shows that, too. */
export function takePhoto(
  draft: NewAvatarDraft,
  file: IncomingFile,
  { person: { userId }, newId }: Context,
  accepted: number,
): Effect[] {
  const { fileId, messageId, albumId, name: fileName } = file;
  const avatar = avatarOf(draft);
  const { avatarId } = avatar;
  const offered = (state: PhotosCardState | undefined) =>
    offeredFor(state ?? photosOf(avatar, accepted), file, accepted);
  const photoId = newId<PhotoId>();
  const target = toReference(incomingPhotoKey(userId, photoId, fileName?.split('.').pop() ?? 'jpg'));
  const check = (incoming: string | null, refusal: PhotoFinding | null = null) => ({
    ...message(avatarTrainerInbox, 'check-photo', { avatarId, userId, photoId, incoming, refusal }),
  });
  return [
    showCard(
      photosCard,
      avatarId,
      (state) => withPhoto(offered(state), { photoId, messageId, albumId }, accepted),
      (state) => beginsLot(state, albumId),
    ),
    send(
      message(botGatewayInbox, 'fetch-file', {
        userId,
        fileId,
        target,
        countedFor: photoId,
        onStored: check(target),
        onFailed: check(null),
        overBudget: {
          atOnce: check(null, 'too-many-at-once'),
          today: check(null, 'too-many-today'),
          storageFull: check(null, 'storage-full'),
        },
      }),
    ),
  ];
}

/** Whether a file is larger than Telegram allows a bot to fetch. */
export const isTooLarge = ({ bytes }: IncomingFile): boolean => (bytes ?? 0) > MAX_FILE_BYTES;

/** Tells the person that these photos cannot be used now. Says so once for an album, or for single photos that come within a short time. */
export const sayOnce = (file: IncomingFile, words: Html, buttons?: Buttons): Effect =>
  say(
    messageWith(words, buttons),
    file.albumId === null ? { onceWithinMs: SAME_WORDS_MS } : { onceFor: `album ${file.albumId}` },
  );

const { onPhoto, onFile, onCard } = loading(async (readers, draft, context) => ({
  accepted: draft.avatarId ? await readers.of(ChangedAvatars).countPhotos(draft.avatarId) : 0,
  name: draft.name ?? (await suggestedName(readers, draft, context)),
}));

/** What a step does with photos that come before the person has said anything about the avatar: it keeps them. */
export const earlyPhotos: readonly Action[] = [
  onPhoto((draft, file, context) => {
    const kept = keepPhoto(draft, file, context, context.data);
    return stay(kept.draft, undefined, ...kept.effects);
  }),
  onFile((draft, file, context) => {
    if (isTooLarge(file)) return stay(draft, context.t.fileTooLarge);
    if (!file.mimeType?.startsWith('image/')) return stay(draft, context.t.onlyPhotos);
    const kept = keepPhoto(draft, file, context, context.data);
    return stay(kept.draft, undefined, ...kept.effects);
  }),
];

/** `earlyPhotos` for a step that asks about the avatar. «Готово» on the card of the photos shows the step's question again. */
export const keptPhotos: readonly Action[] = [...earlyPhotos, onCard(photosDone, (draft) => stay(draft))];

/** Tells the person that they have too many unfinished avatars, because the trainer would refuse one more. */
export const tooManyUnfinished = (language: Language) => {
  const t = newAvatarTexts[language];
  return [t.tooManyUnfinished, [[openAvatars.button(t.mine, {})], [toMenu.button(t.menu, {})]]] as const;
};
