import { toMenu } from '../../engine/conversation';
import { step } from './menu.draft';

/** What the bot can do, in five lines. */
export const helpStep = step({
  screen: (_, t) => ({ text: t.help, buttons: [[toMenu.button(t.back, {})]] }),
  actions: [],
});
