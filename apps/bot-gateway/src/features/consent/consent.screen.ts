import { centiCredits, CONSENT_VERSION, type Language } from '@aisha/domain';
import { type Button, callback, count, html, type Html, type Screen, type Waiting } from '../../engine/conversation';
import { type FirstPictures, firstPicturesIn } from '../../orders/first-pictures';
import { consentTexts, type ConsentWords } from '@aisha/words';

/** Agrees to a text. Each button carries the version of its text, because agreeing to an older text gives no consent to the present one. */
export const agree = callback('consent.yes', { version: count() });
/** The same, said about a selfie that waits: it shows the person who presses, and is drawn at the price on the screen. */
export const agreeAndDraw = callback('consent.draw', { version: count() });
export const decline = callback('consent.no', {});

export const showDetails = callback('consent.more', {});
export const showBrief = callback('consent.less', {});
/** The same two for a consent screen of a selfie. */
export const showDetailsOfSelfie = callback('consent.selfie.more', {});
export const showBriefOfSelfie = callback('consent.selfie.less', {});

/** What is drawn of a selfie as soon as its person agrees; undefined for any other input. */
export const drawnAfter = ({ input, draft }: Waiting): FirstPictures | undefined =>
  input.kind === 'photo' && input.file.albumId === null && input.file.isForwarded !== true
    ? firstPicturesIn(draft)
    : undefined;

/** Says in five lines, before the first photo or recording, who gets which data and for how long; all of it is one tap away. */
export const consentScreen = (language: Language, first?: FirstPictures): Screen => {
  const t = consentTexts[language];
  const more = (first ? showDetailsOfSelfie : showDetails).button(t.more, {});
  return {
    text: html`${t.brief}${first ? html`\n\n${selfieLine(first, t)}` : html``}`,
    buttons: [...yes(t, first), [more, decline.button(t.decline, {})]],
  };
};

/** The whole text to which a person agrees. */
export const consentDetails = (language: Language, first?: FirstPictures): Screen => {
  const t = consentTexts[language];
  const less = (first ? showBriefOfSelfie : showBrief).button(t.less, {});
  return {
    text: html`${t.details}${first ? html`\n\n${selfieLine(first, t)}` : html``}`,
    buttons: [...yes(t, first), [less, decline.button(t.decline, {})]],
  };
};

const selfieLine = ({ pictures, price }: FirstPictures, t: ConsentWords): Html =>
  t.thenDraw({ pictures, price: centiCredits(price) });

const yes = (t: ConsentWords, first: FirstPictures | undefined): Button[][] =>
  first
    ? [
        [agreeAndDraw.button(t.agreeAndDraw, { version: CONSENT_VERSION })],
        [agree.button(t.agreeForAnother, { version: CONSENT_VERSION })],
      ]
    : [[agree.button(t.agree, { version: CONSENT_VERSION })]];
