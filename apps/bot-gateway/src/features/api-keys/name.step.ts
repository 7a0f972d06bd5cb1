import { API_KEY_NAME } from '@aisha/domain';
import { toMenu } from '../../engine/conversation';
import { backToKeys, goTo, on, onText, stay, step } from './api-keys.draft';

/** Asks what the key is called: the name of the program that uses it. */
export const nameStep = step({
  screen: (_, t) => ({ text: t.askName, buttons: [[backToKeys.button(t.back, {}), toMenu.button(t.menu, {})]] }),
  actions: [
    onText((draft, text, { t }) => {
      const name = text.replaceAll('\0', '').replace(/\s+/g, ' ').trim();
      if (name.length < API_KEY_NAME.min || name.length > API_KEY_NAME.max) return stay(draft, t.badName);
      return goTo('scopes', { ...draft, name });
    }),
    on(backToKeys, () => goTo('list', {})),
  ],
});
