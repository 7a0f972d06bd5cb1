import { MenuReader } from '@aisha/database/bot';
import { joined, namedDrafts, STOREYS, type Feature, type MenuEntry } from '../../engine/conversation';
import { cheapest } from '../../orders/price-list';
import { welcomeGift } from '../../orders/welcome-gift';
import { draftButtons } from './draft.buttons';
import { openDrafts, openStorey, openStoreys } from './menu.callbacks';
import { loading } from './menu.draft';

/** The first screen: the two commonest things and the storeys. A draft takes the storeys' place, which are then one tap behind. */
export const mainStep = (features: readonly Feature[]) => {
  const entries = features.flatMap(({ menu = [] }) => menu);
  const { step } = loading(async (readers, { greets }, { person, now }) => {
    const { hasAvatar, newestDraft, drafts } = await readers.of(MenuReader).of(person.userId);
    return {
      person,
      prices: greets ? await cheapest(readers, now) : null,
      gift: greets ? await welcomeGift(readers, person.userId) : null,
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
