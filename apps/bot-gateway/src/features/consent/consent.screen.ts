import { CONSENT_VERSION, type Language } from '@aisha/domain';
import { type Button, callback, count, type Html, joined, type Screen, type Waiting } from '../../engine/conversation';
import { type FirstPictures, firstPicturesIn, isSelfie, toldOf } from '../../orders/first-pictures';
import { consentTexts, type ConsentWords } from '@aisha/words';

/** Agrees to a text. Each button carries the version of its text, because agreeing to an older text gives no consent to the present one. */
export const agree = callback('consent.yes', { version: count() });
/**
 * Agrees to a text, and says that the selfie in the message `photo` shows the person who presses. The selfie is then drawn as this many
 * pictures at this price in hundredths of a credit; the screen shows both numbers.
 */
export const agreeAndDraw = callback('consent.draw', {
  version: count(),
  photo: count(),
  pictures: count(),
  price: count(),
});
export const decline = callback('consent.no', {});

export const showDetails = callback('consent.more', {});
export const showBrief = callback('consent.less', {});
/** The buttons to the details and back, on a consent screen for a selfie. */
export const showDetailsOfSelfie = callback('consent.selfie.more', { photo: count() });
export const showBriefOfSelfie = callback('consent.selfie.less', { photo: count() });

/** The pictures that are drawn from the selfie in the message `photo` as soon as the person agrees. */
export interface DrawnSelfie extends Pick<FirstPictures, 'pictures' | 'price'> {
  readonly photo: number;
}

/** What the person's draft offers to draw from the selfie in the message `photo`; undefined when it offers nothing. */
export const drawnOf = (photo: number, draft: unknown): DrawnSelfie | undefined => {
  const first = firstPicturesIn(draft);
  return first && { pictures: first.pictures, price: first.price, photo };
};

/** What is drawn from a waiting selfie. Undefined for any other input, and when the person's draft offers nothing to draw. */
export const drawnAfter = ({ input, draft }: Waiting): DrawnSelfie | undefined =>
  input.kind === 'photo' && isSelfie(input.file) ? drawnOf(input.file.messageId, draft) : undefined;

/** Says in five lines, before the first photo or recording, who gets which data and for how long. The whole text is one tap away. */
export const consentScreen = (language: Language, selfie?: DrawnSelfie): Screen => {
  const t = consentTexts[language];
  const more = selfie ? showDetailsOfSelfie.button(t.more, { photo: selfie.photo }) : showDetails.button(t.more, {});
  return consentWith(t.brief, more, t, selfie);
};

/** The whole text to which a person agrees. */
export const consentDetails = (language: Language, selfie?: DrawnSelfie): Screen => {
  const t = consentTexts[language];
  const less = selfie ? showBriefOfSelfie.button(t.less, { photo: selfie.photo }) : showBrief.button(t.less, {});
  return consentWith(t.details, less, t, selfie);
};

/** The consent screen with the brief or the whole text, a button to the other one, and the answers. */
const consentWith = (words: Html, other: Button, t: ConsentWords, selfie: DrawnSelfie | undefined): Screen => ({
  text: joined([words, selfie && t.thenDraw(toldOf(selfie))], '\n\n'),
  buttons: [...yes(t, selfie), [other, decline.button(t.decline, {})]],
});

const yes = (t: ConsentWords, selfie: DrawnSelfie | undefined): Button[][] =>
  selfie
    ? [
        [agreeAndDraw.button(t.agreeAndDraw, { ...selfie, price: Number(selfie.price), version: CONSENT_VERSION })],
        [agree.button(t.agreeForAnother, { version: CONSENT_VERSION })],
      ]
    : [[agree.button(t.agree, { version: CONSENT_VERSION })]];
