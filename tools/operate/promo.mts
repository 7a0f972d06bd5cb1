/**
 * Shows promo codes, makes and ends them. A code brings credits at once, or adds some percent of credits to the next purchase; it is never
 * changed. A percent that would sell an item below its cost is refused with the item's name. Changes nothing without `--yes`.
 *
 *   npm run promo                                            the codes that are or will be valid, and how often each was used [--all] [--json]
 *   npm run promo -- make [<code>] (--credits <n> | --percent <n>) [--per-person <n>] [--in-all <n>] [--from <date>] [--until <date>]
 *   npm run promo -- end <code>
 *
 * `make` and `end` need --operator <name> --reason <words> --yes.
 * Without a code one is made that nobody guesses. People enter it on their balance, as /promo CODE, or by t.me/<bot>?start=promo_CODE.
 */
import { message, type ByOperator, type Message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { SellingReader, type Promo } from '@aisha/database/billing';
import { formatCredits, GIVEN_AT_MOST, centiCredits, promoCodeIn } from '@aisha/domain';
import { newCode } from '@aisha/platform';
import { bonusRefusal } from '@aisha/providers/catalogue';
import { asked, BY, byOperator, called, counted, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { centiIn, fromIn, published, withSold } from './selling/selling.mts';
import { sentAct, TOLD_BILLING } from './command/sent-act.mts';

const USAGE = [
  `${called('promo')} [--all] [--json]`,
  `${called('promo')} make [<code>] --credits <n> | --percent <n> [--per-person <n>] [--in-all <n>] [--from <date>] [--until <date>] ${BY}`,
  `${called('promo')} end <code> ${BY}`,
].join('\n');

const { words, flags, values } = asked(USAGE, {
  flags: ['all', 'json', 'yes'],
  values: ['credits', 'percent', 'per-person', 'in-all', 'from', 'until', 'operator', 'reason'],
});
const url = operatedDatabase();
const [verb, named] = words;

if (verb === 'make' && words.length <= 2) await make(named === undefined ? newCode() : codeIn(named));
else if (verb === 'end' && words.length === 2) await end(codeIn(named!));
else if (words.length === 0) await list();
else fail(USAGE);

async function make(code: string): Promise<void> {
  const credits = values.credits === undefined ? undefined : centiIn(values.credits);
  const percent = values.percent === undefined ? undefined : wholeIn(values.percent, 100);
  if ((credits === undefined) === (percent === undefined)) fail(`Either --credits or --percent.\n${USAGE}`);
  if (credits !== undefined && (credits === 0n || credits > GIVEN_AT_MOST))
    fail(`${values.credits}: 1 to ${formatCredits(GIVEN_AT_MOST)} credits`);
  const now = new Date();
  const from = fromIn(values.from, now);
  const until = values.until === undefined ? undefined : fromIn(values.until, from);
  const perPerson = wholeIn(values['per-person'] ?? '1', 1_000);
  const inAll = values['in-all'] === undefined ? undefined : wholeIn(values['in-all'], 10_000_000);
  if (percent !== undefined) {
    let why: string | null = null;
    await withSold(url, (sold, told) => {
      why = bonusRefusal(sold, published(told), { percent, validFrom: from, validUntil: until ?? null }, now);
    });
    if (why !== null) fail(`${why}\nNothing was changed.`);
  }
  const brings =
    credits === undefined
      ? `${percent} % more credits with the next purchase`
      : `${counted(formatCredits(centiCredits(credits)), 'credit')} at once`;
  const limits = `${counted(perPerson, 'time')} for each person, ${inAll === undefined ? 'any number of times' : counted(inAll, 'time')} in all`;
  console.log(
    `would make ${code}: ${brings}, ${limits}, from ${from.toISOString()}${until ? ` until ${until.toISOString()}` : ''}`,
  );
  const promo = {
    code,
    ...(credits !== undefined && { credits: credits.toString() }),
    ...(percent !== undefined && { percent }),
    perPerson,
    ...(inAll !== undefined && { inAll }),
    from: from.toISOString(),
    ...(until && { until: until.toISOString() }),
  };
  await act((by) => message(billingInbox, 'make-promo', { ...by, ...promo }), `made ${code}`);
}

async function end(code: string): Promise<void> {
  console.log(`would end ${code} now; a percent that somebody was promised stays promised`);
  await act((by) => message(billingInbox, 'end-promo', { ...by, code }), `ended ${code}`);
}

async function act(of: (by: ByOperator) => Message, done: string): Promise<void> {
  if (!flags.yes) return console.log('Nothing was changed. Add --yes to do it.');
  const by = byOperator(values, USAGE);
  const answer = await sentAct(url, of(by));
  if (!answer) return console.log(TOLD_BILLING);
  if (answer.outcome !== 'done') fail(`${String(answer.details['why'] ?? answer.outcome)}\nNothing was changed.`);
  console.log(done);
}

async function list(): Promise<void> {
  const database = await Database.connect({ url, role: 'billing', pool: 1 });
  try {
    const codes = await new SellingReader(database).promos(new Date(), flags.all);
    if (flags.json)
      return console.log(
        JSON.stringify(
          codes.map(({ credits, ...code }) => ({ ...code, credits: credits === null ? null : Number(credits) / 100 })),
          null,
          2,
        ),
      );
    for (const code of codes) console.log(lineOf(code));
    if (codes.length === 0) console.log('none');
  } finally {
    await database.close();
  }
}

function lineOf({ code, credits, percent, perPerson, inAll, used, validFrom, validUntil }: Promo): string {
  const brings = credits === null ? `+${percent} % with a purchase` : counted(formatCredits(credits), 'credit');
  const until = validUntil ? ` until ${validUntil.toISOString()}` : '';
  return `${code}  ${brings}  used ${used} of ${inAll ?? 'any'}, ${perPerson} each  from ${validFrom.toISOString()}${until}`;
}

function codeIn(text: string): string {
  return promoCodeIn(text) ?? fail(`${text}: a code has 4 to 24 Latin letters, digits and hyphens`);
}

function wholeIn(text: string, most: number): number {
  return /^[1-9]\d{0,7}$/.test(text) && Number(text) <= most
    ? Number(text)
    : fail(`${text}: a whole number from 1 to ${most}`);
}
