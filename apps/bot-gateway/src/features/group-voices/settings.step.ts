import { PersonReader } from '@aisha/database/bot';
import { centiCredits, isConsentCurrent } from '@aisha/domain';
import { groupVoicesTexts } from '@aisha/words';
import { callback, flowKit, toMenu } from '../../engine/conversation';
import { askConsent } from '../../callbacks/consent.callbacks';
import { GROUP_VOICES } from '../../callbacks/group-voices.callbacks';
import { freeSecondsADay } from '../transcription/confirm.step';
import { paysInGroups } from './price-limit.store';

/** A person can agree to pay for recordings in a group without being asked each time, up to this price each: ten minutes of speech. */
export const WITHOUT_A_QUESTION = centiCredits(500);

export const { loading, stay, flow } = flowKit<object, 'settings'>()(groupVoicesTexts);

const ask = callback('gv.ask', {});
const pay = callback('gv.pay', {});

const { step, on } = loading(async (readers, _, { person, now }) => ({
  freeADay: await freeSecondsADay(readers, now),
  isAgreed: isConsentCurrent(person.consent),
  limit: (await readers.of(PersonReader).findById(person.userId))?.groupVoiceLimit ?? null,
}));

/** Explains how the bot works in groups, and asks how much may be paid there without a question. */
const settingsStep = step({
  screen: (_, t, { freeADay, isAgreed, limit }) => ({
    text: t.settings({ freeADay, limit: limit === null ? null : WITHOUT_A_QUESTION }),
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
