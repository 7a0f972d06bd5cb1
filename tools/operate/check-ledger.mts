/**
 * Checks whether the money adds up: prints what does not add up, and exits 1 if anything does not. Changes nothing. `npm run check-ledger`
 * prints what billing's checks have found and checks what was written since; `npm run check-ledger -- --full` checks all of history, however
 * long that takes. `--at` is for a restored database: the moment to which it was taken back. Settlements that were under way then are not
 * late, though nothing moves until the apps run. `--json` is for programs.
 */
import { asked, called, fail, moment } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { Database } from '@aisha/database';
import {
  LEDGER_INVARIANTS,
  LEDGER_INVARIANT_NAMES,
  LEDGER_PARTS,
  LedgerCheckReader,
  LedgerInvariantsReader,
  type Violation,
} from '@aisha/database/billing';

const USAGE = `${called('check-ledger')} [--full [--at <moment>]] [--json]`;
const { flags, values } = asked(USAGE, { flags: ['full', 'json'], values: ['at'] });
if (values.at !== undefined && !flags.full) throw fail(`--at goes with --full.\n${USAGE}`);
const at = values.at === undefined ? null : moment(values.at);
const url = operatedDatabase();

/** How far before the watermark the command starts, because of rows that were being written when billing set it. */
const OVERLAP_MS = 5 * 60_000;

const database = await Database.connect({ url, role: 'billing', pool: 1 });
try {
  const violations = await database.transaction(async (tx) => {
    // A person waits for the full check and can stop it, so no timeout is needed.
    await tx.query('SET LOCAL statement_timeout = 0');
    const within = Database.within(tx);
    return flags.full ? new LedgerInvariantsReader(within).violations(at) : sinceTheLastCheck(within);
  });
  const checks = LEDGER_INVARIANT_NAMES.map((invariant) => ({
    invariant,
    says: LEDGER_INVARIANTS[invariant],
    violations: violations.filter((violation) => violation.invariant === invariant),
  }));
  if (flags.json) console.log(JSON.stringify(checks, null, 2));
  for (const { invariant, says, violations: found } of flags.json ? [] : checks) {
    console.log(`${found.length === 0 ? 'ok ' : 'BAD'} ${invariant}: ${says}`);
    for (const { subject, detail } of found) console.log(`    ${subject}: ${detail}`);
  }
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  await database.close();
}

function tell(sentence: string): void {
  if (!flags.json) console.log(sentence);
}

async function sinceTheLastCheck(within: Database): Promise<Violation[]> {
  const [ledger, checks] = [new LedgerInvariantsReader(within), new LedgerCheckReader(within)];
  const progress = await checks.progress();
  if (!progress?.sweptAt) {
    tell('Billing has not been through all of history yet: everything is looked at.');
    return ledger.violations();
  }
  const { checkedUntil, sweptAt } = progress;
  tell(`Written since ${checkedUntil.toISOString()}, and what is known to be wrong.`);
  tell(`All of history was last looked at since ${sweptAt.toISOString()}; --full does it now.`);
  const since = new Date(checkedUntil.getTime() - OVERLAP_MS);
  const found: Violation[] = [...(await checks.violations()), ...(await ledger.unsettled())];
  for (const part of LEDGER_PARTS) found.push(...(await ledger.violationsOf(part, { since })));
  return [...new Map(found.map((violation) => [`${violation.invariant} ${violation.subject}`, violation])).values()];
}
