import { type OrderedThing, OrderedThingsReader } from '@aisha/database';
import { HistoryReader, type Receipt } from '@aisha/database/billing';
import type { Language, OrderId } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import { balanceTexts } from '@aisha/words';
import {
  beginningOf,
  type Button,
  calendarFor,
  callback,
  clockText,
  dayText,
  type Html,
  joined,
  say,
  toMenu,
} from '../../engine/conversation';
import type { Content } from '../../engine/deliveries/content';
import { failureText } from '../../orders/failure-text';
import { fileAskedFor } from '../../orders/file-asked-for';
import type { AskingForResult, OrderKindView, OrderKindViews } from '../../orders/order-kind';
import { showAvatar } from '../avatars/avatars.callbacks';
import { goTo, loading, stay } from './balance.draft';
import { placeOf } from './zone.step';

/** Names what a receipt is for: «🎨 Картинки «закат у моря» ×4», «⭐ Покупка». The idea has at most this many characters. */
export function nameOf(
  receipt: Receipt,
  { thing, views, language }: { thing: OrderedThing | undefined; views: OrderKindViews; language: Language },
  characters: number,
): Html {
  const t = balanceTexts[language];
  if (!('charged' in receipt)) return t.credit({ kind: receipt.kind });
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
const back = callback('bal.receipt.back', {});

/** Characters of the idea: it may have 1800, and a message holds 4096. */
const IDEA = 600;

/** The order's result, to be sent once more. */
const resultOf = async (
  receipt: Receipt | null,
  views: OrderKindViews,
  asking: AskingForResult,
): Promise<readonly Content[]> => {
  if (!receipt || !('charged' in receipt) || !views[receipt.kind].again) return [];
  const { contents } = await views[receipt.kind].result(receipt.id as OrderId, asking);
  return contents;
};

/** One receipt: what was held, charged and given back, why, and the way to the result. */
export const receiptStep = (views: OrderKindViews) => {
  const { step, on } = loading(async (readers, draft, { person }) => {
    const { userId, language } = person;
    const receipt = draft.receipt ? await readers.of(HistoryReader).find(userId, draft.receipt) : null;
    const [thing] = receipt ? await readers.of(OrderedThingsReader).of(userId, [receipt.id]) : [];
    const result = await resultOf(receipt, views, { readers, userId, language });
    return { receipt, thing, result, language, calendar: await calendarFor(readers, person) };
  });
  return step({
    screen: (_, t, { receipt, thing, result, language, calendar }) => {
      const ways = [back.button(t.backToHistory, {}), toMenu.button(t.menu, {})];
      if (!receipt) return { text: t.noReceipt, buttons: [ways] };
      const when = t.when({
        day: dayText(receipt.at, calendar),
        clock: clockText(receipt.at, calendar),
        place: placeOf(calendar),
      });
      const title = t.receiptTitle({ name: nameOf(receipt, { thing, views, language }, IDEA) });
      if (!('charged' in receipt)) {
        const { credited, chargeId } = receipt;
        const lines = [title, when, '', t.credited({ amount: credited }), chargeId && t.payment({ chargeId })];
        return { text: joined(lines), buttons: [ways] };
      }
      const { id, kind, units, delivered, isOpen, held, charged, released, reason } = receipt;
      return {
        text: joined([
          title,
          kind === 'generation' && thing?.avatar && t.drawn({ avatar: thing.avatar }),
          when,
          '',
          t.held({ amount: held }),
          isOpen ? t.chargedLater : t.charged({ amount: charged }),
          released > 0n && t.released({ amount: released }),
          !isOpen &&
            delivered > 0 &&
            delivered < units &&
            ORDER_KIND[kind].tellsParts &&
            t.partly({ delivered, of: units }),
          reason && t.why({ reason: failureText(language, reason, charged > 0n && delivered === 0) }),
          '',
          t.orderNumber({ orderId: id }),
        ]),
        buttons: [...resultButtons(views[kind], thing, result.length > 0, language), ways],
      };
    },
    actions: [
      on(showResult, (draft, _, { data: { receipt, result }, t }) =>
        receipt && result.length > 0
          ? stay(draft, undefined, ...result.map((part) => say(part, fileAskedFor(receipt.id as OrderId))))
          : stay(draft, t.resultGone),
      ),
      on(back, ({ before }) => goTo('history', { before })),
    ],
  });
};

/** The button to the result: it is sent again, or an avatar's own screen opens. */
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
