import { isConsentCurrent, type Language, type Retention, RETENTION_MS } from '@aisha/domain';
import { RetentionReader } from '@aisha/database/bot';
import { keptTexts, retentionTexts } from '@aisha/words';
import { callback, type Html, joined } from '../../engine/conversation';
import { askConsent } from '../consent/consent.callbacks';
import { openStorey } from '../menu/menu.callbacks';
import { openErasure, openExport } from '../my-data/my-data.callbacks';
import { rulesText } from '../retention/announcements';
import { openReport } from '../report/report.callbacks';
import { type Kept, KEPT_IN } from './kept-tables';
import { goTo, loading } from './support.draft';

/**
 * The kinds of data that we keep about a person and for how long, with a paragraph for each. docs/decisions/0033-what-is-kept-how-long.md
 * decides the times.
 */
export const keptText = (language: Language, retention: Retention = RETENTION_MS): Html =>
  joined(
    (Object.keys(KEPT_IN) as Kept[]).map((kept) => {
      const text = keptTexts[language][kept];
      return typeof text === 'function' ? text(retention) : text;
    }),
    '\n\n',
  );

const withdraw = callback('consent.withdraw', {});
const openRules = callback('privacy.rules', {});
const leaveRules = callback('privacy.rules.back', {});

const { step, on } = loading(async (readers, _draft, { person }) => ({
  ...person,
  rules: await readers.of(RetentionReader).newest(),
}));

/** Shows what we keep and how long. Here a person gives or withdraws the consent. */
export const privacyStep = step({
  screen: (_, t, { consent, language, rules }) => ({
    text: t.privacy({ kept: keptText(language) }),
    buttons: [
      ...(isConsentCurrent(consent) ? [] : [[askConsent.button(t.giveConsent, {})]]),
      ...(consent === null ? [] : [[withdraw.button(t.withdraw, {})]]),
      ...(rulesText(rules, language) ? [[openRules.button(retentionTexts[language].openRules, {})]] : []),
      [openExport.button(t.exportData, {})],
      [openErasure.button(t.eraseData, {})],
      [openReport.button(t.report, {})],
      [openStorey.button(t.back, { storey: 'settings' })],
    ],
  }),
  actions: [on(withdraw, (draft) => goTo('withdraw', draft)), on(openRules, (draft) => goTo('rules', draft))],
});

/** Shows how long files and unused avatars are kept, where the owner has set it: /privacy itself has no room for it. */
export const rulesStep = step({
  screen: (_, t, { language, rules }) => ({
    text: rulesText(rules, language) ?? t.privacy({ kept: keptText(language) }),
    buttons: [[leaveRules.button(t.back, {})]],
  }),
  actions: [on(leaveRules, (draft) => goTo('privacy', draft))],
});
