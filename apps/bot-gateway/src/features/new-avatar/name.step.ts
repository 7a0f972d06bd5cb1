import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { AVATAR_NAME_LENGTH, type AvatarId } from '@aisha/domain';
import { callback, send, toMenu } from '../../engine/conversation';
import { goTo, on, onText, stay, step } from './new-avatar.draft';

const back = callback('new.name.back', {});

/** What turns the rest of a line around or cannot be seen; of these only the joiner of emoji is kept. */
const UNSEEN = /(?!\u200d)\p{C}/gu;
const BLANK = /[\s\u2800]+/gu;

/** A name as it may be shown: one line, no stray spaces. Undefined when too little of it can be seen, or it is too long. */
export const avatarName = (typed: string): string | undefined => {
  const name = typed.replace(BLANK, ' ').replace(UNSEEN, '').trim();
  const { length } = [...name.replace(/\p{Default_Ignorable_Code_Point}/gu, '')];
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
