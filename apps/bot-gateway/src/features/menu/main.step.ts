import { MenuReader } from '@aisha/database/bot';
import { centiCredits } from '@aisha/domain';
import { type Feature, joined, namedDrafts, toMenu } from '../../engine/conversation';
import { ownPicture } from '../../engine/deliveries/own-pictures';
import { offerFirstPictures, offering, toldOf, welcomeGift } from '../../orders/first-pictures';
import { cheapest } from '../../orders/price-list';
import { openDrafts, openStorey, openStoreys, STOREYS, type MenuEntry } from '../../callbacks/menu.callbacks';
import { draftButtons } from './drafts.step';
import { loading, step } from './menu.draft';

/** The storey behind the storey «create», which has no room for everything that begins with a person's photo. */
const PHOTOS = 'photos';
const FIRST_STOREYS = STOREYS.filter((storey) => storey !== PHOTOS);

/** Shows one of the screens behind the first screen of the menu. */
export const storeyStep = (features: readonly Feature<MenuEntry>[]) => {
  const entries = features.flatMap(({ menu = [] }) => menu).sort((one, other) => one.place - other.place);
  const { step } = loading((_, { storey = 'create' }, { person: { language } }) =>
    Promise.resolve({ storey, language }),
  );
  return step({
    screen: (_, t, { storey, language }) => ({
      text: t.storeyTitle({ storey }),
      buttons: [
        ...entries
          .filter((entry) => entry.storey === storey)
          .map(({ button, label }) => [button.button(label[language], {})]),
        ...(storey === 'create' ? [[openStorey.button(t.toPhotos, { storey: PHOTOS })]] : []),
        [storey === PHOTOS ? openStorey.button(t.back, { storey: 'create' }) : toMenu.button(t.back, {})],
      ],
    }),
    actions: [],
  });
};

/** Shows the list of storeys, for a person whose first screen has no room for them. */
export const storeysStep = step({
  screen: (_, t) => ({
    text: t.menu,
    buttons: [
      ...FIRST_STOREYS.map((storey) => [openStorey.button(t.storey({ storey }), { storey })]),
      [toMenu.button(t.back, {})],
    ],
  }),
  actions: [],
});

/**
 * The first screen: the two commonest things, and the storeys. If the person has a draft, or has just named a language, other buttons take
 * the place of the storeys, and one button leads to the list of storeys.
 */
export const mainStep = (features: readonly Feature<MenuEntry>[]) => {
  const entries = features.flatMap(({ menu = [] }) => menu);
  const { step } = loading(async (readers, { greets, isSwitched = false }, { person, now }) => {
    const { canDraw, newestDraft, drafts } = await readers.of(MenuReader).of(person.userId);
    // Only the greeting asks for a selfie: the menu is the screen that is shown most, so it says as little as possible.
    const isAsked = greets && !canDraw && drafts === 0;
    const prices = greets ? await cheapest(readers, now) : undefined;
    const gift = greets ? await welcomeGift(readers, person, now) : undefined;
    const known = { picture: prices?.picture, gift };
    return {
      person,
      first: isAsked ? await offerFirstPictures(readers, person, now, known) : undefined,
      prices,
      gift,
      canDraw,
      newest: await namedDrafts(features, newestDraft ? [newestDraft] : [], person.language, readers),
      older: drafts - 1,
      greets,
      isSwitched,
    };
  });
  return step({
    enter: offering,
    screen: (
      _,
      t,
      {
        person: { firstName, language },
        first: asked,
        prices,
        gift,
        canDraw,
        newest: [newest],
        older,
        greets,
        isSwitched,
      },
    ) => {
      const first = entries
        .filter((entry) => isFirst(entry, canDraw))
        .map(({ button, label }) => [button.button(label[language], {})]);
      const storeys = FIRST_STOREYS.map((storey) => openStorey.button(t.storey({ storey }), { storey }));
      const moreDrafts = older > 0 ? [openDrafts.button(t.moreDrafts({ count: older }), { newer: 1 })] : [];
      return {
        text: joined(
          [
            isSwitched && t.switched,
            prices && !asked && t.hello({ name: firstName, ...prices }),
            asked && t.helloSelfie({ name: firstName, ...toldOf(asked), gift: gift ?? centiCredits(0) }),
            !asked && gift !== undefined && gift > 0n && t.gift({ amount: gift }),
            greets ? t.menu : joined([t.menu, t.byWords]),
          ],
          '\n\n',
        ),
        ...(asked && { photo: ownPicture(FIRST_RESULTS) }),
        buttons:
          newest || isSwitched
            ? [
                ...(newest ? draftButtons(newest, language, t.drop, moreDrafts) : []),
                ...first,
                [openStoreys.button(t.storeys, {})],
              ]
            : [...(asked ? [first.flat()] : first), storeys.slice(0, 2), storeys.slice(2)],
      };
    },
    actions: [],
  });
};

/** The picture with six results, which the greeting shows to a person who has no results of their own. */
const FIRST_RESULTS = 'first-results';

const isFirst = ({ first }: MenuEntry, canDraw: boolean): boolean =>
  first === 'everyone' || first === (canDraw ? 'can-draw' : 'cannot-draw');
