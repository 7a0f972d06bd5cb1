import { type CreditMovement, HistoryReader, type OrderReceipt, type Receipt } from '@aisha/database/billing';
import { isCard, moneyText, type Language, type Money, type OrderId } from '@aisha/domain';
import { OrderedThingsReader, type OrderedThing } from '@aisha/database';
import { balanceTexts, chargedFor, failureText } from '@aisha/words';
import { ORDER_KIND } from '@aisha/kinds';
import {
  calendarFor,
  callback,
  id,
  joined,
  momentText,
  toMenu,
  type Html,
  beginningOf,
  type Button,
  clockText,
  dayText,
  type Readers,
  say,
  type Speaker,
} from '../../engine/conversation';
import type { OrderKindViews, AskingForResult, OrderKindView } from '../../orders/order-kind';
import { resultOf } from '../../orders/result-of';
import { openStatement } from '../../callbacks/statement.callbacks';
import { openHistory, openZone } from '../../callbacks/balance.callbacks';
import { messageWith, type Content } from '../../engine/deliveries/content';
import { fileAskedFor } from '../../orders/file-asked-for';
import { showAvatar } from '../../callbacks/avatars.callbacks';
import { goTo, loading, stay } from './balance.draft';
import { placeOf } from './zone.step';

const back = callback('bal.back', {});
const older = callback('bal.older', {});
const newest = callback('bal.newest', {});
const openReceipt = callback('bal.receipt', { receipt: id<string>() });

/** The number of receipts on a page: each has a button, and all buttons fit in one row on a phone. */
const PAGE = 6;
/** How many characters of an idea a line of the history shows. */
const IDEA = 40;

const { step, on } = loading(async (readers, { before }, { person, now }) => {
  const { userId, language } = person;
  const page = await readers.of(HistoryReader).page(userId, { limit: PAGE, ...(before && { before }) });
  const ids = page.receipts.map((receipt) => receipt.id);
  const things = await readers.of(OrderedThingsReader).of(userId, ids);
  return { ...page, things, now, language, calendar: await calendarFor(readers, person) };
});

/** Shows the history of the person's credits, newest first; a tap opens a receipt. */
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
          ...(receipts.length > 0 ? [[openStatement.button(t.statement, {})]] : []),
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
  if (!('charged' in receipt)) return t.credited({ amount: receipt.credited, isGone: receipt.credited < 0n });
  const { isOpen, held, charged, released, delivered, reason } = receipt;
  if (isOpen) return t.openAmount({ held });
  if (charged === 0n && delivered > 0) return t.nothingCharged;
  return charged === 0n
    ? t.freeAmount({ released, isCancelled: reason === 'cancelled-by-user' })
    : t.chargedAmount({ charged, released });
}

/** The subject of a line of the history: an order with its units, or credits that came or went without an order. */
type Named =
  Pick<OrderReceipt, 'kind' | 'units'> | { readonly kind: CreditMovement['kind']; readonly paid?: Money | null };

/** Says what a receipt is for: «🎨 Картинки «закат у моря» ×4», «⭐ Покупка». The idea is cut to `characters`. */
export function nameOf(
  receipt: Named,
  { thing, views, language }: { thing: OrderedThing | undefined; views: OrderKindViews; language: Language },
  characters: number,
): Html {
  const t = balanceTexts[language];
  if (!('units' in receipt))
    return t.credit({ kind: receipt.kind, isCard: receipt.paid ? isCard(receipt.paid) : false });
  const { kind, units } = receipt;
  const about = thing?.idea ?? (kind === 'training' ? thing?.avatar : null);
  const { shortTitle, units: unitsOf } = views[kind];
  const count = unitsOf?.[language](units) ?? '';
  return t.order({
    kind: shortTitle[language],
    about: about ? beginningOf(about, characters) : null,
    units: count || null,
  });
}

const showResult = callback('bal.result', {});
const backToHistory = callback('bal.receipt.back', {});

/** How many characters of the idea a receipt shows. An idea may have 1800 characters, and a message holds 4096. */
const IDEA_ON_RECEIPT = 600;

/** Reads the result of the receipt's order, which a button sends once more. */
const contentsOf = async (
  receipt: Receipt | null,
  views: OrderKindViews,
  asking: AskingForResult,
): Promise<readonly Content[]> => {
  if (!receipt || !('charged' in receipt) || !views[receipt.kind].again) return [];
  const { contents } = await resultOf(views[receipt.kind], receipt.id as OrderId, asking);
  return contents;
};

/** Reads a receipt and what it is for; the receipt is null when the person has none with this id. */
const readReceipt = async (readers: Readers, id: string | undefined, person: Speaker) => {
  const { userId, language } = person;
  const receipt = id ? await readers.of(HistoryReader).find(userId, id) : null;
  const [thing] = receipt ? await readers.of(OrderedThingsReader).of(userId, [receipt.id]) : [];
  return { receipt, thing, language, calendar: await calendarFor(readers, person) };
};

/** Says what was held, charged and given back, and why. */
function receiptText(
  { receipt, thing, language, calendar }: Awaited<ReturnType<typeof readReceipt>>,
  views: OrderKindViews,
): Html {
  const t = balanceTexts[language];
  if (!receipt) return t.noReceipt;
  const when = t.when({
    day: dayText(receipt.at, calendar),
    clock: clockText(receipt.at, calendar),
    place: placeOf(calendar),
  });
  const title = t.receiptTitle({ name: nameOf(receipt, { thing, views, language }, IDEA_ON_RECEIPT) });
  if (!('charged' in receipt)) {
    const { credited, chargeId, paid } = receipt;
    return joined([
      title,
      when,
      '',
      t.credited({ amount: credited, isGone: credited < 0n }),
      chargeId && t.payment({ chargeId, paid: paid && moneyText(paid, language) }),
    ]);
  }
  const { id, kind, units, delivered, isOpen, held, charged, released, reason } = receipt;
  const isPartly = !isOpen && delivered > 0 && delivered < units && ORDER_KIND[kind].tellsParts;
  const isCancelled = reason === 'cancelled-by-user';
  return joined([
    title,
    kind === 'generation' && thing?.avatar && t.drawn({ avatar: thing.avatar }),
    when,
    '',
    t.held({ amount: held }),
    isOpen ? t.chargedLater : t.charged({ amount: charged }),
    released > 0n && t.released({ amount: released }),
    isPartly && t.partly({ delivered, of: units, isCancelled }),
    reason &&
      !(isPartly && isCancelled) &&
      t.why({ reason: failureText(language, reason, chargedFor(delivered, charged)) }),
    '',
    t.orderNumber({ orderId: id }),
  ]);
}

/** The receipt of an order as a message of its own, so that the person stays where they are and can type the next idea. */
export async function receiptMessage(
  orderId: OrderId,
  person: Speaker,
  readers: Readers,
  views: OrderKindViews,
): Promise<Content> {
  const t = balanceTexts[person.language];
  const read = await readReceipt(readers, orderId, person);
  return messageWith(receiptText(read, views), [[openHistory.button(t.history, {}), toMenu.button(t.menu, {})]]);
}

/** Shows one receipt, with a button to the result. */
export const receiptStep = (views: OrderKindViews) => {
  const { step: receiptKit, on: onReceipt } = loading(async (readers, draft, { person }) => {
    const { userId, language } = person;
    const read = await readReceipt(readers, draft.receipt, person);
    const result = await contentsOf(read.receipt, views, { readers, userId, language });
    return { ...read, result };
  });
  return receiptKit({
    screen: (_, t, { result, ...read }) => {
      const { receipt, thing, language } = read;
      const ways = [backToHistory.button(t.backToHistory, {}), toMenu.button(t.menu, {})];
      const ofResult =
        receipt && 'charged' in receipt ? resultButtons(views[receipt.kind], thing, result.length > 0, language) : [];
      return { text: receiptText(read, views), buttons: [...ofResult, ways] };
    },
    actions: [
      onReceipt(showResult, (draft, _, { data: { receipt, result }, t }) =>
        receipt && result.length > 0
          ? stay(draft, undefined, ...result.map((part) => say(part, fileAskedFor(receipt.id as OrderId))))
          : stay(draft, t.resultGone),
      ),
      onReceipt(backToHistory, ({ before }) => goTo('history', { before })),
    ],
  });
};

/** The button on a receipt that sends the result again; for a training the button opens the avatar. */
const resultButtons = (
  { kind, again }: OrderKindView,
  thing: OrderedThing | undefined,
  hasResult: boolean,
  language: Language,
): Button[][] => {
  if (hasResult && again) return [[showResult.button(again[language], {})]];
  const { avatarId = null } = thing ?? {};
  return kind === 'training' && avatarId ? [[showAvatar.button(balanceTexts[language].showAvatar, { avatarId })]] : [];
};
