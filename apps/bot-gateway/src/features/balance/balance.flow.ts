import { PACKS, type Language } from '@aisha/domain';
import type { Receipt } from '@aisha/database/billing';
import { callback, dayText, flowKit, joined, toMenu, type Html } from '../../engine/conversation';
import type { OrderKindViews } from '../../orders/order-kind';
import { buyPack, openHistory } from './balance.callbacks';
import { balanceTexts } from './balance.texts';

/** The place in the history: the receipt before this page. */
interface BalanceDraft {
  readonly before: string | null;
}
const { loading, goTo, stay, flow } = flowKit<BalanceDraft, 'overview' | 'history'>()(balanceTexts);

const back = callback('bal.back', {});
const older = callback('bal.older', {});
const newest = callback('bal.newest', {});

const overview = loading((readers, _, { person }) => readers.balances.of(person.userId));
const overviewStep = overview.step({
  screen: (_, t, balance) => ({
    text: t.balance(balance),
    buttons: [
      ...PACKS.map((pack) => [buyPack.button(t.pack(pack.credits, pack.stars), { packId: pack.id })]),
      [openHistory.button(t.history, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [overview.on(openHistory, () => goTo('history', { before: null }))],
});

/** Receipts of a page: enough to see a week, few enough for a phone. */
const PAGE = 10;
const history = loading(async (readers, { before }, { person }) => ({
  ...(await readers.history.page(person.userId, { limit: PAGE, ...(before && { before }) })),
  language: person.language,
}));
const historyStep = (views: OrderKindViews) =>
  history.step({
    screen: ({ before }, t, { receipts, next, language }) => ({
      text: joined([
        t.historyTitle,
        '',
        receipts.length === 0 ? t.nothingYet : joined(receipts.map((receipt) => line(receipt, views, language))),
      ]),
      buttons: [
        [...(before ? [newest.button(t.newest, {})] : []), ...(next ? [older.button(t.older, {})] : [])],
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    }),
    actions: [
      history.on(older, (_, _fields, { data }) => stay({ before: data.next })),
      history.on(newest, () => stay({ before: null })),
      history.on(back, () => goTo('overview', { before: null })),
    ],
  });

function line(receipt: Receipt, views: OrderKindViews, language: Language): Html {
  const t = balanceTexts[language];
  const date = dayText(receipt.at);
  if (!('charged' in receipt)) return t.creditLine(date, receipt.kind, receipt.credited);
  const { isOpen, held, charged, released, reason } = receipt;
  const kind = views[receipt.kind].shortTitle[language];
  if (isOpen) return t.openOrderLine(date, kind, held);
  if (charged === 0n) return t.freeOrderLine(date, kind, reason === 'cancelled-by-user', released);
  return t.orderLine(date, kind, charged, released);
}

export const balanceFlow = (views: OrderKindViews) =>
  flow({
    name: 'balance',
    version: 1,
    first: 'overview',
    begin: () => ({ before: null }),
    steps: { overview: overviewStep, history: historyStep(views) },
  });
