import { answer, toMenu } from '../../engine/conversation';
import { onFile, onPhoto, onText, step } from './restore.draft';

/** "I am looking at it": until the trainer has, which opens the offer by itself. */
export const lookingStep = step({
  screen: (_, t) => ({ text: t.looking, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [
    onPhoto((_, __, { t }) => answer(t.oneAtATime)),
    onFile((_, __, { t }) => answer(t.oneAtATime)),
    onText((_, __, { t }) => answer(t.stillLooking)),
  ],
});
