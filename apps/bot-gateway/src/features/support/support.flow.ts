import { toMenu, type Feature, type Html } from '../../engine/conversation';
import { privacyStep } from './privacy.step';
import { flow, loading } from './support.draft';
import type { supportTexts } from '@aisha/words';
import { openSupport } from '../tickets/tickets.callbacks';
import { withdrawStep } from './withdraw.step';
import { WorkSettings } from '../../readers';

/** The contact for the sandbox's Telegram, where no real one is needed. */
const NOBODY = '@example_support';

const { step } = loading((readers) => Promise.resolve(readers.settings(WorkSettings).SUPPORT_CONTACT ?? NOBODY));

const page = (text: (t: (typeof supportTexts)['ru'], contact: string) => Html, ways: 'alone' | 'write' = 'alone') =>
  step({
    screen: (_, t, contact) => ({
      text: text(t, contact),
      buttons: [...(ways === 'write' ? [[openSupport.button(t.writeHere, {})]] : []), [toMenu.button(t.menu, {})]],
    }),
    actions: [],
  });

/** Pages about the bot itself. */
export const supportFlow = (features: () => readonly Feature[]) =>
  flow({
    name: 'support',
    version: 1,
    first: 'privacy',
    isOpenToBanned: true,
    begin: () => ({}),
    steps: {
      privacy: privacyStep,
      withdraw: withdrawStep(features),
      terms: page((t) => t.terms),
      paySupport: page((t, contact) => t.paySupport({ contact }), 'write'),
    },
  });
