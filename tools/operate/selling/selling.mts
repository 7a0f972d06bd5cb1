import { message, type Payload } from '@aisha/contracts';
import { billingInbox, type ChangeSelling } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { SellingReader, type SoldRows } from '@aisha/database/billing';
import {
  cardAmountAfter,
  cardPriceAt,
  formatCredits,
  LEAST_STARS_A_CREDIT,
  plainMoney,
  starsAfter,
  isFor,
} from '@aisha/domain';
import { PRICED_ITEMS, SPEECH_UNIT_SECONDS, type PricedItem } from '@aisha/kinds';
import {
  afterChange,
  dollarsOfCredit,
  floorBy,
  leastStarsOfCredit,
  newlyBelowCost,
  pricesAt,
  refusalOf,
  type PriceTerms,
  type SellingChange,
  type SellingPlan,
  type UnitCosts,
} from '@aisha/providers/catalogue';
import { actingOperator, fail } from '../command-line.mts';
import { sentAct } from '../sent-act.mts';

/** What billing has told last: what a unit of each item costs, and by what a floor is counted. */
export interface Told {
  readonly costs: UnitCosts;
  readonly terms: Omit<PriceTerms, 'starsOfCredit'>;
}

interface Asking {
  readonly url: string;
  readonly usage: string;
  readonly flags: { readonly yes: boolean; readonly json: boolean };
  readonly values: Readonly<Partial<Record<'operator' | 'reason', string>>>;
}

/** Runs a command on what is sold, with the rows and what billing has told of costs; null before it has told. */
export async function withSold(
  url: string,
  work: (sold: SoldRows, told: Told | null, now: Date) => Promise<void> | void,
): Promise<void> {
  const database = await Database.connect({ url, role: 'billing', pool: 1 });
  try {
    const now = new Date();
    await work(await new SellingReader(database).sold(now), await toldBy(database), now);
  } finally {
    await database.close();
  }
}

async function toldBy(database: Database): Promise<Told | null> {
  const rows = await database.read.query<{ name: string; figures: object | null }[]>(
    `SELECT name, figures FROM billing.measurement WHERE name IN ('prices', 'price-terms')`,
  );
  const [costs, terms] = ['prices', 'price-terms'].map((name) => rows.find((row) => row.name === name)?.figures);
  return costs && terms ? { costs: costs as UnitCosts, terms: terms as Told['terms'] } : null;
}

/** Shows what a change does, and with `--yes` has billing do it. Refusals have the words of billing, and exit code 1. */
export async function change(asking: Asking, change: SellingChange): Promise<void> {
  const { url, usage, flags, values } = asking;
  let why: string | null = null;
  await withSold(url, (sold, told, now) => {
    if (!told) throw fail('Billing has not told what items cost yet: start it, and try again.');
    why = refusalOf(sold, change, told.costs, told.terms, now);
    if (why === null) console.log(previewOf(sold, change, told).join('\n'));
  });
  if (why !== null) fail(`${why}\nNothing was changed.`);
  if (!flags.yes) return console.log('Nothing was changed. Add --yes to do it.');
  const by = actingOperator(values, usage);
  if (!by) fail(`--operator and --reason must be set.\n${usage}`);
  const done = await sentAct(url, message(billingInbox, 'change-selling', { ...by!, ...wordsOf(change) }));
  if (!done) return console.log('told billing, which does it when it runs; `aisha acts` says what came of it');
  if (done.outcome !== 'done') fail(`${String(done.details['why'] ?? done.outcome)}\nNothing was changed.`);
  console.log(`done, from ${String(done.details['from'])} on`);
}

/** Why a promo code with a percent is refused, by the words of billing; null when it is not. */
export const refusedBonus = (
  sold: SoldRows,
  { costs, terms }: Told,
  bonus: SellingPlan['bonuses'][number],
  now: Date,
): string | null =>
  newlyBelowCost(sold, { ...sold, bonuses: [...sold.bonuses, bonus] }, costs, terms, now)?.message ?? null;

/** A change in the words of its message. */
function wordsOf(change: SellingChange): Omit<Payload<ChangeSelling>, 'actId' | 'operator' | 'reason'> {
  const from = change.from.toISOString();
  switch (change.change) {
    case 'price': {
      const { item, amount } = change;
      return { change: 'price', from, item, ...(amount !== null && { amount: amount.toString() }) };
    }
    case 'pack': {
      const { id, credits, stars } = change;
      return { change: 'pack', from, id, credits: credits.toString(), stars };
    }
    case 'discount': {
      const { id, percent, packs, labelRu, labelEn, until } = change;
      const words = { id, percent, packs: [...packs], labelRu, labelEn, until: until.toISOString() };
      return { change: 'discount', from, ...words };
    }
    case 'allowance': {
      const { name, amount } = change;
      return { change: 'allowance', from, allowance: name, ...(amount !== null && { amount: `${amount}` }) };
    }
    case 'card-price': {
      const { id, currency, amount } = change;
      return { change: 'card-price', from, id, currency, ...(amount !== null && { amount: `${amount}` }) };
    }
    case 'pack-end':
    case 'discount-end':
      return { change: change.change, from, id: change.id };
  }
}

/** What a change does, in lines: what each pack then buys, the margin of items it moves, and what stays as it is for whom. */
export function previewOf(sold: SoldRows, change: SellingChange, told: Told): string[] {
  const after = afterChange(sold, change);
  const from = change.from.toISOString();
  switch (change.change) {
    case 'price':
      return [
        change.amount === null
          ? `would withdraw the price of ${change.item} that begins at ${from}`
          : `would set ${change.item} to ${formatCredits(change.amount)} credits from ${from} on`,
        ...marginLines(after, told, change.from, [change.item]),
        ...packLines(after, change.from),
        'Orders offered before then keep their price for half an hour; held orders keep it to their end.',
      ];
    case 'allowance':
      return [
        change.amount === null
          ? `would withdraw the value of ${change.name} that begins at ${from}`
          : `would set ${change.name} to ${change.amount} from ${from} on`,
        'It holds for what happens from then on; what people got before stays theirs.',
      ];
    case 'card-price': {
      const { id, currency, amount } = change;
      return [
        amount === null
          ? `would not sell ${id} by card in ${currency} from ${from} on`
          : `would sell ${id} by card for ${plainMoney({ currency, amount })} from ${from} on`,
        ...packLines(after, change.from),
        ...marginLines(after, told, change.from, PRICED_ITEMS),
        'Invoices that were sent keep their amount; a button that was shown keeps its price for half an hour.',
      ];
    }
    case 'pack':
    case 'pack-end':
    case 'discount':
    case 'discount-end':
      return [
        `would ${SAYS[change.change]} ${change.id} from ${from} on${change.change === 'discount' ? ` until ${change.until.toISOString()}` : ''}`,
        ...packLines(after, change.from),
        ...marginLines(after, told, change.from, PRICED_ITEMS),
        'Invoices that were sent keep their pack and amount; a button that was shown keeps its price for half an hour.',
      ];
  }
}

const SAYS = {
  pack: 'sell',
  'pack-end': 'retire',
  discount: 'give the discount',
  'discount-end': 'end the discount',
} as const;

/** What each pack on sale at a moment costs and buys, by the prices of that moment. */
export function packLines(plan: SellingPlan, at: Date): string[] {
  return packsAt(plan, at).map(
    ({ id, credits, stars, price, byCard, pictures, trainings, minutes }) =>
      `  ${id}  ${credits} credits for ${price} Stars${price === stars ? '' : ` (${stars} without the discount)`}` +
      `${byCard.map((money) => `, by card for ${plainMoney(money)}`).join('')}: ` +
      `${pictures} pictures, or ${trainings} fast trainings, or ${minutes} minutes of speech`,
  );
}

/** The packs on sale at a moment, for lists. */
export function packsAt(plan: SellingPlan, at: Date) {
  const prices = pricesAt(plan, at);
  const currencies = [...new Set((plan.cardPrices ?? []).map(({ currency }) => currency))].toSorted();
  const buys = (credits: bigint, item: PricedItem, units = 1n): number => {
    const price = prices.get(item) ?? 0n;
    return price > 0n ? Number(credits / (price * units)) : 0;
  };
  return plan.packs
    .filter(({ validFrom, retiredAt }) => validFrom <= at && (retiredAt === null || retiredAt > at))
    .toSorted((one, other) => Number(one.credits - other.credits))
    .map(({ id, credits, stars }) => {
      const off = plan.discounts
        .filter((one) => one.validFrom <= at && one.validUntil! > at && isFor(one, id))
        .map(({ percent }) => percent);
      return {
        id,
        credits: Number(credits) / 100,
        stars,
        price: starsAfter(stars, Math.max(0, ...off)),
        byCard: currencies.flatMap((currency) => {
          const amount = cardPriceAt(plan.cardPrices ?? [], { packId: id, currency }, at);
          return amount === null ? [] : [{ currency, amount: cardAmountAfter(amount, Math.max(0, ...off)) }];
        }),
        pictures: buys(credits, 'picture'),
        trainings: buys(credits, 'training.fast'),
        minutes: buys(credits, 'transcription.speech', BigInt(60 / SPEECH_UNIT_SECONDS)),
      };
    });
}

/** The margin of items at a moment: what the cheapest purchase of their price brings, less what a unit costs now. */
function marginLines(plan: SellingPlan, { costs, terms }: Told, at: Date, items: readonly PricedItem[]): string[] {
  const starsOfCredit = leastStarsOfCredit(plan, at, terms) ?? LEAST_STARS_A_CREDIT;
  const credit = dollarsOfCredit({ ...terms, starsOfCredit });
  const prices = pricesAt(plan, at);
  return [
    `  a credit brings ${starsOfCredit.toFixed(3)} Stars in the cheapest purchase, $${credit.toFixed(4)}`,
    ...items.flatMap((item) => {
      const [price, cost] = [prices.get(item), costs[item] as UnitCosts[PricedItem] | undefined];
      if (price === undefined || !cost) return [];
      const income = (Number(price) / 100) * credit;
      const { floor } = floorBy(cost, { ...terms, starsOfCredit });
      const margin = income > 0 ? ((income - cost.dollars) / income) * 100 : 0;
      return `  ${item}  ${formatCredits(price)} credits, floor ${formatCredits(floor)}: brings $${income.toFixed(4)}, costs $${cost.dollars.toFixed(4)}, margin ${margin.toFixed(0)} %`;
    }),
  ];
}

/** The moment of `--from`: now when it is absent. */
export function fromIn(value: string | undefined, now: Date): Date {
  if (value === undefined) return now;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) || at < now ? fail(`${value}: must be a date to come, such as 2026-12-01`) : at;
}

/** Credits with two digits after the point at most, in hundredths. */
export function centiIn(credits: string): bigint {
  const [, whole, part = ''] = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(credits) ?? [];
  return whole === undefined
    ? fail(`${credits}: must be credits, such as 2.25`)
    : BigInt(`${whole}${part.padEnd(2, '0')}`);
}
