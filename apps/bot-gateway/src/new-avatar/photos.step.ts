import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { MAX_FILE_BYTES, MIN_PHOTOS, type PhotoId, type UserId } from '@aisha/domain';
import { incomingPhotoKey, toReference } from '@aisha/storage';
import { send, showCard, toMenu, type Effect, type IncomingFile } from '../conversation';
import { photosDone, reviewPhotos } from './new-avatar.callbacks';
import { avatarOf, enoughOrMore, goTo, loading, stay, type NewAvatarDraft } from './new-avatar.draft';
import { isIdle, photosCard, photosOf, withPhoto } from './photos.card';

const { step, onCard, onPhoto, onFile, onText, onVoice, onAudio } = loading((readers, draft) =>
  readers.avatars.photoCounts(avatarOf(draft).avatarId),
);

/** "Send photos": one by one, as albums or as files. Each is answered on the card that counts them. */
export const photosStep = step({
  screen: (draft, t, { accepted }) => {
    const { avatarId, name } = avatarOf(draft);
    return {
      text: t.askPhotos(name, draft.trainingType ?? 'portrait', accepted),
      buttons: [
        ...(accepted >= MIN_PHOTOS ? [[photosDone.button(t.done, { avatarId })]] : []),
        ...(accepted > 0 ? [[reviewPhotos.button(t.look, { avatarId })]] : []),
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    onPhoto((draft, file, { person, newId, data }) =>
      stay(draft, undefined, ...take(draft, file, person.userId, newId<PhotoId>(), data.accepted)),
    ),
    onFile((draft, file, { person, newId, data, t }) =>
      (file.bytes ?? 0) > MAX_FILE_BYTES
        ? stay(draft, t.fileTooLarge)
        : stay(draft, undefined, ...take(draft, file, person.userId, newId<PhotoId>(), data.accepted)),
    ),
    onText((draft, _, { t }) => stay(draft, t.sendPhotoPlease)),
    // Said between two albums; as a recording to write down it would lead away, and the next album nowhere.
    onVoice((draft, _, { t }) => stay(draft, t.sendPhotoPlease)),
    onAudio((draft, _, { t }) => stay(draft, t.sendPhotoPlease)),
    // The same buttons stand on the step's screen and on the card that counts.
    onCard(photosDone, (draft, _, { data, t }) => enoughOrMore(draft, data.accepted, t.notEnough)),
    onCard(reviewPhotos, (draft) => goTo('review', { ...draft, photoAt: 0 })),
  ],
});

/** A photo on its way: fetched from Telegram, then checked by the trainer; if it cannot be had the trainer says so on the card. */
function take(draft: NewAvatarDraft, file: IncomingFile, userId: UserId, photoId: PhotoId, accepted: number): Effect[] {
  const { avatarId, name } = avatarOf(draft);
  const target = toReference(incomingPhotoKey(userId, photoId, file.name?.split('.').pop() ?? 'jpg'));
  const check = (incoming: string | null) =>
    message(avatarTrainerInbox, 'check-photo', { avatarId, userId, photoId, incoming });
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
        onStored: { ...check(target) },
        onFailed: { ...check(null) },
      }),
    ),
  ];
}
