import { isConsentCurrent, type Language, type Retention, RETENTION_MS } from '@aisha/domain';
import { RetentionReader } from '@aisha/database/bot';
import { keptTexts } from '@aisha/words';
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

const { step, on } = loading(async (readers, _draft, { person }) => ({
  ...person,
  rules: await readers.of(RetentionReader).newest(),
}));

/** Shows what we keep and how long. Here a person gives or withdraws the consent. */
export const privacyStep = step({
  screen: (_, t, { consent, language, rules }) => ({
    text: t.privacy({ kept: joined([keptText(language), ...rulesText(rules, language)], '\n\n') }),
    buttons: [
      ...(isConsentCurrent(consent) ? [] : [[askConsent.button(t.giveConsent, {})]]),
      ...(consent === null ? [] : [[withdraw.button(t.withdraw, {})]]),
      [openExport.button(t.exportData, {})],
      [openErasure.button(t.eraseData, {})],
      [openReport.button(t.report, {})],
      [openStorey.button(t.back, { storey: 'settings' })],
    ],
  }),
  actions: [on(withdraw, (draft) => goTo('withdraw', draft))],
});
