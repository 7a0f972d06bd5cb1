import { flowKit, toMenu, type Html } from '../../engine/conversation';
import { supportTexts } from './support.texts';

type Page = 'privacy' | 'terms' | 'support' | 'paySupport';

const { loading, flow } = flowKit<object, Page>()(supportTexts);

/** Where Telegram is played, nobody has to be reached. */
const NOBODY = '@example_support';

const { step } = loading(({ settings }) => Promise.resolve(settings.SUPPORT_CONTACT ?? NOBODY));

const page = (text: (t: (typeof supportTexts)['ru'], contact: string) => Html) =>
  step({
    screen: (_, t, contact) => ({ text: text(t, contact), buttons: [[toMenu.button(t.menu, {})]] }),
    actions: [],
  });

/** Pages about the bot itself. */
export const supportFlow = flow({
  name: 'support',
  version: 1,
  first: 'support',
  begin: () => ({}),
  steps: {
    privacy: page((t) => t.privacy),
    terms: page((t) => t.terms),
    support: page((t, contact) => t.support(contact)),
    paySupport: page((t, contact) => t.paySupport(contact)),
  },
});
