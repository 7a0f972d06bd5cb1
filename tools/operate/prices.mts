/**
 * Shows the price of a unit of each item beside its floor, and sets one from now or from a date on. A price below its floor is refused in
 * the words with which billing refuses to start. Orders on a screen keep their price for half an hour. Changes nothing without `--yes`.
 *
 *   npm run prices                                              what is valid now, and what comes [--json]
 *   npm run prices -- set <item> <credits> [--from <date>] [--operator <name> --reason <words> --yes]
 *   npm run prices -- withdraw <item> --from <date> [--operator <name> --reason <words> --yes]     before its date
 */
import type { SoldRows } from '@aisha/database/billing';
import { centiCredits, formatCredits, LEAST_STARS_A_CREDIT } from '@aisha/domain';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import { floorBy, leastStarsOfCredit, pricesAt, type ToldCosts } from '@aisha/providers/catalogue';
import { asked, BY, called, counted, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { centiIn, change, fromIn, withSold } from './selling/selling.mts';

const USAGE = [
  `${called('prices')} [--json]`,
  `${called('prices')} set <item> <credits> [--from <date>] ${BY}`,
  `${called('prices')} withdraw <item> --from <date> ${BY}`,
].join('\n');

const { words, flags, values } = asked(USAGE, { flags: ['json', 'yes'], values: ['from', 'operator', 'reason'] });
const asking = { url: operatedDatabase(), usage: USAGE, flags, values };
const from = fromIn(values.from, new Date());

if (words[0] === 'set' && words.length === 3)
  await change(asking, { change: 'price', item: itemIn(words[1]!), amount: centiCredits(centiIn(words[2]!)), from });
else if (words[0] === 'withdraw' && words.length === 2 && values.from !== undefined)
  await change(asking, { change: 'price', item: itemIn(words[1]!), amount: null, from });
else if (words.length === 0) await withSold(asking.url, list);
else fail(USAGE);

function list(sold: SoldRows, told: ToldCosts | null, now: Date): void {
  const today = pricesAt(sold, now);
  const starsOfCredit = leastStarsOfCredit(sold, now, told?.terms) ?? LEAST_STARS_A_CREDIT;
  const rows = PRICED_ITEMS.map((item) => {
    const cost = told?.costs[item] as ToldCosts['costs'][PricedItem] | undefined;
    return {
      item,
      credits: Number(today.get(item)) / 100,
      floor: told && cost ? Number(floorBy(cost, { ...told.terms, starsOfCredit }).floor) / 100 : null,
      dollars: cost?.dollars ?? null,
      later: sold.prices
        .filter((price) => price.item === item && price.validFrom > now)
        .map(({ amount, validFrom }) => ({ credits: Number(amount) / 100, validFrom })),
    };
  });
  if (flags.json) return console.log(JSON.stringify(rows, null, 2));
  for (const { item, credits, floor, dollars, later } of rows) {
    const known =
      floor === null ? 'floor unknown' : `floor ${floor}  a unit costs $${Number((dollars ?? 0).toPrecision(3))}`;
    console.log(`${item}  ${counted(formatCredits(centiCredits(Math.round(credits * 100))), 'credit')}  ${known}`);
    for (const price of later)
      console.log(`  ${counted(price.credits, 'credit')} from ${price.validFrom.toISOString()}`);
  }
}

function itemIn(item: string): PricedItem {
  return PRICED_ITEMS.find((one) => one === item) ?? fail(`${item}: is no priced item: ${PRICED_ITEMS.join(', ')}`);
}
