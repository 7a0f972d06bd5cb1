import { Database, type Transaction } from '@aisha/database';
import {
  isOfPart,
  LEDGER_INVARIANT_NAMES,
  LEDGER_PARTS,
  LedgerCheckReader,
  LedgerInvariantsReader,
  VIOLATIONS_AT_MOST,
  type Violation,
} from '@aisha/database/billing';
import { Logger, Periodic } from '@aisha/platform';
import { Injectable, Optional } from '@nestjs/common';
import { checkFailures, showProgress, showViolations } from './ledger.metrics';
import { LedgerCheckStore, type BegunCheck, type CheckProgress } from './ledger-check.store';

interface LedgerCheckLimits {
  readonly everyMs: number;
  /**
   * How long one statement of the check may run. The check reads more than our other statements, so it may take longer, but it still has a
   * limit.
   */
  readonly statementMs: number;
  /** After this much time the check begins no further slice of history. */
  readonly sweepForMs: number;
  /** How many rows a slice has: reading them takes a second with a cold cache. */
  readonly sliceRows: number;
}

/** With these limits the sweep covers ten million orders in about five hours, at five seconds of work in every five minutes. */
export const LEDGER_CHECK_LIMITS: LedgerCheckLimits = {
  everyMs: 5 * 60_000,
  statementMs: 60_000,
  sweepForMs: 5_000,
  sliceRows: 10_000,
};

/**
 * Checks whether the money adds up. Every check covers new rows, known violations and the next slices of history; the
 * sweep over all of history begins again whenever it ends. A violation raises an alert. The check never repairs
 * anything.
 */
@Injectable()
export class CheckLedger extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly checks: LedgerCheckStore,
    log: Logger,
    @Optional() private readonly limits: LedgerCheckLimits = LEDGER_CHECK_LIMITS,
  ) {
    super('ledger.check', limits.everyMs, log);
  }

  /**
   * One replica at a time checks; every replica reports the findings of the last check. A check that fails changes only the count of failed
   * checks.
   */
  async run(): Promise<void> {
    try {
      const fresh = await this.database.transaction((tx) => this.checkWithin(tx));
      for (const violation of fresh) this.log.error('ledger.violated', { ...violation });
      await this.show();
      checkFailures.set(0);
    } catch (error) {
      checkFailures.inc();
      throw error;
    }
  }

  private async checkWithin(tx: Transaction): Promise<Violation[]> {
    const begun = await this.checks.begin(tx);
    if (!begun) return [];
    await tx.query(`SET LOCAL statement_timeout = ${this.limits.statementMs}`);
    await tx.query('SET LOCAL max_parallel_workers_per_gather = 0'); // no person waits for this: one core is enough
    const ledger = new LedgerInvariantsReader(Database.within(tx));
    const found = [
      ...(await ledger.unsettled()),
      ...(await stillWrong(ledger, await new LedgerCheckReader(Database.within(tx)).violations())),
    ];
    for (const part of LEDGER_PARTS) found.push(...(await ledger.violationsOf(part, { since: begun.since })));
    const progress = await this.sweep(ledger, begun, found);
    await this.checks.succeed(tx, progress);
    this.log.info('ledger.checked', { since: begun.since.toISOString(), sweptAt: progress.sweptAt?.toISOString() });
    return this.checks.replace(tx, found);
  }

  /**
   * Continues the sweep of history where the last check stopped, until the time is used up, the sweep is complete, or the list of
   * violations is full.
   */
  private async sweep(ledger: LedgerInvariantsReader, begun: BegunCheck, found: Violation[]): Promise<CheckProgress> {
    const { now, sweepBeganAt, sweptAt } = begun;
    const startedAt = performance.now();
    let { part, afterKey } = begun;
    while (found.length < VIOLATIONS_AT_MOST) {
      const upTo = await ledger.keyAfter(part, afterKey, this.limits.sliceRows);
      found.push(...(await ledger.violationsOf(part, { after: afterKey, upTo })));
      if (found.length >= VIOLATIONS_AT_MOST) break; // this slice may have more violations
      afterKey = upTo;
      if (upTo === null) {
        const next = LEDGER_PARTS[LEDGER_PARTS.indexOf(part) + 1];
        if (!next)
          return { checkedUntil: now, part: LEDGER_PARTS[0], afterKey, sweepBeganAt: now, sweptAt: sweepBeganAt };
        part = next;
      }
      if (performance.now() - startedAt >= this.limits.sweepForMs) break;
    }
    return { checkedUntil: now, part, afterKey, sweepBeganAt, sweptAt };
  }

  private async show(): Promise<void> {
    const reader = new LedgerCheckReader(this.database);
    const violations = await reader.violations();
    for (const name of LEDGER_INVARIANT_NAMES) {
      showViolations(name, violations.filter(({ invariant }) => invariant === name).length);
    }
    const progress = await reader.progress();
    if (progress) showProgress(progress);
  }
}

/** The known violations that still exist. */
async function stillWrong(ledger: LedgerInvariantsReader, known: readonly Violation[]): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const part of LEDGER_PARTS) {
    const keys = known.filter(({ invariant }) => isOfPart(invariant, part)).map(({ subject }) => subject);
    if (keys.length > 0) found.push(...(await ledger.violationsOf(part, { keys })));
  }
  return found;
}
