import { BalanceReader, PackReader, PriceReader } from '@aisha/database/billing';
import { bySize, type CentiCredits, type Language } from '@aisha/domain';
import { balanceTexts, inEveryLanguage } from '@aisha/words';
import {
  answer,
  callback,
  feature,
  type Feature,
  joined,
  onButton,
  onCommand,
  open,
  type Readers,
  say,
  type Screen,
  toMenu,
} from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { messageOf } from '../../engine/deliveries/content';
import { missingFor, quoteIn } from '../../orders/offer';
import type { OrderKindViews } from '../../orders/order-kind';
import { totalOf } from '../../orders/stored-quote';
import { byCardRow, mostPacks, packButton, packLines, packsByCard, topUpScreen } from '../../orders/top-up';
import { openReceipt } from '../../orders/open-receipt.callback';
import { openTopUp } from '../../orders/top-up.callback';
import { openBalance, openHistory, openZone } from '../../callbacks/balance.callbacks';
import { openBonuses } from '../../callbacks/bonus.callbacks';
import { openSubscription } from '../../callbacks/subscription.callbacks';
import { openSpending } from '../../callbacks/spending.callbacks';
import { openReturns } from '../../callbacks/returns.callbacks';
import { flow, goTo, loading } from './balance.draft';
import { historyStep, receiptMessage, receiptStep } from './history.step';
import { zoneStep } from './zone.step';

const openMore = callback('bal.more', {});
const backToBalance = callback('bal.more.back', {});

const { step, on } = loading(async (readers, _, { person, now }) => {
  const isByCard = (await packsByCard(readers, now)).length > 0;
  return {
    balance: await readers.of(BalanceReader).of(person.userId),
    prices: await readers.of(PriceReader).list(now),
    packs: bySize(await readers.of(PackReader).onSale(now)).slice(0, mostPacks(isByCard)),
    isByCard,
    language: person.language,
  };
});

/** Shows the person's balance and the packs of credits. */
const overviewStep = step({
  screen: (_, t, { balance, prices, packs, isByCard, language }) => ({
    text: joined([t.balance(balance), '', packLines(packs, prices, balance.debt, language)]),
    buttons: [
      ...packs.map((pack) => [packButton(pack, prices, balance.debt, language)]),
      ...byCardRow(isByCard, language),
      [openMore.button(t.more, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [on(openMore, () => goTo('more', { before: null }))],
});

/** Shows everything else about the person's credits, which has no room on the first screen with its six buttons. */
const moreStep = step({
  screen: (_, t, { balance }) => ({
    text: t.moreTitle(balance),
    buttons: [
      [openBonuses.button(t.bonuses, {})],
      [openHistory.button(t.history, {})],
      [openSubscription.button(t.subscription, {})],
      [openSpending.button(t.spending, {})],
      [openReturns.button(t.returns, {})],
      [backToBalance.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(openHistory, () => goTo('history', { before: null })),
    on(backToBalance, () => goTo('overview', { before: null })),
  ],
});

const balanceFlow = (views: OrderKindViews) =>
  flow({
    name: 'balance',
    version: 1,
    first: 'overview',
    begin: () => ({ before: null }),
    steps: {
      overview: overviewStep,
      more: moreStep,
      history: historyStep(views),
      receipt: receiptStep(views),
      zone: zoneStep,
    },
  });

async function topUp(
  missing: CentiCredits,
  debt: CentiCredits,
  readers: Readers,
  now: Date,
  language: Language,
): Promise<Screen> {
  const onSale = await readers.of(PackReader).onSale(now);
  const prices = await readers.of(PriceReader).list(now);
  return topUpScreen(missing, onSale, prices, debt, language, (await packsByCard(readers, now)).length > 0);
}

export const balanceFeature = (views: OrderKindViews): Feature<MenuEntry> => {
  const flow = balanceFlow(views);
  return feature<MenuEntry>({
    flows: [flow],
    menu: [
      {
        button: openBalance,
        label: inEveryLanguage(balanceTexts, (t) => t.entryBalance),
        storey: 'settings',
        place: 1,
      },
      {
        button: openHistory,
        label: inEveryLanguage(balanceTexts, (t) => t.entryHistory),
        storey: 'settings',
        place: 2,
      },
    ],
    actions: [
      onCommand(
        'balance',
        inEveryLanguage(balanceTexts, (t) => t.commandBalance),
        () => open(flow),
      ),
      onCommand(
        'history',
        inEveryLanguage(balanceTexts, (t) => t.commandHistory),
        () => open(flow, { step: 'history', draft: { before: null } }),
      ),
      onButton(openBalance, () => open(flow)),
      onButton(openTopUp, async (_, { person, now, at }, readers) => {
        const quote = quoteIn(at?.draft);
        const balance = await readers.of(BalanceReader).of(person.userId);
        const missing = quote && missingFor(totalOf(quote), balance);
        // The packs are shown without leaving the offer, which is shown again once the person has paid.
        return missing && missing > 0n
          ? answer(undefined, say(messageOf(await topUp(missing, balance.debt, readers, now, person.language))))
          : open(flow);
      }),
      onButton(openReceipt, async ({ orderId }, { person }, readers) =>
        answer(undefined, say(await receiptMessage(orderId, person, readers, views))),
      ),
      onButton(openHistory, () => open(flow, { step: 'history', draft: { before: null } })),
      onButton(openZone, () => open(flow, { step: 'zone', draft: { before: null, inSettings: true } })),
    ],
  });
};
