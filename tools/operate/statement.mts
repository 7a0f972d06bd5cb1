/**
 * Shows a month of one person's credits, or the owner's month over all people: what came in, was charged, given, paid back and owed, and what
 * it cost. As CSV; no idea, text or name of a file is in it. Changes nothing.
 *
 *   npm run statement -- <Telegram id | our id | @name> <YYYY-MM> [--json] [--pdf <file>]     in the person's time zone
 *   npm run statement -- --all <YYYY-MM> [--json] [--pdf <file>]                              by UTC
 */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Database } from '@aisha/database';
import { type Month, MonthReader, type Movement, SellingReader, StatementReader } from '@aisha/database/billing';
import { PersonReader } from '@aisha/database/bot';
import { DOLLARS_A_STAR, unitsIn } from '@aisha/domain';
import { type CsvCell, CsvTable, type PdfFact, PdfTable } from '@aisha/printing';
import type { ToldCosts } from '@aisha/providers/catalogue';
import { asked, called, fail } from './command/command-line.mts';
import { namedPerson } from './named-person.mts';
import { ownedDatabase } from './command/operated-product.mts';

const USAGE = [
  `${called('statement')} <Telegram id | our id | @name> <YYYY-MM> [--json] [--pdf <file>]`,
  `${called('statement')} --all <YYYY-MM> [--json] [--pdf <file>]`,
].join('\n');

/** Stands for the cost of a month whose requests to providers are kept no more (decision 33). */
const FORGOTTEN = 'forgotten';

const { words, flags, values } = asked(USAGE, { flags: ['all', 'json'], values: ['pdf'] });
const month = words.at(-1) ?? '';
if (words.length !== (flags.all ? 1 : 2) || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) fail(USAGE);

const database = await Database.connect({ url: ownedDatabase(), role: 'bot', pool: 1 });
try {
  if (flags.all) await ofAll();
  else await ofPerson();
} finally {
  await database.close();
}

async function ofPerson(): Promise<void> {
  const { userId, telegramId } = await namedPerson(ownedDatabase(), words[0]!);
  const timeZone = (await new PersonReader(database).findById(userId))?.timeZone ?? 'UTC';
  const reader = new StatementReader(database);
  const period = await reader.period(month, timeZone);
  const balances = await reader.balances(userId, period);
  const facts: PdfFact[] = [
    ['Opening balance', amount(balances.opening)],
    ['Closing balance', amount(balances.closing)],
    ['of which reserved for orders', amount(balances.held)],
    ['Owed for refunded purchases', amount(balances.debt)],
  ];
  if (flags.json && values.pdf === undefined) {
    const movements: Movement[] = [];
    for await (const movement of reader.movements(userId, period)) movements.push(movement);
    const inCredits = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) / 100 : value);
    return console.log(JSON.stringify({ userId, month, timeZone, ...balances, movements }, inCredits, 2));
  }
  await table(
    {
      title: `Statement: ${month}`,
      about: `Telegram ${telegramId}, person ${userId}. Time: ${timeZone}. All amounts are in credits.`,
      facts,
      columns: ['When', 'What', 'In', 'Out', 'Balance', 'Stars', 'Payment', 'Order', 'By card', 'Currency'],
      noteOf: ([payment, order, card, currency]) => {
        if (payment) return `payment ${payment}${card === null ? '' : `: ${card} ${currency} by card`}`;
        return order ? `order ${order}` : null;
      },
    },
    async function* () {
      let balance = balances.opening as bigint;
      for await (const movement of reader.movements(userId, period)) {
        balance += movement.credits;
        yield rowOf(movement, balance, timeZone);
      }
    },
  );
}

function rowOf(movement: Movement, balance: bigint, timeZone: string): CsvCell[] {
  const { at, kind, credits } = movement;
  const when = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(at);
  const { stars = 0, chargeId = null, paid = null } = 'stars' in movement ? movement : {};
  const what = 'units' in movement ? `${kind} ×${movement.units}` : kind;
  return [
    when,
    what,
    credits > 0n ? Number(credits) / 100 : null,
    credits > 0n ? null : Number(-credits) / 100,
    Number(balance) / 100,
    stars === 0 ? null : stars,
    chargeId,
    'orderId' in movement ? movement.orderId : null,
    ...(paid ? [unitsIn(paid), paid.currency] : [null, null]),
  ];
}

async function ofAll(): Promise<void> {
  // What a Star brings here is a setting of billing. Before billing has published its first measurement, the usual payout takes its place.
  const told = await new SellingReader(database).told<ToldCosts>();
  const found = await new MonthReader(database, told?.terms.dollarsOfStar ?? DOLLARS_A_STAR).of(month, new Date());
  if (flags.json && values.pdf === undefined) return console.log(JSON.stringify(found, null, 2));
  const { opening, closing, dollarsOfCredit } = found;
  const columns = ['Part', 'What', 'Count', 'Credits', 'Stars', 'Dollars', 'By card', 'Currency'];
  await table(
    {
      title: `The month of all people: ${month}`,
      about: 'By UTC. Amounts in credits, Stars and US dollars.',
      facts: [
        ['People had at the beginning', String(opening.credits)],
        ['People had at the end', String(closing.credits)],
        [
          'A bought credit brought, in dollars',
          dollarsOfCredit === null ? 'none was bought' : dollarsOfCredit.toFixed(4),
        ],
      ],
      columns,
      noteOf: ([card, currency]) => (card === null ? null : `by card: ${card} ${currency}`),
    },
    async function* () {
      for (const row of rowsOf(found)) yield columns.map((_, at) => row[at] ?? null);
    },
  );
}

function* rowsOf({ opening, closing, dollarsOfCredit, ...month }: Month): Iterable<CsvCell[]> {
  for (const [when, { credits, inTransit, debt }] of [
    ['at the beginning', opening],
    ['at the end', closing],
  ] as const) {
    yield ['owed to people', when, null, credits, null, null];
    yield ['gifts on their way', when, null, inTransit, null, null];
    yield ['owed by people', when, null, debt, null, null];
  }
  for (const what of ['packs', 'subscriptions', 'refunds'] as const) {
    const { payments, credits, stars } = month[what];
    yield ['payments', what, payments, credits, stars, null];
  }
  for (const { what, currency, payments, amount, credits } of month.cards)
    yield ['payments', `${what} by card`, payments, credits, null, null, unitsIn({ currency, amount }), currency];
  yield ['payments', 'commission of affiliates', null, null, month.commission, null];
  for (const [type, credits] of Object.entries(month.moved)) yield ['moved', type, null, credits, null, null];
  for (const { kind, orders, credits } of month.kinds)
    yield ['charged', kind ?? 'no order', orders, credits, null, null];
  for (const { kind, dollars } of month.kinds)
    yield ['cost', kind ?? 'no order', null, null, null, dollars === null ? FORGOTTEN : cents(dollars)];
  if (dollarsOfCredit === null) return;
  for (const { kind, credits, dollars } of month.kinds) {
    const margin = dollars === null ? FORGOTTEN : cents(credits * dollarsOfCredit - dollars);
    yield ['margin', kind ?? 'no order', null, null, null, margin];
  }
}

interface Shown {
  readonly title: string;
  readonly about: string;
  readonly facts: readonly PdfFact[];
  readonly columns: readonly string[];
  /** The line that a PDF shows below a row, made of the cells for which it has no column; null for no line. */
  readonly noteOf: (rest: readonly CsvCell[]) => string | null;
}

/** Writes the rows as CSV to the output, or as a PDF to a file. */
async function table(
  { title, about, facts, columns, noteOf }: Shown,
  rows: () => AsyncGenerator<readonly CsvCell[]>,
): Promise<void> {
  if (values.pdf === undefined) {
    const csv = new CsvTable(columns);
    const shown = pipeline(csv.content, process.stdout, { end: false });
    for await (const row of rows()) await csv.row(row);
    csv.end();
    return shown;
  }
  const inTable = 6;
  const pdf = new PdfTable({
    title,
    about,
    language: 'en',
    foot: title,
    facts,
    columns: columns.slice(0, inTable).map((heading, at) => {
      const isNumber = at > 1;
      return at === 1 ? { heading } : { heading, width: at === 0 ? 100 : 60, isNumber };
    }),
  });
  const kept = pipeline(pdf.content, createWriteStream(values.pdf));
  for await (const row of rows()) {
    await pdf.row(
      row
        .slice(0, inTable)
        .map((cell) => (typeof cell === 'number' && cell % 1 !== 0 ? cell.toFixed(2) : String(cell ?? ''))),
      noteOf(row.slice(inTable)),
    );
  }
  pdf.end();
  await kept;
  console.error(`written: ${values.pdf}`); // the PDF itself may be the output: /dev/stdout
}

function amount(credits: bigint): string {
  return (Number(credits) / 100).toFixed(2);
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}
