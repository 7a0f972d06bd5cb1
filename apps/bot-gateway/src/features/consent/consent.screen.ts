import { CONSENT_VERSION, type Language } from '@aisha/domain';
import { callback, count, type Screen } from '../../engine/conversation';
import { consentTexts } from '@aisha/words';

/** Each button carries the version of its text: a consent to an older text is none to the text of now. */
export const agree = callback('consent.yes', { version: count() });
export const decline = callback('consent.no', {});

/** Who gets what, where and for how long, before the first photo or sound. */
export const consentScreen = (language: Language): Screen => {
  const t = consentTexts[language];
  return {
    text: t.ask,
    buttons: [[agree.button(t.agree, { version: CONSENT_VERSION })], [decline.button(t.decline, {})]],
  };
};
