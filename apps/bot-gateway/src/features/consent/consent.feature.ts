import { CONSENT_VERSION, isConsentCurrent, type Language } from '@aisha/domain';
import { ConsentReader } from '@aisha/database/bot';
import { consentTexts } from '@aisha/words';
import {
  answer,
  type Anywhere,
  feature,
  onButton,
  recordConsent,
  say,
  type Effect,
  type Elsewhere,
  type Html,
  type Input,
  type Readers,
  type Screen,
  type Speaker,
} from '../../engine/conversation';
import { CONSENT } from '../../engine/conversation/consent';
import { editOf, messageOf } from '../../engine/deliveries/content';
import { agreeToFirstPictures } from '../../orders/first-pictures.store';
import { askConsent } from '../../callbacks/consent.callbacks';
import {
  agree,
  agreeAndDraw,
  consentDetails,
  consentScreen,
  decline,
  drawnAfter,
  drawnOf,
  type DrawnSelfie,
  showBrief,
  showBriefOfSelfie,
  showDetails,
  showDetailsOfSelfie,
} from './consent.screen';

/** Replaces the consent screen whose button the person pressed. Photos that come later get a new consent screen. */
const instead = (input: Input, screen: Screen): Effect[] =>
  input.kind === 'button' ? [say(editOf(input.messageId, screen), { cardKey: CONSENT })] : [];

const closed = (input: Input, text: Html): Effect[] => instead(input, { text });

type ScreenOf = (language: Language, selfie?: DrawnSelfie) => Screen;

const shown = (input: Input, { consent, language }: Speaker, screen: ScreenOf, selfie?: DrawnSelfie): Elsewhere => {
  const t = consentTexts[language];
  if (isConsentCurrent(consent)) return answer(t.already, ...closed(input, t.alreadyThere));
  return answer(undefined, ...instead(input, screen(language, selfie)));
};

/**
 * Records the consent, and what the person agreed to with the same tap. Records nothing if the consent has been given already, or if the
 * button belongs to an older text.
 */
const agreed =
  (...beside: readonly Effect[]) =>
  async (
    { version }: { readonly version: number },
    { person }: Anywhere,
    readers: Readers,
    input: Input,
  ): Promise<Elsewhere> => {
    const t = consentTexts[person.language];
    if (isConsentCurrent(person.consent)) return answer(t.already, ...closed(input, t.alreadyThere));
    if (version !== CONSENT_VERSION) return answer(t.renewed, ...instead(input, consentScreen(person.language)));
    const words = (await readers.of(ConsentReader).isAwaited(person.telegramId)) ? t.goOn : t.sendAgain;
    return answer(undefined, recordConsent('agree'), ...beside, ...closed(input, words));
  };

/**
 * The consent screen, which the engine shows, and the handling of the answers. A person may press a button of any copy of the screen, at
 * any time, in every conversation.
 */
export const consentFeature = feature({
  consent: {
    screen: (language, waiting) => consentScreen(language, drawnAfter(waiting)),
    first: (language) => consentTexts[language].first,
  },
  // No file is fetched without the consent. The consent counts for every conversation: with it the bot may store the person's photos,
  // recordings and texts.
  needConsent: ['fetch-file'],
  actions: [
    onButton(agree, agreed()),
    onButton(agreeAndDraw, (said, context, readers, input) => {
      const { consent, language } = context.person;
      const now = drawnOf(said.photo, context.at?.draft);
      const isAsRead = now?.pictures === said.pictures && now.price === said.price.toString();
      if (now && !isAsRead && !isConsentCurrent(consent)) {
        return answer(consentTexts[language].offerChanged, ...instead(input, consentScreen(language, now)));
      }
      return agreed(...(isAsRead ? [agreeToFirstPictures(said.photo)] : []))(said, context, readers, input);
    }),
    onButton(decline, (_, { person }, _readers, input) => {
      const t = consentTexts[person.language];
      if (isConsentCurrent(person.consent)) return answer(t.already, ...closed(input, t.alreadyThere));
      return answer(undefined, recordConsent('decline'), ...closed(input, t.declined));
    }),
    onButton(showDetails, (_, { person }, _readers, input) => shown(input, person, consentDetails)),
    onButton(showBrief, (_, { person }, _readers, input) => shown(input, person, consentScreen)),
    onButton(showDetailsOfSelfie, ({ photo }, { person, at }, _readers, input) =>
      shown(input, person, consentDetails, drawnOf(photo, at?.draft)),
    ),
    onButton(showBriefOfSelfie, ({ photo }, { person, at }, _readers, input) =>
      shown(input, person, consentScreen, drawnOf(photo, at?.draft)),
    ),
    onButton(askConsent, (_, { person }) => {
      const t = consentTexts[person.language];
      if (isConsentCurrent(person.consent)) return answer(t.already);
      return answer(undefined, say(messageOf(consentScreen(person.language)), { cardKey: CONSENT }));
    }),
  ],
});
