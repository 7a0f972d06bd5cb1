import { type ExpectedTime, ExpectedWaitReader, FreeWorkReader, ModelStateReader } from '@aisha/database';
import {
  type Balance,
  BalanceReader,
  type PackOnSale,
  PackReader,
  type PriceList,
  PriceReader,
  quoteFrom,
} from '@aisha/database/billing';
import {
  type AvatarOffer,
  centiCredits,
  type CentiCredits,
  type Language,
  type OrderId,
  packsFor,
  type UserId,
} from '@aisha/domain';
import { costInVainOf, ORDER_KIND, unitCostOf, type OrderKind, type OrderLine, type Quote } from '@aisha/kinds';
import { freeWorkLimits } from '@aisha/orders/config';
import {
  joined,
  MORE,
  MOST_BUTTONS,
  moreButton,
  toMenu,
  type Button,
  type Html,
  type Screen,
  type StepContext,
  type TextsOf,
  type Readers,
} from '../engine/conversation';
import { WorkSettings } from '../readers';
import { offerTexts } from '@aisha/words';
import { isStale, storeQuote, totalOf, type StoredQuote } from './stored-quote';
import { creditsButton } from './top-up';
import { openTopUp } from './top-up.callback';

/** The part of a draft that belongs to an offer. */
export interface OfferedDraft {
  readonly orderId?: OrderId;
  readonly quote?: StoredQuote;
}

/** The data for an offer. */
interface OfferData {
  readonly balance: Balance;
  readonly quote: Quote;
  readonly prices: PriceList;
  /** The packs for sale, for a person who lacks credits; empty for everybody else. */
  readonly packs: readonly PackOnSale[];
  readonly language: Language;
  readonly expected: ExpectedTime;
  /** Whether the wait is unknown, or longer than an order of this kind should have. */
  readonly isLongWait: boolean;
  readonly freeWork: FreeWork;
  readonly isStorageAway: boolean;
  /** Whether no model is left that does the work. */
  readonly isOffSale: boolean;
}

/** The work that is offered, with the values that select its usual time and its models. */
export interface Offering extends OrderLine {
  readonly kind: OrderKind;
  /** The value of the kind's `timedBy` column. Orders with the same value take about the same time. */
  readonly like: string;
  /** The part of the item that has its own models; absent when the models are those of the whole item. */
  readonly part?: AvatarOffer | 'training.style';
}

export const readOffer = async (
  readers: Readers,
  { person, now, isStorageAway }: Pick<StepContext, 'person' | 'now' | 'isStorageAway'>,
  offering: Offering,
): Promise<OfferData> => {
  const [balance, prices, expected, offSale] = await Promise.all([
    readers.of(BalanceReader).of(person.userId),
    readers.of(PriceReader).list(now),
    expectedTime(readers, offering, person.userId),
    readers.of(ModelStateReader).offSale(),
  ]);
  const quote = quoteFrom(prices, offering, now);
  const freeWork = await freeWorkFor(readers, offering, quote, person.userId, now);
  const packs = missingFor(quote.total, balance) > 0n ? await readers.of(PackReader).onSale(now) : [];
  const isLongWait =
    expected.waitSeconds === null || expected.waitSeconds > ORDER_KIND[offering.kind].longestWaitSeconds;
  const isOffSale = offSale.has(offering.part ?? offering.item);
  const { language } = person;
  return { balance, quote, prices, packs, language, expected, isLongWait, freeWork, isStorageAway, isOffSale };
};

/** For kinds that need no provider: the number of orders that one process works on at the same time. */
const OWN_AT_ONCE = 2;

const expectedTime = (readers: Readers, { kind, like }: Offering, userId: UserId): Promise<ExpectedTime> => {
  const { slots, leavesSlots } = ORDER_KIND[kind];
  const atOnce = slots === null ? OWN_AT_ONCE : readers.settings(WorkSettings).FAL_CONCURRENCY - leavesSlots;
  return readers.of(ExpectedWaitReader).of(userId, kind, { atOnce, like });
};

/**
 * Whether the person's free work is enough for an order to be cancelled, or to end without a result, free of charge. `too-little`: it pays
 * for the order's beginning, but may not pay for all of it. `too-dear`: even a whole day's free work is less than the cancel costs.
 * `not-begun`: the order would cost nothing, so it does not begin without free work.
 */
export type FreeWork = 'enough' | 'too-little' | 'none' | 'too-dear' | 'not-begun';

/**
 * The free work for an order at this price. An order that costs its person nothing begins only with enough of it (decision 105). The model
 * that is asked may cost less than what is compared. A training that fails costs nothing at its provider, so only its cancel is too dear.
 */
export const freeWorkFor = async (
  readers: Readers,
  { kind, item, units }: Pick<Offering, 'kind' | 'item' | 'units'>,
  { total }: Quote,
  userId: UserId,
  now: Date,
): Promise<FreeWork> => {
  const unitCost = unitCostOf(kind, item);
  const limits = freeWorkLimits(readers.settings(WorkSettings));
  const left = await readers.of(FreeWorkReader).left(userId, now, limits);
  if (left >= costInVainOf(kind, item, units)) return 'enough';
  if (total === 0n) return 'not-begun';
  if (kind === 'training' && limits.perDay < unitCost) return 'too-dear';
  return left < unitCost ? 'none' : 'too-little';
};

/** The warning below a promise that the person's free work may not keep; false when it keeps it. */
export const freeWorkWarning = (freeWork: FreeWork, language: Language): string | false => {
  const t = offerTexts[language];
  if (freeWork === 'none') return t.nothingFree;
  if (freeWork === 'too-little') return t.tooLittleFree;
  if (freeWork === 'not-begun') return t.notBegun;
  return freeWork === 'too-dear' && t.noLateCancel;
};

/**
 * Fixes the order's id and price when the bot makes the offer, not when the person accepts it. So one tap, or 64 taps at the same time,
 * make one order, and the person pays the price that was shown.
 */
export const offered = <Draft extends OfferedDraft>(
  draft: Draft,
  { data, newId }: Pick<StepContext<unknown, OfferData>, 'data' | 'newId'>,
): Draft => ({ ...draft, orderId: newId<OrderId>(), quote: storeQuote(data.quote) });

/** The price on the offer's screen. */
export const shownPrice = ({ quote }: OfferedDraft, data: Pick<OfferData, 'quote'>): CentiCredits =>
  quote ? totalOf(quote) : data.quote.total;

/** The price that is on the screen with a button that orders, in hundredths of a credit. The button carries it (`acceptOffer`). */
interface SeenPrice {
  readonly price: number;
}

interface Offer {
  readonly draft: OfferedDraft;
  readonly data: OfferData;
  /** Says what is ordered, and its price. */
  readonly words: (price: Quote['total']) => Html;
  /** The promise about the credits if the order fails. */
  readonly promise: string | Html;
  /** The button that places the order, or a list of such buttons, each for one of several things at this price. */
  readonly accept: (seen: SeenPrice) => Button | readonly Button[][];
  /** Other buttons that accept the offer; each has a row of its own. */
  readonly alsoAccept?: (seen: SeenPrice) => readonly Button[];
  /** Buttons that change the offer; each list has a row of its own. If there are too many buttons, these are hidden behind «⋯». */
  readonly choices?: readonly Button[][];
  /** The choices that stay visible while the others are behind «⋯», as far as there is room. */
  readonly firstChoices?: readonly Button[];
  /** The button back; absent where the offer is the first step. */
  readonly back?: Button;
}

/**
 * The credits that the person lacks for the price, plus the person's debt, because a purchase pays the debt first. 0 or less means that none
 * are missing.
 */
export const missingFor = (
  price: CentiCredits,
  { available, debt }: Pick<Balance, 'available' | 'debt'>,
): CentiCredits => centiCredits(price - available + debt);

/**
 * Says what the order costs and what will be left. With too few credits the screen says how many are missing, and offers a pack that covers
 * them, if one does, and the way to all packs. When no model is left for the work, there is no button that orders it.
 */
export function offerScreen({
  draft,
  data,
  words,
  promise,
  accept,
  alsoAccept = () => [],
  choices = [],
  firstChoices = [],
  back,
}: Offer): Screen {
  const { balance, packs, language, expected, isLongWait, freeWork, isStorageAway, isOffSale } = data;
  const t = offerTexts[language];
  const price = shownPrice(draft, data);
  const seen = { price: Number(price) };
  const accepting = accept(seen);
  const after = centiCredits(balance.available - price);
  const isAffordable = after >= 0n;
  const missing = missingFor(price, balance);
  const [enough] = packsFor(packs, missing);
  const ways: readonly Button[][] = isOffSale
    ? []
    : isAffordable
      ? [...('flat' in accepting ? accepting : [[accepting]]), ...alsoAccept(seen).map((button) => [button])]
      : [...(enough ? [[creditsButton(enough, language)]] : []), [openTopUp.button(t.otherPacks, {})]];
  const navigation = [...(back ? [back] : []), toMenu.button(t.menu, {})];
  const whole = [...ways, firstChoices, ...choices];
  const room = MOST_BUTTONS - ways.length - navigation.length - 1;
  // A list of things to choose from is not counted here, so that a long list does not move the choices behind «⋯».
  const listed = 'flat' in accepting ? accepting.flat().length : 0;
  const isShort = whole.flat().length - listed + navigation.length <= MOST_BUTTONS;
  const buttons = isShort
    ? { buttons: [...whole, navigation] }
    : {
        buttons: [...ways, [...firstChoices.slice(0, room), moreButton(`${MORE} ${t.change}`)], navigation],
        more: whole,
      };
  if (isOffSale) return { text: joined([words(price), '', t.offSale]), ...buttons };
  return {
    text: isAffordable
      ? joined([
          words(price),
          t.left({ after }),
          '',
          promise,
          isLongWait ? t.queue(expected) : timeText(expected, t),
          freeWorkWarning(freeWork, language),
          isStorageAway && t.storageAway,
        ])
      : joined([words(price), '', t.missing({ amount: missing })]),
    ...buttons,
  };
}

/** The words for how long the result takes, and for the wait before it if that was measured. False when neither time is known. */
const timeText = ({ waitSeconds, takesSeconds }: ExpectedTime, t: TextsOf<typeof offerTexts>): string | false =>
  waitSeconds
    ? t.soon({ wait: waitSeconds, takes: takesSeconds })
    : takesSeconds !== null && t.takes({ seconds: takesSeconds });

/** The price of the order in a draft of any conversation; undefined before its first offer. */
export const quoteIn = (draft: unknown): StoredQuote | undefined => (draft as OfferedDraft | null | undefined)?.quote;

/**
 * Returns the accepted offer; undefined when no order can be placed now, because no offer was made, the quote is too old, or the storage is
 * away. The caller then makes the offer again with the words of `notTaken`.
 */
export const taken = (
  { orderId, quote }: OfferedDraft,
  { now, isStorageAway }: Pick<StepContext, 'now' | 'isStorageAway'>,
): Required<OfferedDraft> | undefined =>
  orderId && quote && !isStale(quote, now) && !isStorageAway ? { orderId, quote } : undefined;

/** Says why an accepted offer places no order yet. */
export const notTaken = ({ person, isStorageAway }: Pick<StepContext, 'person' | 'isStorageAway'>): Html => {
  const t = offerTexts[person.language];
  return isStorageAway ? t.storageAway : t.renewed;
};
