import { isConsentCurrent } from '@aisha/domain';
import { callback } from '../../engine/conversation';
import { askConsent } from '../consent/consent.callbacks';
import { openStorey } from '../menu/menu.callbacks';
import { openReport } from '../report/report.callbacks';
import { keptText } from './kept';
import { goTo, loading } from './support.draft';

const withdraw = callback('consent.withdraw', {});

const { step, on } = loading((_, _draft, { person }) => Promise.resolve(person));

/** What is kept and how long; the consent is given or taken back here. */
export const privacyStep = step({
  screen: (_, t, { consent, language }) => ({
    text: t.privacy({ kept: keptText(language) }),
    buttons: [
      ...(isConsentCurrent(consent) ? [] : [[askConsent.button(t.giveConsent, {})]]),
      ...(consent === null ? [] : [[withdraw.button(t.withdraw, {})]]),
      [openReport.button(t.report, {})],
      [openStorey.button(t.back, { storey: 'settings' })],
    ],
  }),
  actions: [on(withdraw, (draft) => goTo('withdraw', draft))],
});
