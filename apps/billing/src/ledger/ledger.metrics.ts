import { Counter, Gauge } from 'prom-client';
import type { CreditTransaction, LedgerInvariant } from '@aisha/database/billing';

/** Credits moved, by what for: topped up (purchase), held, spent (capture), given back (release), given (welcome). In credits. */
const creditsMoved = new Counter<'type'>({
  name: 'aisha_credits_moved_total',
  help: 'Credits moved in the ledger, by type of transaction',
  labelNames: ['type'],
});

export const countCredits = (type: CreditTransaction['type'], centiCredits: bigint): void =>
  creditsMoved.inc({ type }, Number(centiCredits) / 100);

/** Above 0: the money does not add up. Alarm. */
const violations = new Gauge<'invariant'>({
  name: 'aisha_ledger_violations',
  help: 'Violations of each ledger invariant found by the last check',
  labelNames: ['invariant'],
});

export const showViolations = (invariant: LedgerInvariant, count: number): void => violations.set({ invariant }, count);
