import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { PlanReader, PurchasesReader, type ReturnablePurchase } from '@aisha/database/billing';
import { isCard, moneyText, returnableUntil, returnTermsAt, setAsideFor, type Money } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { returnsTexts } from '@aisha/words';
import {
  calendarFor,
  callback,
  dayText,
  finish,
  flowKit,
  id,
  joined,
  send,
  shortDayText,
  toMenu,
} from '../../engine/conversation';
import { supportContactIn, WorkSettings } from '../../readers';
import { openBalance } from '../../callbacks/balance.callbacks';

interface ReturnsDraft {
  /** The receipt of the purchase that the person wants to give back. */
  readonly purchase?: string;
  /** The id of the return that the confirming tap begins, so that two taps make one return. */
  readonly returnId?: string;
}

export const { loading, goTo, flow } = flowKit<ReturnsDraft, 'list' | 'confirm'>()(returnsTexts);

const pick = callback('ret.pick', { purchase: id<string>() });
const surely = callback('ret.yes', {});
const back = callback('ret.back', {});

/** How many purchases are listed, the newest first. Each purchase that can be given back has a button, and a screen has six buttons. */
const MOST_SHOWN = 4;

const { step, on } = loading(async (readers, { purchase }, { person, now }) => {
  const reader = readers.of(PurchasesReader);
  const all = await reader.judged(person.userId, now);
  const chosen = all.find((one) => one.id === purchase);
  const subscriptions = chosen ? await readers.of(PlanReader).all(person.userId) : [];
  const recent = all.filter(({ boughtAt, verdict }) => verdict === 'by-rule' || returnableUntil(boughtAt) >= now);
  return {
    shown: recent.slice(0, MOST_SHOWN),
    areAllShown: recent.length <= MOST_SHOWN,
    chosen,
    endsSubscription: subscriptions.some((one) => one.state !== 'ended' && one.lastChargeId === chosen?.chargeId),
    underWay: await reader.underWay(person.userId),
    terms: returnTermsAt(now),
    contact: supportContactIn(readers.settings(WorkSettings)),
    calendar: await calendarFor(readers, person),
    priced: (money: Money) => ({ paid: moneyText(money, person.language), isCard: isCard(money) }),
    now,
    isBanned: Boolean(person.ban),
  };
});

/**
 * Lists the purchases, with a button for each that can go back, and the reason for each that cannot. Names support for those that cannot,
 * and for older ones that are not on the list.
 */
export const listStep = step({
  screen: (_, t, { shown, areAllShown, underWay, terms, contact, calendar, priced, now, isBanned }) => {
    const when = (boughtAt: Date) => shortDayText(boughtAt, now, calendar);
    const line = ({ paid, credited, boughtAt, ...judged }: ReturnablePurchase) =>
      t.line({
        ...judged,
        ...priced(paid),
        amount: credited,
        when: when(boughtAt),
        until: dayText(returnableUntil(boughtAt), calendar),
      });
    const givable = shown.filter(({ verdict }) => verdict === 'by-rule');
    const needsHelp = !areAllShown || shown.some(({ verdict }) => verdict !== 'by-rule');
    return {
      text: joined(
        [
          joined([t.title, t.rule(terms)], '\n\n'),
          ...underWay.map(({ paid, setAside }) => t.underWay({ ...priced(paid), amount: setAside })),
          ...(shown.length === 0 ? [t.nothing(terms)] : shown.map(line)),
          needsHelp && t.help({ contact }),
        ],
        '\n\n',
      ),
      buttons: [
        ...givable.map(({ id: purchase, paid, boughtAt }) => [
          pick.button(t.pick({ ...priced(paid), when: when(boughtAt) }), { purchase }),
        ]),
        [...(isBanned ? [] : [openBalance.button(t.balance, {})]), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [on(pick, (_, { purchase }) => goTo('confirm', { purchase, returnId: newId<string>() }))],
});

/**
 * Asks for confirmation, and says what goes back, which credits are set aside for that, and that a subscription ends with it. Billing checks
 * again when the tap arrives.
 */
export const confirmStep = step({
  screen: (_, t, { chosen, endsSubscription, calendar, priced, now }) =>
    chosen?.verdict === 'by-rule'
      ? {
          text: t.ask({
            ...priced(chosen.paid),
            amount: setAsideFor(chosen),
            endsSubscription,
            bonus: chosen.fromOthers,
            owed: chosen.owed,
            when: shortDayText(chosen.boughtAt, now, calendar),
          }),
          buttons: [[surely.button(t.surely(priced(chosen.paid)), {})], [back.button(t.keep, {})]],
        }
      : { text: t.notAnyMore, buttons: [[back.button(t.back, {})]] },
  actions: [
    on(surely, ({ returnId }, _, { person: { userId }, data: { chosen, priced }, t }) => {
      if (chosen?.verdict !== 'by-rule' || !returnId) return goTo('list', {});
      const { chargeId: telegramPaymentChargeId, paid } = chosen;
      return finish(
        t.asked({ ...priced(paid), amount: setAsideFor(chosen) }),
        send(message(billingInbox, 'return-purchase', { returnId, userId, telegramPaymentChargeId })),
      );
    }),
    on(back, () => goTo('list', {})),
  ],
});
