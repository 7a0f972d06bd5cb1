import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { avatarName, MIN_PHOTOS, type AvatarId } from '@aisha/domain';
import { callback, notTyped, send, showCard, toMenu, type StepContext } from '../../engine/conversation';
import { ChangedAvatars } from '../../readers';
import { keptPhotos } from './photos/incoming-photo';
import { avatarOf, goTo, loading, on, stay, type NewAvatarDraft } from './photos/new-avatar.draft';
import { photosCard, photosOf } from './photos/photos.card';
import { suggestedName } from './photos/suggested-name';

const pickName = callback('new.name', {});
const back = callback('new.name.back', {});

const { step } = loading((readers, draft, context) => suggestedName(readers, draft, context));
/** Counts the photos that will stay once the type is known: for a portrait the trainer then refuses photos that only suit a style. */
const { on: onPick, onText } = loading(async (readers, { avatarId, trainingType }) => {
  const photos = avatarId ? await readers.of(ChangedAvatars).photos(avatarId) : [];
  return photos.filter(({ findings }) => trainingType === 'style' || !findings.includes('only-for-style')).length;
});

/** Asks "What shall we call it?". The name creates the avatar at the trainer, or is given to an avatar that began with a photo. */
export const nameStep = step({
  enter: (draft, { data: suggested }) => ({ ...draft, suggested }),
  screen: ({ suggested, trainingType = 'portrait' }, t) => ({
    text: t.askName({ type: trainingType }),
    buttons: [
      ...(suggested ? [[notTyped(pickName.button(suggested, {}))]] : []),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    onText((draft, text, context) => {
      const name = avatarName(text);
      return name ? describe(draft, name, context) : stay(draft, context.t.badName);
    }),
    onPick(pickName, (draft, _, context) => {
      const { suggested: name } = draft;
      return name ? describe(draft, name, context) : stay(draft);
    }),
    on(back, (draft) => goTo(draft.trainingType === 'style' ? 'type' : 'subject', draft)),
    ...keptPhotos,
  ],
});

/** Takes the name as the last answer about the avatar. Leads on to the photos, or to the price when there are enough photos. */
function describe(draft: NewAvatarDraft, name: string, context: StepContext<unknown, number>) {
  const { trainingType = 'portrait', subject = 'other', avatarId = context.newId<AvatarId>() } = draft;
  const { userId } = context.person;
  const described = { ...draft, avatarId, name, isDescribed: true };
  const create = message(avatarTrainerInbox, 'create-avatar', { avatarId, userId, name, trainingType, subject });
  const next = context.data >= MIN_PHOTOS ? 'preset' : 'photos';
  if (!draft.avatarId) return goTo(next, described, send(create));
  const avatar = avatarOf(described);
  return goTo(
    next,
    described,
    send(create, { change: 'renamed', setId: userId, itemId: avatarId, name }),
    showCard(photosCard, avatarId, (state) => ({ ...(state ?? photosOf(avatar, context.data)), ...avatar })),
  );
}
