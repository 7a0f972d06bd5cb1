import { centiCredits, MAX_PICTURES } from '@aisha/domain';
import { callback, oneOf, toMenu } from '../../engine/conversation';
import { goTo, loading } from './generate.draft';

const COUNTS = Array.from({ length: MAX_PICTURES }, (_, before) => before + 1);
const pickCount = callback('gen.count', { count: oneOf(COUNTS) });
const back = callback('gen.count.back', {});

const { step, on } = loading(async (readers, _, { person, now }) => ({
  balance: await readers.balances.of(person.userId),
  picture: await readers.prices.quote('picture', 1, now),
}));

/** "How many?" With the price of each. */
export const countStep = step({
  screen: (_, t, { balance, picture }) => ({
    text: t.chooseCount(balance.available),
    buttons: [
      ...COUNTS.map((count) => [
        pickCount.button(t.count(count, centiCredits(picture.total * BigInt(count))), { count }),
      ]),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickCount, (draft, { count }) => goTo('confirm', { ...draft, pictureCount: count })),
    on(back, (draft) => goTo('ratio', draft)),
  ],
});
