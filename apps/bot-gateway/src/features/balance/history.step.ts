import { type Receipt, HistoryReader } from '@aisha/database/billing';
import type { Language } from '@aisha/domain';
import { OrderedThingsReader } from '@aisha/database';
import { calendarFor, callback, id, joined, momentText, toMenu, type Html } from '../../engine/conversation';
import type { OrderKindViews } from '../../orders/order-kind';
import { openZone } from './balance.callbacks';
import { goTo, loading, stay } from './balance.draft';
import { balanceTexts } from '@aisha/words';
import { nameOf } from './receipt.step';
import { placeOf } from './zone.step';

const back = callback('bal.back', {});
const older = callback('bal.older', {});
const newest = callback('bal.newest', {});
const openReceipt = callback('bal.receipt', { receipt: id<string>() });

/** Receipts of a page: a button each in one row, and few enough for a phone. */
const PAGE = 6;
/** Characters of an idea in a line. */
const IDEA = 40;

const { step, on } = loading(async (readers, { before }, { person, now }) => {
  const { userId, language } = person;
  const page = await readers.of(HistoryReader).page(userId, { limit: PAGE, ...(before && { before }) });
  const ids = page.receipts.map((receipt) => receipt.id);
  const things = await readers.of(OrderedThingsReader).of(userId, ids);
  return { ...page, things, now, language, calendar: await calendarFor(readers, person) };
});

/** The history of the person's credits, newest first; a tap opens a receipt. */
export const historyStep = (views: OrderKindViews) =>
  step({
    screen: ({ before }, t, { receipts, next, things, now, language, calendar }) => {
      const line = (receipt: Receipt, at: number): Html => {
        const thing = things.find(({ orderId }) => orderId === receipt.id);
        const name = nameOf(receipt, { thing, views, language }, IDEA);
        return t.line({
          number: at + 1,
          name,
          amount: amountOf(receipt, language),
          when: momentText(receipt.at, now, calendar),
        });
      };
      return {
        text: joined([t.historyTitle, ...(receipts.length === 0 ? [t.nothingYet] : receipts.map(line))], '\n\n'),
        buttons: [
          receipts.map((receipt, at) => openReceipt.button(String(at + 1), { receipt: receipt.id })),
          [...(before ? [newest.button(t.newest, {})] : []), ...(next ? [older.button(t.older, {})] : [])],
          [openZone.button(t.zoneButton({ place: placeOf(calendar) }), {})],
          [back.button(t.back, {}), toMenu.button(t.menu, {})],
        ],
      };
    },
    actions: [
      on(openReceipt, (draft, { receipt }) => goTo('receipt', { ...draft, receipt })),
      on(older, (_, _fields, { data }) => stay({ before: data.next })),
      on(newest, () => stay({ before: null })),
      on(openZone, (draft) => goTo('zone', draft)),
      on(back, () => goTo('overview', { before: null })),
    ],
  });

function amountOf(receipt: Receipt, language: Language): Html {
  const t = balanceTexts[language];
  if (!('charged' in receipt)) return t.credited({ amount: receipt.credited });
  const { isOpen, held, charged, released, delivered, reason } = receipt;
  if (isOpen) return t.openAmount({ held });
  if (charged === 0n && delivered > 0) return t.nothingCharged;
  return charged === 0n
    ? t.freeAmount({ released, isCancelled: reason === 'cancelled-by-user' })
    : t.chargedAmount({ charged, released });
}
