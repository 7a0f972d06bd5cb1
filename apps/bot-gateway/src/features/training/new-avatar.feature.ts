import { type AvatarId, MAX_UNFINISHED_AVATARS } from '@aisha/domain';
import { DraftReader } from '@aisha/database/bot';
import { inEveryLanguage, newAvatarTexts } from '@aisha/words';
import {
  answer,
  type Anywhere,
  beginningOf,
  type Elsewhere,
  feature,
  onButton,
  onCommand,
  open,
  type Readers,
  say,
  type StepContext,
} from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { messageWith } from '../../engine/deliveries/content';
import { ChangedAvatars } from '../../readers';
import { offerKept, openWith } from '../../callbacks/generate.callbacks';
import { drawKeptIdea, NEW_AVATAR, openNewAvatar } from '../../callbacks/new-avatar.callbacks';
import { tooManyUnfinished } from './photos/incoming-photo';
import { type NewAvatarDraft, flow } from './photos/new-avatar.draft';
import { confirmStep } from './order/confirm.step';
import { photosStep } from './photos/photos.step';
import { presetStep } from './order/preset.step';
import { reviewStep } from './review/review.step';
import { nameStep } from './name.step';
import { selfieStep } from './selfie.step';
import { subjectStep } from './subject.step';
import { typeStep } from './type.step';

/** How many characters of its idea a button with a draft shows: about as many as fit a phone. */
const NAMED_CHARACTERS = 24;

/** The conversation that makes an avatar, from "whose portrait?" to the order of its training. */
const newAvatarFlow = flow({
  name: NEW_AVATAR,
  version: 1,
  first: 'type',
  begin: () => ({}),
  worthKeeping: ({ trainingType, avatarId, idea }) => (trainingType ?? avatarId ?? idea) !== undefined,
  about: ({ avatarId }) => avatarId,
  title: inEveryLanguage(newAvatarTexts, (t) => t.flowTitle),
  describe: async ({ name, avatarId, trainingType, idea }, language, readers) => {
    if (idea !== undefined && avatarId === undefined) return beginningOf(idea, NAMED_CHARACTERS);
    const photos = avatarId ? await readers.of(ChangedAvatars).countPhotos(avatarId) : 0;
    return newAvatarTexts[language].draft({ name, photos, type: trainingType ?? 'portrait' });
  },
  remains: inEveryLanguage(newAvatarTexts, (t) => t.flowRemains),
  steps: {
    selfie: selfieStep,
    type: typeStep,
    subject: subjectStep,
    name: nameStep,
    photos: photosStep,
    review: reviewStep,
    preset: presetStep,
    confirm: confirmStep,
  },
});

type Asking = Pick<StepContext, 'person'>;

/** Begins a new avatar, unless the person has so many unfinished avatars that the trainer would refuse a new one. */
const begin = async (_: unknown, { person }: Asking, readers: Readers): Promise<Elsewhere> => {
  if ((await readers.of(ChangedAvatars).countUnfinished(person.userId)) < MAX_UNFINISHED_AVATARS)
    return open(newAvatarFlow);
  return answer(undefined, say(messageWith(...tooManyUnfinished(person.language))));
};

/**
 * Offers the idea that waits in the conversation about the avatar, or in its draft. A person who has dropped the draft is asked for another
 * idea.
 */
const offerIdeaOf = async ({ avatarId }: { avatarId: AvatarId }, context: Anywhere, readers: Readers) => {
  const { userId } = context.person;
  const here = context.at?.flow === NEW_AVATAR ? (context.at.draft as NewAvatarDraft) : undefined;
  const key = { flow: NEW_AVATAR, about: avatarId };
  const kept = here?.avatarId === avatarId ? here : (await readers.of(DraftReader).find(userId, key))?.draft;
  const { idea } = (kept ?? {}) as NewAvatarDraft;
  return idea === undefined ? openWith(avatarId) : offerKept({ idea, avatarId });
};

export const newAvatarFeature = feature<MenuEntry>({
  flows: [newAvatarFlow],
  menu: [
    {
      button: openNewAvatar,
      label: inEveryLanguage(newAvatarTexts, (t) => t.create),
      storey: 'create',
      place: 1,
      first: 'cannot-draw',
    },
  ],
  actions: [
    onCommand(
      'create',
      inEveryLanguage(newAvatarTexts, (t) => t.commandCreate),
      begin,
    ),
    onButton(openNewAvatar, begin),
    onButton(drawKeptIdea, offerIdeaOf),
  ],
});
