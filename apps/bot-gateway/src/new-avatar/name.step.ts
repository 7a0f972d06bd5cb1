import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { AVATAR_NAME_LENGTH, type AvatarId } from '@aisha/domain';
import { callback, send, toMenu } from '../conversation';
import { goTo, on, onText, stay, step } from './new-avatar.draft';

const back = callback('new.name.back', {});

/** A name as it may be shown: one line, no stray spaces. Undefined when it is too short or too long. */
export const avatarName = (typed: string): string | undefined => {
  const name = typed.replace(/\s+/g, ' ').trim();
  const { length } = [...name];
  return length >= AVATAR_NAME_LENGTH.min && name.length <= AVATAR_NAME_LENGTH.max ? name : undefined;
};

/** "What shall we call it?" With the name the avatar comes into being at the trainer; photos follow. */
export const nameStep = step({
  screen: (_, t) => ({ text: t.askName, buttons: [[back.button(t.back, {}), toMenu.button(t.menu, {})]] }),
  actions: [
    onText((draft, text, { person, newId, t }) => {
      const name = avatarName(text);
      if (!name) return stay(draft, t.badName);
      const { trainingType = 'portrait', subject = 'other' } = draft;
      // Going back to change the name renames; a second avatar would be left behind without photos.
      if (draft.avatarId) {
        const rename = { avatarId: draft.avatarId, userId: person.userId, name };
        return goTo('photos', { ...draft, name }, send(message(avatarTrainerInbox, 'rename-avatar', rename)));
      }
      const avatar = { avatarId: newId<AvatarId>(), userId: person.userId, name, trainingType, subject };
      return goTo(
        'photos',
        { ...draft, name, avatarId: avatar.avatarId },
        send(message(avatarTrainerInbox, 'create-avatar', avatar)),
      );
    }),
    on(back, (draft) => goTo(draft.trainingType === 'style' ? 'type' : 'subject', draft)),
  ],
});
