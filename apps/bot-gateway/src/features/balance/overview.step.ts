import { PACKS_BY_SIZE } from '@aisha/domain';
import { BalanceReader, PriceReader } from '@aisha/database/billing';
import { joined, toMenu } from '../../engine/conversation';
import { packButton, packLines } from '../../orders/top-up';
import { openHistory } from './balance.callbacks';
import { goTo, loading } from './balance.draft';

const { step, on } = loading(async (readers, _, { person, now }) => ({
  balance: await readers.of(BalanceReader).of(person.userId),
  prices: await readers.of(PriceReader).list(now),
  language: person.language,
}));

/** What the person has, and the packs. */
export const overviewStep = step({
  screen: (_, t, { balance, prices, language }) => ({
    text: joined([t.balance(balance), '', packLines(PACKS_BY_SIZE, prices, language)]),
    buttons: [
      ...PACKS_BY_SIZE.map((pack) => [packButton(pack, prices, language)]),
      [openHistory.button(t.history, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [on(openHistory, () => goTo('history', { before: null }))],
});
