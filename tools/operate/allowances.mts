/**
 * Shows what people get for nothing and the limits of it, and sets a value from now or from a date on: the welcome gift, the free speech of
 * a day, what an invitation brings … Changes nothing without `--yes`.
 *
 *   npm run allowances                                             what holds now, and what comes [--json]
 *   npm run allowances -- set <name> <amount> [--from <date>] [--operator <name> --reason <words> --yes]
 *   npm run allowances -- withdraw <name> --from <date> [--operator <name> --reason <words> --yes]   before its date
 */
import type { SoldRows } from '@aisha/database/billing';
import { ALLOWANCE_NAMES, ALLOWANCES, type AllowanceName } from '@aisha/domain';
import { type ToldCosts } from '@aisha/providers/catalogue';
import { asked, BY, called, fail } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { change, fromIn, wholeIn, withSold } from './selling/selling.mts';

const USAGE = [
  `${called('allowances')} [--json]`,
  `${called('allowances')} set <name> <amount> [--from <date>] ${BY}`,
  `${called('allowances')} withdraw <name> --from <date> ${BY}`,
].join('\n');

const { words, flags, values } = asked(USAGE, { flags: ['json', 'yes'], values: ['from', 'operator', 'reason'] });
const asking = { url: operatedDatabase(), usage: USAGE, flags, values };
const from = fromIn(values.from, new Date());

if (words[0] === 'set' && words.length === 3)
  await change(asking, { change: 'allowance', name: nameIn(words[1]!), amount: wholeIn(words[2]!), from });
else if (words[0] === 'withdraw' && words.length === 2 && values.from !== undefined)
  await change(asking, { change: 'allowance', name: nameIn(words[1]!), amount: null, from });
else if (words.length === 0) await withSold(asking.url, list);
else fail(USAGE);

function list(sold: SoldRows, _told: ToldCosts | null, now: Date): void {
  const rows = ALLOWANCE_NAMES.map((name) => {
    const own = sold.allowances.filter((one) => one.name === name);
    return {
      name,
      unit: ALLOWANCES[name].unit,
      // Null where only the configuration of the apps says the amount.
      amount: own.find(({ validFrom }) => validFrom <= now)?.amount ?? ALLOWANCES[name].first,
      later: own.filter(({ validFrom }) => validFrom > now).map(({ amount, validFrom }) => ({ amount, validFrom })),
    };
  });
  if (flags.json) return console.log(JSON.stringify(rows, null, 2));
  for (const { name, unit, amount, later } of rows) {
    console.log(`${name}  ${amount === null ? 'as the configuration says' : `${amount} ${unit}`}`);
    for (const value of later) console.log(`  ${value.amount} ${unit} from ${value.validFrom.toISOString()}`);
  }
}

function nameIn(name: string): AllowanceName {
  return ALLOWANCE_NAMES.find((one) => one === name) ?? fail(`${name}: is no allowance: ${ALLOWANCE_NAMES.join(', ')}`);
}
