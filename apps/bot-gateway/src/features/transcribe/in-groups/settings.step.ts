import { isConsentCurrent } from '@aisha/domain';
import { PersonReader } from '@aisha/database/bot';
import { callback, toMenu } from '../../../engine/conversation';
import { paysInGroups } from './price-limit.store';
import { askConsent } from '../../consent/consent.callbacks';
import { flow, loading, stay, WITHOUT_A_QUESTION } from './group-voices.draft';
import { GROUP_VOICES } from './group-voices.callbacks';

const ask = callback('gv.ask', {});
const pay = callback('gv.pay', {});

const { step, on } = loading(async (readers, _, { person }) => ({
  isAgreed: isConsentCurrent(person.consent),
  limit: (await readers.of(PersonReader).findById(person.userId))?.groupVoiceLimit ?? null,
}));

/** How it works in groups, and what may be paid there without a question. */
const settingsStep = step({
  screen: (_, t, { isAgreed, limit }) => ({
    text: t.settings({ limit: limit === null ? null : WITHOUT_A_QUESTION }),
    buttons: [
      ...(isAgreed ? [] : [[askConsent.button(t.agree, {})]]),
      [limit === null ? pay.button(t.pay({ limit: WITHOUT_A_QUESTION }), {}) : ask.button(t.ask, {})],
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pay, (draft, _, { t }) => stay(draft, t.settled, paysInGroups(WITHOUT_A_QUESTION))),
    on(ask, (draft, _, { t }) => stay(draft, t.settled, paysInGroups(null))),
  ],
});

export const groupVoicesFlow = flow({
  ...GROUP_VOICES,
  version: 1,
  first: 'settings',
  begin: () => ({}),
  steps: { settings: settingsStep },
});
