import {
  BalanceReader,
  labelOf,
  PackReader,
  PriceReader,
  type PackByCard,
  type PackOnSale,
  type PriceList,
} from '@aisha/database/billing';
import {
  bySize,
  centiCredits,
  type CentiCredits,
  moneyText,
  type Language,
  type Pack,
  packsFor,
  TRAINING_PRESET_NAMES,
  type TrainingPreset,
  type UserId,
} from '@aisha/domain';
import { trainingItem } from '@aisha/kinds';
import { joined, toMenu, type Button, type Html, type Readers, type Screen } from '../engine/conversation';
import { cardCurrencyIn, WorkSettings } from '../readers';
import { buyByCard, buyPack, openByCard } from './top-up.callback';
import { topUpTexts } from '@aisha/words';

/** The contents by which a pack is named: an avatar, if the pack pays for one, and pictures. */
interface PackContents {
  readonly avatar: TrainingPreset | null;
  readonly pictures: number;
}

/** A screen has six buttons at most: the packs and the way back. */
const MOST_PACKS = 5;

/** A pack is named after an avatar only if it also pays for this many pictures, because an avatar is of no use without pictures. */
const PICTURES_BESIDE_AVATAR = 20n;

/**
 * The contents of a pack at these prices: the largest avatar that still leaves room for PICTURES_BESIDE_AVATAR pictures, and the pictures;
 * ten or more are rounded down to tens.
 */
export function contentsOf({ credits }: Pick<Pack, 'credits'>, prices: PriceList): PackContents {
  const pictures = (left: bigint): bigint => (prices.picture > 0n ? left / prices.picture : 0n);
  const avatar = TRAINING_PRESET_NAMES.findLast(
    (preset) => credits - prices[trainingItem(preset)] >= PICTURES_BESIDE_AVATAR * prices.picture,
  );
  const count = Number(pictures(credits - (avatar ? prices[trainingItem(avatar)] : 0n)));
  return { avatar: avatar ?? null, pictures: count < 10 ? count : count - (count % 10) };
}

/** What a person who owes `debt` gets of a pack, because a purchase pays the debt first. */
const leftOf = ({ credits }: Pick<Pack, 'credits'>, debt: CentiCredits) => ({
  credits: centiCredits(credits > debt ? credits - debt : 0n),
});

/** What a button says about a discount: its label (null without a discount), and the price without the discount. */
const discountOn = ({ discount, stars }: PackOnSale, language: Language) => ({
  label: discount && labelOf(discount, language),
  before: stars,
});

const buying = ({ id: packId, discount }: PackOnSale) => ({ packId, discountId: discount?.id ?? null });

/** A button with what a pack brings a person with this debt, and its price in Stars. */
export const packButton = (pack: PackOnSale, prices: PriceList, debt: CentiCredits, language: Language): Button =>
  buyPack.button(
    topUpTexts[language].pack({
      ...contentsOf(leftOf(pack, debt), prices),
      stars: pack.price,
      ...discountOn(pack, language),
    }),
    buying(pack),
  );

/** A button that sells a pack with enough credits for the order that the person cannot pay yet. */
export const creditsButton = (pack: PackOnSale, language: Language): Button =>
  buyPack.button(
    topUpTexts[language].packCredits({ amount: pack.credits, stars: pack.price, ...discountOn(pack, language) }),
    buying(pack),
  );

/** The lines that say how many credits each pack has, what they bring a person with this debt, and the discount. */
export const packLines = (
  packs: readonly PackOnSale[],
  prices: PriceList,
  debt: CentiCredits,
  language: Language,
): Html =>
  joined(
    packs.map((pack) =>
      topUpTexts[language].packLine({
        ...contentsOf(leftOf(pack, debt), prices),
        amount: pack.credits,
        label: discountOn(pack, language).label,
        percent: pack.discount?.percent ?? 0,
      }),
    ),
  );

/** The row with the button that shows the prices for payment by card; no row when no pack is sold by card. */
export const byCardRow = (isByCard: boolean, language: Language): Button[][] =>
  isByCard ? [[openByCard.button(topUpTexts[language].byCard, {})]] : [];

/** How many packs fit on a screen that may also have the button for paying by card. */
export const mostPacks = (isByCard: boolean): number => MOST_PACKS - (isByCard ? 1 : 0);

/** The packs that are sold by card at a given time, smallest first and no more than a screen shows; none while payments by card are off. */
export async function packsByCard(readers: Readers, at: Date): Promise<readonly PackByCard[]> {
  const currency = cardCurrencyIn(readers.settings(WorkSettings));
  return currency === undefined ? [] : bySize(await readers.of(PackReader).byCard(currency, at)).slice(0, MOST_PACKS);
}

/** Shows packs to a person who lacks credits for an order, as many as fit on the screen. Packs that are enough for the order come first. */
export function topUpScreen(
  missing: CentiCredits,
  onSale: readonly PackOnSale[],
  prices: PriceList,
  debt: CentiCredits,
  language: Language,
  isByCard: boolean,
): Screen {
  const t = topUpTexts[language];
  const packs = packsFor(onSale, missing).slice(0, mostPacks(isByCard));
  return {
    text: joined([t.needed({ amount: missing }), '', packLines(packs, prices, debt, language)]),
    buttons: [
      ...packs.map((pack) => [packButton(pack, prices, debt, language)]),
      ...byCardRow(isByCard, language),
      [toMenu.button(t.menu, {})],
    ],
  };
}

/** Shows the packs with their prices by card. */
export function byCardScreen(
  packs: readonly PackByCard[],
  prices: PriceList,
  debt: CentiCredits,
  language: Language,
): Screen {
  const t = topUpTexts[language];
  return {
    text: joined([t.byCardTitle, '', packLines(packs, prices, debt, language)]),
    buttons: [
      ...packs.map((pack) => {
        const { label } = discountOn(pack, language);
        const [price, before] = [pack.amount, pack.usualAmount].map((amount) =>
          moneyText({ currency: pack.currency, amount }, language),
        ) as [string, string];
        return [
          buyByCard.button(
            t.packByCard({ ...contentsOf(leftOf(pack, debt), prices), price, before, label }),
            buying(pack),
          ),
        ];
      }),
      [toMenu.button(t.menu, {})],
    ],
  };
}

/** Shows the packs that are for sale, smallest first, as many as fit on the screen. */
export async function packsOnSale(
  readers: Readers,
  now: Date,
  { userId, language }: { readonly userId: UserId; readonly language: Language },
): Promise<Screen> {
  const { debt } = await readers.of(BalanceReader).of(userId);
  const prices = await readers.of(PriceReader).list(now);
  const isByCard = (await packsByCard(readers, now)).length > 0;
  const packs = bySize(await readers.of(PackReader).onSale(now)).slice(0, mostPacks(isByCard));
  return {
    text: packLines(packs, prices, debt, language),
    buttons: [
      ...packs.map((pack) => [packButton(pack, prices, debt, language)]),
      ...byCardRow(isByCard, language),
      [toMenu.button(topUpTexts[language].menu, {})],
    ],
  };
}
