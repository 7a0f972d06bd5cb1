/**
 * Shows what models cost and bring, which prices are near their floors, and what providers bill beside our own account. Changes nothing.
 *
 *   npm run costs                     the last seven days [--json]
 *   npm run costs -- --days 30        more of them
 *   npm run costs -- --by-day         every day, kind and model
 */
import { Database } from '@aisha/database';
import { ProviderBillReader, TurnoverReader, type DayTurnover } from '@aisha/database/billing';
import { asked, called, counted, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';

const USAGE = `${called('costs')} [--days <1…400>] [--by-day] [--json]`;
/** How many prices are shown: the prices that are nearest to their floors. */
const NEAREST = 3;
/** The smallest difference between a week's bill and our own account that is worth a line, in US dollars. */
const DIFFERENT_BY = 0.01;

const { words, flags, values } = asked(USAGE, { flags: ['by-day', 'json'], values: ['days'] });
const days = Number(values.days ?? 7);
if (words.length > 0 || !Number.isInteger(days) || days < 1 || days > 400) fail(USAGE);

interface Figures {
  readonly credit: number | null;
  readonly prices: Readonly<Record<string, { readonly price: number; readonly floor: number }>> | null;
}
type Sum = Pick<DayTurnover, 'dollars' | 'credits' | 'calls'>;

const database = await Database.connect({ url: operatedDatabase(), role: 'billing', pool: 1 });
try {
  await report();
} finally {
  await database.close();
}

async function report(): Promise<void> {
  const bills = new ProviderBillReader(database);
  const { credit, prices } = await figures();
  const turnover = new TurnoverReader(database);
  const lines = await turnover.byDay(new Date(), days);
  const commission = await turnover.commission(new Date(), days);
  const [week, readings] = [await bills.week(), await bills.readings()];
  if (flags.json)
    return console.log(
      JSON.stringify({ dollarsOfCredit: credit, lines, commission, prices, bills: week, readings }, null, 2),
    );

  const money = ({ dollars, credits }: Sum): string =>
    `$${dollars.toFixed(2)}  ${counted(round(credits), 'credit')}  ${credit === null ? '' : `margin ${signed(credits * credit - dollars)}`}`.trimEnd();
  for (const [day, some] of Map.groupBy(lines, (line) => line.day)) {
    console.log(`${day}  ${money(sumOf(some))}`);
    for (const line of flags['by-day'] ? some : []) console.log(`  ${nameOf(line)}  ${money(line)}`);
  }
  if (!flags['by-day']) {
    const models = [...Map.groupBy(lines, nameOf)].map(([name, some]) => ({ name, ...sumOf(some) }));
    for (const one of models.toSorted((a, b) => b.dollars - a.dollars)) console.log(`  ${one.name}  ${money(one)}`);
  }
  if (lines.length === 0) console.log(`nothing was asked of a provider within ${counted(days, 'day')}`);
  console.log(credit === null ? 'a credit: not measured yet' : `a credit brings $${credit.toFixed(4)}`);
  if (commission !== 0)
    console.log(`affiliates got ${counted(commission, 'Star')} of commission within ${counted(days, 'day')}`);
  tellPrices(prices);
  if (readings.length === 0) console.log('no bill was read: FAL_ADMIN_KEY of the image generator reads those of FAL');
  for (const { provider, at } of readings)
    tellBill(
      provider,
      at,
      week.filter((line) => line.provider === provider),
    );
}

/**
 * What billing measured last: what a credit brings, and each price with its floor. Billing alone knows the margin, the payout of a Star and
 * the catalogue.
 */
async function figures(): Promise<Figures> {
  const [found] = await database.read.query<[Figures]>(
    `SELECT (SELECT (figures ->> 'dollarsOfCredit')::float8 FROM billing.measurement
              WHERE figures ? 'dollarsOfCredit' ORDER BY begun_at DESC LIMIT 1) AS credit,
            (SELECT figures FROM billing.measurement WHERE name = 'prices') AS prices`,
  );
  return found;
}

function tellPrices(prices: Figures['prices']): void {
  const near = Object.entries(prices ?? {}).map(([item, { price, floor }]) => ({ item, price, floor }));
  const sorted = near.toSorted((one, other) => one.price / one.floor - other.price / other.floor);
  for (const { item, price, floor } of sorted.slice(0, NEAREST)) {
    if (price < floor) process.exitCode = 1;
    console.log(
      `${price < floor ? 'BELOW ITS FLOOR' : 'near its floor'}: ${item}, ${counted(price, 'credit')}, floor ${floor}`,
    );
  }
}

function tellBill(
  provider: string,
  at: Date,
  lines: readonly { readonly model: string; readonly billed: number; readonly listed: number }[],
): void {
  const sum = (of: 'billed' | 'listed') => lines.reduce((all, line) => all + line[of], 0);
  const [billed, listed] = [sum('billed'), sum('listed')];
  const read = at.toISOString().slice(0, 16).replace('T', ' ');
  console.log(
    `${provider} bills $${billed.toFixed(2)} for 7 days, read ${read}; our account has $${listed.toFixed(2)}: ${signed(billed - listed)}`,
  );
  for (const { model, ...line } of lines)
    if (Math.abs(line.billed - line.listed) >= DIFFERENT_BY)
      console.log(`  ${model}  bills $${line.billed.toFixed(2)}, we list $${line.listed.toFixed(2)}`);
}

function nameOf({ kind, model }: Pick<DayTurnover, 'kind' | 'model'>): string {
  return `${kind ?? 'no order'}  ${model}`;
}

function sumOf(some: readonly Sum[]): Sum {
  const sum = (of: keyof Sum): number => some.reduce((all, one) => all + one[of], 0);
  return { dollars: sum('dollars'), credits: sum('credits'), calls: sum('calls') };
}

function round(credits: number): number {
  return Math.round(credits * 100) / 100;
}

function signed(dollars: number): string {
  return `${dollars < 0 ? '-' : '+'}$${Math.abs(dollars).toFixed(2)}`;
}
