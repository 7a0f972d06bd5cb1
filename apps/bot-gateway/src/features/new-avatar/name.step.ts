import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { avatarName, type AvatarId } from '@aisha/domain';
import { callback, send, toMenu } from '../../engine/conversation';
import { goTo, on, onText, stay, step } from './new-avatar.draft';

const back = callback('new.name.back', {});

/** "What shall we call it?" The name creates the avatar at the trainer; photos follow. */
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
