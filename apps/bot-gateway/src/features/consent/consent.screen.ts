import { CONSENT_VERSION, type Language } from '@aisha/domain';
import { callback, count, type Screen } from '../../engine/conversation';
import { consentTexts } from '@aisha/words';

/** Agrees to a text. Each button carries the version of its text, because agreeing to an older text gives no consent to the present one. */
export const agree = callback('consent.yes', { version: count() });
export const decline = callback('consent.no', {});

/** Says, before the first photo or recording, who gets which data, where and for how long. */
export const consentScreen = (language: Language): Screen => {
  const t = consentTexts[language];
  return {
    text: t.ask,
    buttons: [[agree.button(t.agree, { version: CONSENT_VERSION })], [decline.button(t.decline, {})]],
  };
};
