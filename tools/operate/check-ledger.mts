/** Does the money add up? Prints what does not, and exits 1 if anything. Reads only. `DATABASE_URL=… npm run check-ledger`. */
import { Database } from '@aisha/database';
import { LEDGER_INVARIANTS, LEDGER_INVARIANT_NAMES, LedgerInvariantsReader } from '@aisha/database/billing';

const url = process.env['DATABASE_URL'];
if (!url) {
  console.error('DATABASE_URL: must be set');
  process.exit(1);
}

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
