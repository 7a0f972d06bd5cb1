import { LISTING, type Listing } from '@aisha/contracts/bot-gateway';
import { CREDIT_RECEIPTS, type CreditReceipt } from '@aisha/database/billing';
import { balanceTexts, escaped, keptTexts, myDataTexts } from '@aisha/words';
import { RETENTION_MS, type Language } from '@aisha/domain';
import { isoDayText, plainText, type Calendar } from '../../engine/conversation';
import type { ExportLine } from './export-lines';
import { type Kept, KEPT_IN } from '../support/kept-tables';

/** How many rows of a table the page shows; the JSON beside it has all. */
const MOST_ROWS = 300;
/** How much of a value the page shows, in characters. */
const MOST_CHARACTERS = 400;

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;background:#fff}
h2{margin-top:2.5rem}table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}
th,td{border:1px solid #c7c7d0;padding:.3rem .5rem;text-align:left;vertical-align:top;font-size:.85rem}
caption{text-align:left;font-weight:600;padding:.6rem 0}p{white-space:pre-wrap}
@media (prefers-color-scheme:dark){body{color:#e6e6ea;background:#17171a}th,td{border-color:#44444c}a{color:#9db7ff}}`;

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
  return escaped(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);
};

/** Receipts that have no name on the page: the history names them after the payment, which is a row of another table. */
const NAMED_BY_PAYMENT: readonly string[] = ['purchase', 'refund'];
const isReceipt = (type: unknown): type is CreditReceipt['kind'] =>
  CREDIT_RECEIPTS.some((kind) => kind === type && !NAMED_BY_PAYMENT.includes(kind));

/**
 * A value as the page shows it. The type of a movement of credits is followed by the name that the history gives it, except for a purchase
 * and a refund.
 */
const told = (table: string, column: string, value: unknown, language: Language): string =>
  table === 'billing.transaction' && column === 'type' && isReceipt(value)
    ? shown(`${value}: ${plainText(balanceTexts[language].credit({ kind: value, isCard: false }))}`)
    : shown(value);

/** The headings of /privacy, each with the tables whose rows are shown below it. */
const headings = Object.entries(KEPT_IN) as [Kept, readonly string[]][];

/**
 * The export as one page without scripts, in the person's language: for each paragraph of /privacy its heading, its words, and the rows of
 * its tables. The page is written while the rows are read.
 */
export async function* pageOf(
  linesBy: (listing: Listing) => AsyncIterable<ExportLine>,
  { language, ...calendar }: Calendar,
  parts: number,
): AsyncGenerator<Buffer> {
  const t = myDataTexts[language];
  const day = isoDayText(new Date(), { language, ...calendar });
  yield Buffer.from(
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(t.pageTitle)}</title><style>${STYLE}</style><main><h1>${escaped(t.pageTitle)}</h1>
<p>${escaped(t.pageAbout({ day, parts }))}</p>\n`,
  );
  for (const [kept, tables] of headings) {
    const words = keptTexts[language][kept];
    const [title = '', ...rest] = plainText(typeof words === 'function' ? words(RETENTION_MS) : words).split(' — ');
    yield Buffer.from(`<section><h2>${escaped(title)}</h2>\n<p>${escaped(rest.join(' — '))}</p>\n`);
    for (const listing of LISTING) {
      if (tables.some((table) => table.startsWith(`${listing}.`))) yield* tablesOf(linesBy(listing), tables, language);
    }
    yield Buffer.from('</section>\n');
  }
  yield Buffer.from(
    `<section><h2>${escaped(t.pageNotGiven)}</h2>\n<p>${escaped(t.pageWithheld)}</p></section>\n</main></html>\n`,
  );
}

async function* tablesOf(
  lines: AsyncIterable<ExportLine>,
  tables: readonly string[],
  language: Language,
): AsyncGenerator<Buffer> {
  const t = myDataTexts[language];
  let table: string | undefined;
  let columns: string[] = [];
  let count = 0;
  const end = (): string =>
    table === undefined
      ? ''
      : `</tbody></table>${count > MOST_ROWS ? `<p>${escaped(t.pageMore({ count: count - MOST_ROWS }))}</p>` : ''}\n`;
  for await (const line of lines) {
    if ('file' in line || !tables.includes(line.table)) continue;
    if (line.table !== table) {
      yield Buffer.from(end());
      table = line.table;
      columns = Object.keys(line.row);
      count = 0;
      const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
      yield Buffer.from(`<table><caption>${escaped(table)}</caption><thead><tr>${head}</tr></thead><tbody>\n`);
    }
    count += 1;
    if (count > MOST_ROWS) continue;
    yield Buffer.from(
      `<tr>${columns.map((column) => `<td>${told(line.table, column, line.row[column], language)}</td>`).join('')}</tr>\n`,
    );
  }
  yield Buffer.from(end());
}
