import { Counter, Gauge } from 'prom-client';
import type { CreditTransaction, LedgerCheck, LedgerInvariant } from '@aisha/database/billing';

/**
 * Credits moved, in credits, by type of transaction: among others bought (purchase), held, spent (capture), given back
 * (release) and given (welcome).
 */
const creditsMoved = new Counter<'type'>({
  name: 'aisha_credits_moved_total',
  help: 'Credits moved in the ledger, by type of transaction',
  labelNames: ['type'],
});

const TYPES = {
  welcome: 0,
  purchase: 0,
  subscription: 0,
  hold: 0,
  capture: 0,
  release: 0,
  'set-aside': 0,
  'set-back': 0,
  refund: 0,
  debt: 0,
  'debt-payment': 0,
  correction: 0,
  forfeit: 0,
  deduction: 0,
  promo: 0,
  referral: 0,
  'referral-picture': 0,
  'gain-back': 0,
  'gift-sent': 0,
  'gift-received': 0,
  'gift-back': 0,
} satisfies Record<CreditTransaction['type'], 0>;
for (const [type, none] of Object.entries(TYPES)) creditsMoved.inc({ type }, none); // so that the series exists before its first event

export const countCredits = (type: CreditTransaction['type'], centiCredits: bigint): void =>
  creditsMoved.inc({ type }, Number(centiCredits) / 100);

/** A value above 0 means that the money does not add up. */
export const ledgerViolations = new Gauge<'invariant'>({
  name: 'aisha_ledger_violations',
  help: 'Violations of each ledger invariant that are not mended',
  labelNames: ['invariant'],
});

export const showViolations = (invariant: LedgerInvariant, count: number): void =>
  ledgerViolations.set({ invariant }, count);

/** A value above 0 means that the last checks failed, so the shown violations are old. */
export const checkFailures = new Gauge({
  name: 'aisha_ledger_check_failures',
  help: 'Checks of the ledger that failed since the last that succeeded',
});

const seconds = (name: string, help: string): Gauge => new Gauge({ name, help });

export const succeededAt = seconds(
  'aisha_ledger_check_succeeded_timestamp_seconds',
  'When the ledger was last checked to the end, by any replica',
);

export const checkedUntil = seconds(
  'aisha_ledger_check_watermark_timestamp_seconds',
  'Everything written to the ledger until then has been checked',
);

/** A time two weeks ago or earlier means that the sweep no longer moves. It is 0 before the first sweep. */
export const sweptAt = seconds(
  'aisha_ledger_check_swept_timestamp_seconds',
  'The whole history of the ledger has been checked since then',
);

export function showProgress(progress: LedgerCheck): void {
  succeededAt.set(secondsOf(progress.succeededAt));
  checkedUntil.set(secondsOf(progress.checkedUntil));
  sweptAt.set(secondsOf(progress.sweptAt));
}

const secondsOf = (moment: Date | null): number => (moment?.getTime() ?? 0) / 1_000;
