import { CONSENT_VERSION, type Language } from '@aisha/domain';
import { callback, count, type Button, type Screen } from '../../engine/conversation';
import { consentTexts, type ConsentWords } from '@aisha/words';

/** Agrees to a text. Each button carries the version of its text, because agreeing to an older text gives no consent to the present one. */
export const agree = callback('consent.yes', { version: count() });
export const decline = callback('consent.no', {});

export const showDetails = callback('consent.more', {});
export const showBrief = callback('consent.less', {});

/** Says in five lines, before the first photo or recording, who gets which data and for how long; all of it is one tap away. */
export const consentScreen = (language: Language): Screen => {
  const t = consentTexts[language];
  return { text: t.brief, buttons: [[yes(t)], [showDetails.button(t.more, {}), decline.button(t.decline, {})]] };
};

/** The whole text to which a person agrees. */
export const consentDetails = (language: Language): Screen => {
  const t = consentTexts[language];
  return { text: t.details, buttons: [[yes(t)], [showBrief.button(t.less, {}), decline.button(t.decline, {})]] };
};

const yes = (t: ConsentWords): Button => agree.button(t.agree, { version: CONSENT_VERSION });
