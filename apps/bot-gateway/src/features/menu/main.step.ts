import { AllowanceReader, BalanceReader } from '@aisha/database/billing';
import { MenuReader } from '@aisha/database/bot';
import { credits, type CentiCredits, type UserId } from '@aisha/domain';
import { type Feature, joined, type MenuEntry, namedDrafts, STOREYS, toMenu } from '../../engine/conversation';
import { cheapest } from '../../orders/price-list';
import type { Readers } from '../../engine/conversation/readers';
import { WorkSettings } from '../../readers';
import { draftButtons } from './drafts.step';
import { openDrafts, openStorey, openStoreys } from './menu.callbacks';
import { loading, step } from './menu.draft';

/** Shows one of the screens behind the first screen of the menu. */
export const storeyStep = (features: readonly Feature[]) => {
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
        [toMenu.button(t.back, {})],
      ],
    }),
    actions: [],
  });
};

/** Shows the list of storeys, for a person whose first screen shows a draft in their place. */
export const storeysStep = step({
  screen: (_, t) => ({
    text: t.menu,
    buttons: [
      ...STOREYS.map((storey) => [openStorey.button(t.storey({ storey }), { storey })]),
      [toMenu.button(t.back, {})],
    ],
  }),
  actions: [],
});

/**
 * The welcome credits of a person who has not begun to spend them, or is about to get them; 0 for other people.
 */
const welcomeGift = async (readers: Readers, userId: UserId, now: Date): Promise<CentiCredits> => {
  const { WELCOME_CREDITS } = readers.settings(WorkSettings);
  return (
    (await readers.of(BalanceReader).welcomeGift(userId)) ??
    credits(await readers.of(AllowanceReader).at('welcome-credits', now, WELCOME_CREDITS))
  );
};

/**
 * The first screen: the two commonest things and the storeys. If the person has a draft, the draft stands in the place of the storeys,
 * which are then one tap away.
 */
export const mainStep = (features: readonly Feature[]) => {
  const entries = features.flatMap(({ menu = [] }) => menu);
  const { step } = loading(async (readers, { greets }, { person, now }) => {
    const { hasAvatar, newestDraft, drafts } = await readers.of(MenuReader).of(person.userId);
    return {
      person,
      prices: greets ? await cheapest(readers, now) : null,
      gift: greets ? await welcomeGift(readers, person.userId, now) : null,
      hasAvatar,
      newest: await namedDrafts(features, newestDraft ? [newestDraft] : [], person.language, readers),
      older: drafts - 1,
    };
  });
  return step({
    screen: (_, t, { person: { firstName, language }, prices, gift, hasAvatar, newest: [newest], older }) => {
      const first = entries
        .filter((entry) => isFirst(entry, hasAvatar))
        .map(({ button, label }) => [button.button(label[language], {})]);
      const storeys = STOREYS.map((storey) => openStorey.button(t.storey({ storey }), { storey }));
      const moreDrafts = older > 0 ? [openDrafts.button(t.moreDrafts({ count: older }), { newer: 1 })] : [];
      return {
        text: joined(
          [
            prices && t.hello({ name: firstName, ...prices }),
            gift !== null && gift > 0n && t.gift({ amount: gift }),
            t.menu,
          ],
          '\n\n',
        ),
        buttons: newest
          ? [...draftButtons(newest, language, t.drop, moreDrafts), ...first, [openStoreys.button(t.storeys, {})]]
          : [...first, storeys.slice(0, 2), storeys.slice(2)],
      };
    },
    actions: [],
  });
};

const isFirst = ({ first }: MenuEntry, hasAvatar: boolean): boolean =>
  first === 'everyone' || first === (hasAvatar ? 'with-avatar' : 'without-avatar');
