import { answer, toMenu } from '../../engine/conversation';
import { loading } from './face-proof.draft';

const { step, onPhoto, onText } = loading(() => Promise.resolve(undefined));

/** "I am comparing": until the answer comes, which goes on by itself. */
export const lookingStep = step({
  screen: (_, t) => ({ text: t.looking, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [onPhoto((_, __, { t }) => answer(t.stillLooking)), onText((_, __, { t }) => answer(t.stillLooking))],
});
