/** Does the money add up? Prints what does not, and exits 1 if anything. Reads only. `npm run check-ledger`. */
import { operatedDatabase } from './operated-product.mts';
import { Database } from '@aisha/database';
import { LEDGER_INVARIANTS, LEDGER_INVARIANT_NAMES, LedgerInvariantsReader } from '@aisha/database/billing';

const url = operatedDatabase();

const database = await Database.connect({ url, role: 'billing', pool: 1 });
try {
  const violations = await new LedgerInvariantsReader(database).violations();
  for (const invariant of LEDGER_INVARIANT_NAMES) {
    const found = violations.filter((violation) => violation.invariant === invariant);
    console.log(`${found.length === 0 ? 'ok ' : 'BAD'} ${invariant}: ${LEDGER_INVARIANTS[invariant]}`);
    for (const { subject, detail } of found) console.log(`    ${subject ?? 'ledger'}: ${detail}`);
  }
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  await database.close();
}
