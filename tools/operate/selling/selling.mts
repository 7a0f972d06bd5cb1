import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { SellingReader, type SoldRows } from '@aisha/database/billing';
import { formatCredits, plainMoney } from '@aisha/domain';
import {
  previewOf,
  refusalOf,
  wordsOf,
  type PackPreview,
  type SellingChange,
  type SellingPreview,
  type ToldCosts,
} from '@aisha/providers/catalogue';
import { byOperator, counted, fail } from '../command/command-line.mts';
import { sentAct, TOLD_BILLING } from '../command/sent-act.mts';

interface Asking {
  readonly url: string;
  readonly usage: string;
  readonly flags: { readonly yes: boolean; readonly json: boolean };
  readonly values: Readonly<Partial<Record<'operator' | 'reason', string>>>;
}

/**
 * Runs a command about what is sold. The command gets the rows, the costs that billing has published, which are null before the first
 * publication, and the database.
 */
export async function withSold(
  url: string,
  work: (sold: SoldRows, told: ToldCosts | null, now: Date, database: Database) => Promise<void> | void,
): Promise<void> {
  const database = await Database.connect({ url, role: 'billing', pool: 1 });
  try {
    const now = new Date();
    const reader = new SellingReader(database);
    await work(await reader.sold(now), await reader.told<ToldCosts>(), now, database);
  } finally {
    await database.close();
  }
}

/** The costs that billing has published. Ends the command before the first publication. */
export const published = (told: ToldCosts | null): ToldCosts =>
  told ?? fail('Billing has not told what items cost yet: start it, and try again.');

/** Shows what a change does, and with `--yes` has billing do it. Refusals have the words of billing, and exit code 1. */
export async function change(asking: Asking, change: SellingChange): Promise<void> {
  const { url, usage, flags, values } = asking;
  let why: string | null = null;
  await withSold(url, (sold, told, now) => {
    const ours = published(told);
    why = refusalOf(sold, change, ours.costs, ours.terms, now);
    if (why === null) console.log(previewLines(sold, change, ours).join('\n'));
  });
  if (why !== null) fail(`${why}\nNothing was changed.`);
  if (!flags.yes) return console.log('Nothing was changed. Add --yes to do it.');
  const by = byOperator(values, usage);
  const done = await sentAct(url, message(billingInbox, 'change-selling', { ...by, ...wordsOf(change) }));
  if (!done) return console.log(TOLD_BILLING);
  if (done.outcome !== 'done') fail(`${String(done.details['why'] ?? done.outcome)}\nNothing was changed.`);
  console.log(`done, from ${String(done.details['from'])} on`);
}

/** What a change would do, in lines: the margins of the items, what each pack then buys, and for whom something stays as it is. */
function previewLines(sold: SoldRows, change: SellingChange, told: ToldCosts): string[] {
  const preview = previewOf(sold, change, told);
  const from = change.from.toISOString();
  switch (change.change) {
    case 'price':
      return [
        change.amount === null
          ? `would withdraw the price of ${change.item} that begins at ${from}`
          : `would set ${change.item} to ${counted(formatCredits(change.amount), 'credit')} from ${from} on`,
        ...marginLines(preview),
        ...packLines(preview.packs),
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
        ...packLines(preview.packs),
        ...marginLines(preview),
        'Invoices that were sent keep their amount; a button that was shown keeps its price for half an hour.',
      ];
    }
    case 'pack':
    case 'pack-end':
    case 'discount':
    case 'discount-end':
      return [
        `would ${SAYS[change.change]} ${change.id} from ${from} on${change.change === 'discount' ? ` until ${change.until.toISOString()}` : ''}`,
        ...packLines(preview.packs),
        ...marginLines(preview),
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

/** A line for each pack: its price and what it buys. */
export function packLines(packs: readonly PackPreview[]): string[] {
  return packs.map(
    ({ id, credits, stars, price, byCard, pictures, trainings, minutes }) =>
      `  ${id}  ${counted(credits, 'credit')} for ${counted(price, 'Star')}${price === stars ? '' : ` (${stars} without the discount)`}` +
      `${byCard.map((money) => `, by card for ${plainMoney(money)}`).join('')}: ` +
      `${counted(pictures, 'picture')}, or ${counted(trainings, 'fast training')}, or ${counted(minutes, 'minute')} of speech`,
  );
}

/** The margin of items: what their price brings in the cheapest purchase, minus what a unit costs now. */
function marginLines({ starsOfCredit, dollarsOfCredit, margins }: SellingPreview): string[] {
  return [
    `  a credit brings ${starsOfCredit.toFixed(3)} Stars in the cheapest purchase, $${dollarsOfCredit.toFixed(4)}`,
    ...margins.map(
      ({ item, credits, floor, brings, costs, margin }) =>
        `  ${item}  ${counted(credits, 'credit')}, floor ${floor}: brings $${brings.toFixed(4)}, costs $${costs.toFixed(4)}, margin ${margin.toFixed(0)} %`,
    ),
  ];
}

/** The moment of `--from`, which must be still to come; now when it is absent. */
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

export function wholeIn(text: string): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : fail(`${text}: must be a whole number`);
}
