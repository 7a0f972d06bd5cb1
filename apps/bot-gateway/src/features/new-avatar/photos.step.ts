import { MIN_PHOTOS } from '@aisha/domain';
import { toMenu } from '../../engine/conversation';
import { isTooLarge, takePhoto } from './incoming-photo';
import { photosDone, reviewPhotos } from './new-avatar.callbacks';
import { avatarOf, enoughOrMore, goTo, loading, stay } from './new-avatar.draft';

const { step, onCard, onPhoto, onFile, onText, onVoice, onAudio } = loading(async (readers, draft) => ({
  accepted: await readers.avatars.countPhotos(avatarOf(draft).avatarId),
}));

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
    onPhoto((draft, file, context) =>
      stay(draft, undefined, ...takePhoto(draft, file, context, context.data.accepted)),
    ),
    onFile((draft, file, context) =>
      isTooLarge(file)
        ? stay(draft, context.t.fileTooLarge)
        : stay(draft, undefined, ...takePhoto(draft, file, context, context.data.accepted)),
    ),
    onText((draft, _, { t }) => stay(draft, t.sendPhotoPlease)),
    // A voice message between two albums: as an order for a transcript it would leave the flow, and the next album would be lost.
    onVoice((draft, _, { t }) => stay(draft, t.sendPhotoPlease)),
    onAudio((draft, _, { t }) => stay(draft, t.sendPhotoPlease)),
    // The same buttons stand on the step's screen and on the card that counts.
    onCard(photosDone, (draft, _, { data, t }) => enoughOrMore(draft, data.accepted, t.notEnough)),
    onCard(reviewPhotos, (draft) => goTo('review', { ...draft, photoAt: 0 })),
  ],
});
