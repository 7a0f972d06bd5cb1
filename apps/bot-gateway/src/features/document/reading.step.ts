import { answer, toMenu } from '../../engine/conversation';
import { onFile, onText, step } from './document.draft';

/** "I am reading it": until the transcriber has, which asks for the type by itself. */
export const readingStep = step({
  screen: (_, t) => ({ text: t.reading, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [onFile((_, __, { t }) => answer(t.oneAtATime)), onText((_, __, { t }) => answer(t.stillReading))],
});
