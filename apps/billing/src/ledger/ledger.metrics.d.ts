import { Gauge } from 'prom-client';
import type { CreditTransaction, LedgerCheck, LedgerInvariant } from '@aisha/database/billing';
export declare const countCredits: (type: CreditTransaction['type'], centiCredits: bigint) => void;
/** Above 0: the money does not add up. Alarm. */
export declare const ledgerViolations: Gauge<'invariant'>;
export declare const showViolations: (invariant: LedgerInvariant, count: number) => void;
/** Above 0: the last checks failed, so the violations shown are old. Alarm. */
export declare const checkFailures: Gauge<string>;
/** Alarm when two weeks old. 0 before the first. */
export declare const sweptAt: Gauge<string>;
export declare function showProgress(progress: LedgerCheck): void;
//# sourceMappingURL=ledger.metrics.d.ts.map
