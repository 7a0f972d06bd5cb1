import { DraftReader } from '@aisha/database/bot';
import {
  beginningOf,
  fieldsOf,
  joined,
  namedDrafts,
  resumeDraft,
  toMenu,
  type Feature,
} from '../../engine/conversation';
import { loading } from './menu.draft';

/** With «Вернуть» and the menu they are the six buttons of a screen. */
const MOST_ORDERS = 4;
/** Characters of an order's name on its button: a phone shows about as many. */
const NAME_CHARACTERS = 32;

/** After /cancel, or once a draft was dropped: the way to take it back, and the orders that can still be stopped. */
export const stoppedStep = (features: readonly Feature[]) => {
  const { step } = loading(async (readers, { dropped }, context) => {
    const { userId, language } = context.person;
    const draft = dropped && (await readers.of(DraftReader).find(userId, dropped));
    const running = features.map(async ({ stoppable }) => stoppable?.(context, readers) ?? []);
    return {
      dropped: (draft ? await namedDrafts(features, [draft], language, readers) : [])[0],
      orders: (await Promise.all(running)).flat(),
    };
  });
  return step({
    screen: (_, t, { dropped, orders }) => ({
      text: joined(
        [
          dropped && t.dropped({ name: dropped.name, remains: dropped.remains || null }),
          orders.length > 0 && t.running({ areMore: orders.length > MOST_ORDERS }),
          !dropped && orders.length === 0 && t.nothingBegun,
        ],
        '\n\n',
      ),
      buttons: [
        ...(dropped ? [[resumeDraft.button(t.restore, fieldsOf(dropped))]] : []),
        ...orders.slice(0, MOST_ORDERS).map(({ name, stop }) => [stop(`✖️ ${beginningOf(name, NAME_CHARACTERS)}`)]),
        [toMenu.button(t.toMenu, {})],
      ],
    }),
    actions: [],
  });
};
