import { toMenu } from '../../engine/conversation';
import { takingTexts } from './source';
import { loading } from './speech.draft';

const { step } = loading(async (readers, _, { now }) => readers.prices.quote('speech.part', 1, now));

/** "Send a text." */
export const textStep = step({
  screen: (_, t, perPart) => ({ text: t.ask(perPart.total), buttons: [[toMenu.button(t.menu, {})]] }),
  actions: takingTexts,
});
