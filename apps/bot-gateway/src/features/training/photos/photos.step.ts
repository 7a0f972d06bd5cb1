import { ideaIn, MIN_PHOTOS, type TrainingType } from '@aisha/domain';
import { newAvatarTexts } from '@aisha/words';
import { defineCard } from '../../../engine/cards/card';
import { answer, type Elsewhere, showCard, toMenu } from '../../../engine/conversation';
import { offerKept } from '../../../callbacks/generate.callbacks';
import { photosDone, reviewPhotos } from '../../../callbacks/new-avatar.callbacks';
import { ChangedAvatars } from '../../../readers';
import { isTooLarge, takePhoto } from './incoming-photo';
import { afterPhotos, avatarOf, goTo, loading, type NewAvatarDraft, stay } from './new-avatar.draft';
import { ideaOnCard } from './photos.card';

interface AwaitedPhotosState {
  readonly trainingType: TrainingType;
  /** The id of the person's newest message that was not a photo. */
  readonly after: number;
}

/** A card with one line that asks for photos. The card appears below the person's newest message that was not a photo. */
const awaitedPhotosCard = defineCard<AwaitedPhotosState>('photos-awaited', ({ trainingType }, language) => {
  const t = newAvatarTexts[language];
  return { text: t.sendPhotoPlease({ type: trainingType }), buttons: [[toMenu.button(t.menu, {})]] };
});

/** Shows the card that asks for photos below the newest message, and removes it from its earlier place in the chat. */
const awaitPhotos = (draft: NewAvatarDraft, after: number): Elsewhere => {
  const { avatarId, trainingType } = avatarOf(draft);
  return answer(
    undefined,
    showCard(
      awaitedPhotosCard,
      avatarId,
      () => ({ trainingType, after }),
      () => true,
    ),
  );
};

/** Keeps an idea for the first accepted photo, and shows it on the card below the person's message. */
const keepIdea = (draft: NewAvatarDraft, idea: string) =>
  stay(
    draft,
    undefined,
    ideaOnCard(avatarOf(draft), idea, () => true),
  );

/** Whether a typed line may be an idea: a person who has sent a selfie, and has not asked for a training, wants a picture of the line. */
const mayHearIdeas = (draft: NewAvatarDraft): boolean => {
  const { trainingType, isDescribed } = avatarOf(draft);
  return trainingType === 'portrait' && !isDescribed;
};

/** Whether a line says what to draw. One word, such as «готово», speaks about the photos. */
const isIdea = (text: string): boolean => text.trim().includes(' ');

const { step, onCard, onPhoto, onFile, onText, onVoice, onAudio } = loading(async (readers, draft) => ({
  accepted: await readers.of(ChangedAvatars).countPhotos(avatarOf(draft).avatarId),
}));

/** Asks for photos: one by one, as albums or as files. The card that counts photos answers each of them. */
export const photosStep = step({
  screen: (draft, t, { accepted }) => {
    const { avatarId, name, trainingType: type, isDescribed } = avatarOf(draft);
    const done = isDescribed ? accepted >= MIN_PHOTOS && t.done : accepted > 0 && t.make;
    return {
      text: t.askPhotos({ name: isDescribed ? name : t.newAvatar, type, accepted }),
      buttons: [
        ...(done ? [[photosDone.button(done, { avatarId })]] : []),
        ...(accepted > 0 ? [[reviewPhotos.button(t.look({ type }), { avatarId })]] : []),
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  hearsQuestions: mayHearIdeas,
  actions: [
    onPhoto((draft, file, context) =>
      stay(draft, undefined, ...takePhoto(draft, file, context, context.data.accepted)),
    ),
    onFile((draft, file, context) =>
      isTooLarge(file)
        ? stay(draft, context.t.fileTooLarge)
        : stay(draft, undefined, ...takePhoto(draft, file, context, context.data.accepted)),
    ),
    onText((draft, text, { typedAs = 0, data: { accepted } }) => {
      const idea = isIdea(text) ? ideaIn(text) : undefined;
      if (idea === undefined || !mayHearIdeas(draft)) return awaitPhotos(draft, typedAs);
      return accepted > 0
        ? offerKept({ idea, avatarId: avatarOf(draft).avatarId })
        : keepIdea({ ...draft, idea }, idea);
    }),
    // A voice message between two albums must not begin a transcript: the person would leave this flow, and the next album would be lost.
    onVoice((draft, { messageId }) => awaitPhotos(draft, messageId)),
    onAudio((draft, { messageId }) => awaitPhotos(draft, messageId)),
    // The same buttons are on the step's screen and on the card that counts.
    onCard(photosDone, (draft, _, { data, t }) => afterPhotos(draft, data.accepted, t)),
    onCard(reviewPhotos, (draft) => goTo('review', { ...draft, photoAt: 0 })),
  ],
});
