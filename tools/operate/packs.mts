/**
 * Shows the packs of credits and the discounts on them, and changes what is for sale, from now or from a date on. A pack is never changed:
 * a new one is added under an id of its own, and the old one retired; its invoices stay valid. What would sell an item below its cost is
 * refused with the item's name. Changes nothing without `--yes`.
 *
 *   npm run packs                                                    what is for sale, what it buys, what comes [--json]
 *   npm run packs -- add <id> <credits> <Stars> [--from <date>]
 *   npm run packs -- card-price <id> <amount|off> <currency> [--from <date>]   what it costs by card (docs/payments.md)
 *   npm run packs -- retire <id> [--from <date>]                     before its first day: withdraws it
 *   npm run packs -- discount <id> <percent> --until <date> --ru <label> --en <label> [--de <label>] [--from <date>] [--packs <id,id>]
 *   npm run packs -- end-discount <id> [--from <date>]               each with --operator <name> --reason <words> --yes
 */
import type { SoldRows } from '@aisha/database/billing';
import { CARD_CURRENCY, centiCredits, LANGUAGES, plainMoney, smallestUnits } from '@aisha/domain';
import { packsAt, type ToldCosts } from '@aisha/providers/catalogue';
import { asked, BY, called, counted, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { centiIn, change, fromIn, packLines, wholeIn, withSold } from './selling/selling.mts';

/** The languages in which a discount may have a label; the others read English. */
const FURTHER = LANGUAGES.filter((one) => one !== 'ru' && one !== 'en')
  .map((one) => `[--${one} <label>]`)
  .join(' ');

const USAGE = [
  `${called('packs')} [--json]`,
  `${called('packs')} add <id> <credits> <Stars> [--from <date>] ${BY}`,
  `${called('packs')} card-price <id> <amount|off> <currency> [--from <date>] ${BY}`,
  `${called('packs')} retire <id> [--from <date>] ${BY}`,
  `${called('packs')} discount <id> <percent> --until <date> --ru <label> --en <label> ${FURTHER} [--from <date>] [--packs <id,id>] ${BY}`,
  `${called('packs')} end-discount <id> [--from <date>] ${BY}`,
].join('\n');

const { words, flags, values } = asked(USAGE, {
  flags: ['json', 'yes'],
  values: ['from', 'until', ...LANGUAGES, 'packs', 'operator', 'reason'],
});
const asking = { url: operatedDatabase(), usage: USAGE, flags, values };
const from = fromIn(values.from, new Date());
const [verb, id = '', first = '', second = ''] = words;

if (verb === 'add' && words.length === 4)
  await change(asking, { change: 'pack', id, credits: centiCredits(centiIn(first)), stars: wholeIn(second), from });
else if (verb === 'card-price' && words.length === 4)
  await change(asking, { change: 'card-price', id, currency: second, amount: cardAmountIn(first, second), from });
else if (verb === 'retire' && words.length === 2) await change(asking, { change: 'pack-end', id, from });
else if (verb === 'end-discount' && words.length === 2) await change(asking, { change: 'discount-end', id, from });
else if (verb === 'discount' && words.length === 3) {
  const { until, ru: labelRu, en: labelEn } = values;
  if (until === undefined || labelRu === undefined || labelEn === undefined) throw fail(USAGE);
  const packs = values.packs?.split(',').map((one) => one.trim()) ?? [];
  const labels = LANGUAGES.flatMap((language) => {
    const label = values[language];
    return language === 'ru' || language === 'en' || label === undefined ? [] : [{ language, label }];
  });
  await change(asking, {
    change: 'discount',
    id,
    percent: wholeIn(first),
    packs,
    ...{ labelRu, labelEn, labels },
    from,
    until: fromIn(until, from),
  });
} else if (words.length === 0) await withSold(asking.url, list);
else fail(USAGE);

function list(sold: SoldRows, _told: ToldCosts | null, now: Date): void {
  const [toCome, retired] = [
    sold.packs.filter(({ validFrom, retiredAt }) => validFrom > now && (retiredAt === null || retiredAt > validFrom)),
    sold.packs.filter(({ retiredAt }) => retiredAt !== null && retiredAt <= now),
  ];
  const discounts = sold.discounts.filter(({ validFrom, validUntil }) => validUntil > now && validUntil > validFrom);
  if (flags.json) {
    const named = (packs: SoldRows['packs']) =>
      packs.map(({ credits, ...pack }) => ({ ...pack, credits: Number(credits) / 100 }));
    const { cardPrices } = sold;
    const rows = { onSale: packsAt(sold, now), toCome: named(toCome), discounts, retired: named(retired), cardPrices };
    return console.log(JSON.stringify(rows, null, 2));
  }
  console.log(['for sale now', ...packLines(packsAt(sold, now))].join('\n'));
  for (const pack of toCome)
    console.log(
      `to come  ${pack.id}  ${counted(Number(pack.credits) / 100, 'credit')} for ${counted(pack.stars, 'Star')} from ${pack.validFrom.toISOString()}`,
    );
  for (const pack of sold.packs)
    if (pack.retiredAt !== null && pack.retiredAt > now && pack.validFrom <= now)
      console.log(`ends  ${pack.id} at ${pack.retiredAt.toISOString()}`);
  const cardsToCome = sold.cardPrices.filter(({ validFrom }) => validFrom > now);
  for (const { packId, currency, amount, validFrom } of cardsToCome)
    console.log(
      `to come  ${packId} by card ${amount === null ? `not in ${currency}` : `for ${plainMoney({ currency, amount })}`} from ${validFrom.toISOString()}`,
    );
  for (const { id: name, percent, packs, validFrom, validUntil, ...words } of discounts)
    console.log(
      `discount  ${name}  ${percent} % off ${packs.length > 0 ? packs.join(', ') : 'all packs'}, ${labelsOf(words)}, ` +
        `from ${validFrom.toISOString()} until ${validUntil.toISOString()}`,
    );
  if (retired.length > 0) console.log(`retired  ${retired.map((pack) => pack.id).join(', ')}`);
}

/** The labels of a discount, each with its language. */
function labelsOf({ labelRu, labelEn, labels }: Pick<SoldRows['discounts'][number], 'labelRu' | 'labelEn' | 'labels'>) {
  const all = Object.entries({ ru: labelRu, en: labelEn, ...labels });
  return all.map(([language, label]) => `${language} “${label}”`).join(', ');
}

/** A price that is paid by card, in smallest units; null for `off`. */
function cardAmountIn(text: string, currency: string): number | null {
  if (!CARD_CURRENCY.test(currency)) throw fail(`${currency}: must be three letters of a currency, such as EUR`);
  if (text === 'off') return null;
  return (
    smallestUnits(text, currency) ?? fail(`${text}: must be an amount in ${currency}, such as 199 or 1.99, or off`)
  );
}
