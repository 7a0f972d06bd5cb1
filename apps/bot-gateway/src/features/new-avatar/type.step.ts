import { TRAINING_TYPES } from '@aisha/domain';
import { callback, oneOf, toMenu } from '../../engine/conversation';
import { goTo, on, step } from './new-avatar.draft';

const pickType = callback('new.type', { type: oneOf(TRAINING_TYPES) });

/** "A face or a style?" A style shows no person, so the subject is not asked for. */
export const typeStep = step({
  screen: (_, t) => ({
    text: t.chooseType,
    buttons: [TRAINING_TYPES.map((type) => pickType.button(t.type(type), { type })), [toMenu.button(t.menu, {})]],
  }),
  actions: [
    on(pickType, (draft, { type }) =>
      type === 'portrait'
        ? goTo('subject', { ...draft, trainingType: type })
        : goTo('name', { ...draft, trainingType: type, subject: 'other' }),
    ),
  ],
});
