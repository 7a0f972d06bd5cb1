import { isConsentCurrent, type Language, type Retention, RETENTION_MS } from '@aisha/domain';
import { RetentionReader } from '@aisha/database/bot';
import { keptTexts, retentionTexts } from '@aisha/words';
import { callback, type Html, joined } from '../../engine/conversation';
import { askConsent } from '../../callbacks/consent.callbacks';
import { openStorey } from '../../callbacks/menu.callbacks';
import { openErasure, openExport } from '../../callbacks/my-data.callbacks';
import type { FileKindViews } from '../../orders/file-kind';
import { openReport } from '../../callbacks/report.callbacks';
import { rulesText } from '../retention/announcements';
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
const openDetails = callback('privacy.details', {});
const leaveDetails = callback('privacy.details.back', {});
const openRules = callback('privacy.rules', {});
const leaveRules = callback('privacy.rules.back', {});

const { step, on } = loading(async (readers, _draft, { person }) => ({
  ...person,
  rules: await readers.of(RetentionReader).newest(),
}));

/** Says in five lines what we keep and how long. Here a person gives or withdraws the consent. */
export const privacyStep = step({
  screen: (_, t, { consent }) => ({
    text: t.privacy,
    buttons: [
      [openDetails.button(t.privacyInFull, {})],
      ...(isConsentCurrent(consent) ? [] : [[askConsent.button(t.giveConsent, {})]]),
      ...(consent === null ? [] : [[withdraw.button(t.withdraw, {})]]),
      [openExport.button(t.exportData, {})],
      [openErasure.button(t.eraseData, {})],
      [openStorey.button(t.back, { storey: 'settings' })],
    ],
  }),
  actions: [on(withdraw, (draft) => goTo('withdraw', draft)), on(openDetails, (draft) => goTo('details', draft))],
});

/** Shows all kinds of data that we keep, and who sees them. */
export const detailsStep = step({
  screen: (_, t, { language, rules }) => ({
    text: t.privacyDetails({ kept: keptText(language) }),
    buttons: [
      ...(rules.some(({ days }) => days !== null) ? [[openRules.button(retentionTexts[language].openRules, {})]] : []),
      [openReport.button(t.report, {})],
      [leaveDetails.button(t.back, {})],
    ],
  }),
  actions: [on(openRules, (draft) => goTo('rules', draft)), on(leaveDetails, (draft) => goTo('privacy', draft))],
});

/**
 * Shows the owner's rules about how long files and unused avatars are kept. The rules have a screen of their own, because the page of what
 * is kept has no room for them.
 */
export const rulesStep = (views: FileKindViews) =>
  step({
    screen: (_, t, { language, rules }) => ({
      text: rulesText(rules, views, language) ?? t.privacyDetails({ kept: keptText(language) }),
      buttons: [[leaveRules.button(t.back, {})]],
    }),
    actions: [on(leaveRules, (draft) => goTo('details', draft))],
  });
