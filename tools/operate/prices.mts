/**
 * Shows the price of a unit of each item beside its floor, and sets one. A price below its floor is refused by the words with which
 * billing refuses to start. Orders on a screen keep their price for half an hour. Changes nothing without `--yes`.
 *
 *   npm run prices                                              what is valid now, and what comes [--json]
 *   npm run prices -- set <item> <credits> [--from <date>] [--yes]
 */
import { Database } from '@aisha/database';
import { PriceReader } from '@aisha/database/billing';
import { centiCredits, formatCredits, type CentiCredits } from '@aisha/domain';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import { problemWith } from '@aisha/providers/catalogue';
import { asked, called, fail } from './command-line.mts';
import { operatedDatabase } from './operated-product.mts';

const USAGE = `${called('prices')} [--json] | set <item> <credits> [--from <date>] [--yes]`;

const { words, flags, values } = asked(USAGE, { flags: ['json', 'yes'], values: ['from'] });

interface Floor {
  readonly price: number;
  readonly floor: number;
  readonly dollars: number;
  readonly model: string;
}

const database = await Database.connect({ url: operatedDatabase(), role: 'billing', pool: 1 });
try {
  if (words[0] === 'set' && words.length === 3) await set(words[1]!, words[2]!);
  else if (words.length === 0) await list();
  else fail(USAGE);
} finally {
  await database.close();
}

async function list(): Promise<void> {
  const prices = new PriceReader(database);
  const now = new Date();
  const [today, later, floors] = [await prices.list(now), await prices.after(now), await floorsNow()];
  if (flags.json) {
    const rows = PRICED_ITEMS.map((item) => ({
      item,
      credits: Number(today[item]) / 100,
      floor: floors?.[item]?.floor ?? null,
      later: later
        .filter((price) => price.item === item)
        .map(({ amount, validFrom }) => ({ credits: Number(amount) / 100, validFrom })),
    }));
    return console.log(JSON.stringify(rows, null, 2));
  }
  for (const item of PRICED_ITEMS) {
    const floor = floors?.[item];
    const known = floor
      ? `floor ${floor.floor}  a unit costs $${Number(floor.dollars.toPrecision(3))}`
      : 'floor unknown';
    console.log(`${item}  ${formatCredits(today[item])} credits  ${known}`);
    for (const { amount, validFrom } of later.filter((price) => price.item === item))
      console.log(`  ${formatCredits(amount)} credits from ${validFrom.toISOString()}`);
  }
}

async function set(item: string, credits: string): Promise<void> {
  if (!isPriced(item)) throw fail(`${item}: is no priced item: ${PRICED_ITEMS.join(', ')}`);
  const amount = amountIn(credits);
  const validFrom = values.from === undefined ? new Date() : new Date(values.from);
  if (Number.isNaN(validFrom.getTime()) || (values.from !== undefined && validFrom < new Date()))
    fail(`${values.from}: must be a date to come, such as 2026-12-01`);
  const floor = (await floorsNow())?.[item];
  if (!floor) throw fail('Billing has not told the floors of prices yet: start it, and try again.');
  const problem = problemWith(
    { item, amount, validFrom },
    { floor: centiCredits(Math.round(floor.floor * 100)), dollars: floor.dollars, model: floor.model },
  );
  if (problem) fail(problem.message);
  const change = `${item}: ${formatCredits(amount)} credits from ${validFrom.toISOString()}`;
  if (!flags.yes) return console.log(`would set ${change}\nNothing was changed. Add --yes to do it.`);
  await database.write(`INSERT INTO billing.price (item, valid_from, amount) VALUES ($1, $2, $3) RETURNING item`, [
    item,
    validFrom,
    amount.toString(),
  ]);
  console.log(`set ${change}`);
}

/** What billing has told last, for each item; null before it has. */
async function floorsNow(): Promise<Readonly<Record<string, Floor>> | null> {
  const [found] = await database.read.query<{ figures: Readonly<Record<string, Floor>> | null }[]>(
    `SELECT figures FROM billing.measurement WHERE name = 'prices'`,
  );
  return found?.figures ?? null;
}

function isPriced(item: string): item is PricedItem {
  return PRICED_ITEMS.some((one) => one === item);
}

/** Credits with two digits after the point at most, in hundredths. */
function amountIn(credits: string): CentiCredits {
  const [, whole, part = ''] = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(credits) ?? [];
  return whole === undefined
    ? fail(`${credits}: must be credits, such as 2.25`)
    : centiCredits(`${whole}${part.padEnd(2, '0')}`);
}
