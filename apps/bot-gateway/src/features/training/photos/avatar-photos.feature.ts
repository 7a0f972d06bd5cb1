import { DraftReader } from '@aisha/database/bot';
import { type AvatarId, MAX_UNFINISHED_AVATARS, MIN_PHOTOS, OPEN_FOR_PHOTOS } from '@aisha/domain';
import { avatarsTexts, newAvatarTexts, sentPhotoTexts } from '@aisha/words';
import { type FirstPictures, firstPicturesIn, isSelfie, offerFirstPictures } from '../../../orders/first-pictures';
import {
  answer,
  type Anywhere,
  type Elsewhere,
  feature,
  html,
  type IncomingFile,
  onButton,
  onUnhandled,
  open,
  openQuietly,
  type Readers,
} from '../../../engine/conversation';
import { ChangedAvatars } from '../../../readers';
import {
  NEW_AVATAR,
  photosDone,
  resumeAvatar,
  reviewPhotos,
  takeAsAvatarPhotos,
} from '../../../callbacks/new-avatar.callbacks';
import { isTooLarge, keepPhoto, sayOnce, tooManyUnfinished } from './incoming-photo';
import type { NewAvatarDraft } from './new-avatar.draft';
import { suggestedName } from './suggested-name';

/** A person who sends a photo within this time after leaving an avatar's photos means the same avatar. */
const SAME_AVATAR_WITHIN_MS = 10 * 60_000;

/**
 * Finds the draft to which an unexpected photo belongs: the newest of the person's drafts about avatars, if it was changed within the last
 * ten minutes. Undefined when there is none, when it has neither an idea nor an avatar, or when its avatar can no longer be changed.
 */
async function recentDraft({ person, now }: Anywhere, readers: Readers): Promise<NewAvatarDraft | undefined> {
  const drafts = await readers.of(DraftReader).of(person.userId);
  const kept = drafts.find(({ flow, updatedAt }) => flow === NEW_AVATAR && isWithin(updatedAt, now));
  const draft = kept?.draft as NewAvatarDraft | undefined;
  if (draft?.idea !== undefined && !draft.avatarId) return draft;
  const avatar = draft?.avatarId && (await readers.of(ChangedAvatars).find(person.userId, draft.avatarId));
  return avatar && OPEN_FOR_PHOTOS.includes(avatar.status) ? draft : undefined;
}

const isWithin = (past: Date, now: Date): boolean => now.getTime() - past.getTime() < SAME_AVATAR_WITHIN_MS;

/**
 * Answers a photo that the current step does not handle. In the conversation about an avatar, and soon after it, the photo is added to that
 * avatar; otherwise it begins a new one. But a single photo of a person with a finished avatar may be meant for a picture, and is left to
 * `photo-prompt`, which asks about it. No screen is sent, because the card of the photos shows the state of the conversation.
 */
const unhandledPhoto = async (
  file: IncomingFile,
  context: Anywhere,
  readers: Readers,
): Promise<Elsewhere | undefined> => {
  const { userId, language } = context.person;
  if (isTooLarge(file)) return answer(undefined, sayOnce(file, newAvatarTexts[language].fileTooLarge));
  const isHere = context.at?.flow === NEW_AVATAR;
  const draft = isHere ? (context.at.draft as NewAvatarDraft) : await recentDraft(context, readers);
  if (!draft && file.albumId === null && (await readers.of(ChangedAvatars).main(userId))) return undefined;
  return keepPhotos([file], draft ?? {}, context, readers);
};

/** Begins an avatar with the photos that the person sent before saying what they are for. */
const keepSentPhotos = async (_: unknown, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
  const { files = [] } = (context.at?.draft ?? {}) as { readonly files?: readonly IncomingFile[] };
  const [first, ...others] = files;
  return first
    ? keepPhotos([first, ...others], {}, context, readers)
    : answer(sentPhotoTexts[context.person.language].gone);
};

async function keepPhotos(
  [file, ...others]: readonly [IncomingFile, ...IncomingFile[]],
  draft: NewAvatarDraft,
  context: Anywhere,
  readers: Readers,
): Promise<Elsewhere> {
  const { userId, language } = context.person;
  if (!draft.avatarId && (await readers.of(ChangedAvatars).countUnfinished(userId)) >= MAX_UNFINISHED_AVATARS) {
    return answer(undefined, sayOnce(file, ...tooManyUnfinished(language)));
  }
  const isFirstSelfie = others.length === 0 && !draft.avatarId && isSelfie(file);
  const first = isFirstSelfie && (await firstOf(draft, context, readers));
  const begun = {
    accepted: draft.avatarId ? await readers.of(ChangedAvatars).countPhotos(draft.avatarId) : 0,
    name: draft.name ?? (await suggestedName(readers, draft, context)),
  };
  const kept = keepPhoto(first ? { ...draft, first } : draft, file, context, begun);
  const rest = others.flatMap((other) => keepPhoto(kept.draft, other, context, begun).effects);
  // The idea moves into the draft of the avatar, so the draft that had the idea without an avatar is dropped.
  const isIdea = draft.idea !== undefined && draft.avatarId === undefined;
  const drops = isIdea ? { flow: NEW_AVATAR, about: '' } : undefined;
  return openQuietly({ name: NEW_AVATAR }, { step: 'photos', draft: kept.draft, drops }, ...kept.effects, ...rest);
}

/**
 * What to draw from a first selfie: what the person's screen has offered (and the person has perhaps agreed to), otherwise what may be
 * offered now. Undefined for a person who has a finished avatar, and when nothing may be offered.
 */
async function firstOf(
  { idea, first }: NewAvatarDraft,
  { at, person, now }: Anywhere,
  readers: Readers,
): Promise<FirstPictures | undefined> {
  if (await readers.of(ChangedAvatars).main(person.userId)) return undefined;
  const onScreen = idea === undefined ? firstPicturesIn(at?.draft) : undefined;
  return first ?? onScreen ?? offerFirstPictures(readers, person, now, { idea });
}

/**
 * Reads what is known of an avatar: from the conversation about it, which may know more than the trainer, otherwise from the trainer.
 * Undefined when the trainer has no such avatar of the person, or the avatar is no longer open for photos.
 */
async function draftOf(
  avatarId: AvatarId,
  { person, at }: Pick<Anywhere, 'person' | 'at'>,
  readers: Readers,
): Promise<NewAvatarDraft | undefined> {
  const here = at?.flow === NEW_AVATAR ? (at.draft as NewAvatarDraft) : undefined;
  if (here?.avatarId === avatarId) return here;
  const avatar = await readers.of(ChangedAvatars).find(person.userId, avatarId);
  if (!avatar || !OPEN_FOR_PHOTOS.includes(avatar.status)) return undefined;
  const { trainingType, subject, name } = avatar;
  return subject === null ? { name, avatarId } : { trainingType, subject, name, avatarId, isDescribed: true };
}

/**
 * Resumes an avatar at a step. Before it shows the price of the training, it asks the question about the avatar that the person has not
 * answered yet, or asks for more photos while there are too few. An avatar that is in training, finished or another person's is not resumed.
 */
const takeUp =
  (step: 'photos' | 'review' | 'preset') =>
  async ({ avatarId }: { avatarId: AvatarId }, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
    const draft = await draftOf(avatarId, context, readers);
    if (!draft) {
      const { userId, language } = context.person;
      const isThere = (await readers.of(ChangedAvatars).find(userId, avatarId)) !== null;
      return answer(isThere ? html`${newAvatarTexts[language].notOpen}` : avatarsTexts[language].gone);
    }
    if (step === 'preset' && !draft.isDescribed) return open({ name: NEW_AVATAR }, { step: 'subject', draft });
    const isReady = step !== 'preset' || (await readers.of(ChangedAvatars).countPhotos(avatarId)) >= MIN_PHOTOS;
    return open({ name: NEW_AVATAR }, { step: isReady ? step : 'photos', draft });
  };

/** The handling of photos that come outside of their avatar's step, and the buttons that lead back to the photos. */
export const avatarPhotosFeature = feature({
  actions: [
    onUnhandled('photo', unhandledPhoto),
    onUnhandled('file', (file, context, readers) =>
      file.mimeType?.startsWith('image/') ? unhandledPhoto(file, context, readers) : undefined,
    ),
    onButton(takeAsAvatarPhotos, keepSentPhotos),
    onButton(resumeAvatar, takeUp('photos')),
    // These buttons are on a card, which stays in the chat after the conversation has ended, so they work outside of the conversation, too.
    onButton(photosDone, takeUp('preset')),
    onButton(reviewPhotos, takeUp('review')),
  ],
});
