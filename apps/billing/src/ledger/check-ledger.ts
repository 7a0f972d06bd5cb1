import { LEDGER_INVARIANT_NAMES, LedgerInvariantsReader, type Violation } from '@aisha/database/billing';
import { every, Logger, type Repeated } from '@aisha/platform';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { showViolations } from './ledger.metrics';

const CHECK_EVERY_MS = 60 * 60_000;

/** Once at the start and then hourly: does the money add up? What does not is an alarm, never mended silently. */
@Injectable()
export class CheckLedger implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;

  constructor(
    private readonly invariants: LedgerInvariantsReader,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(CHECK_EVERY_MS, 'ledger.check', this.log, async () => void (await this.check()));
    this.repeated.poke();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
  }

  async check(): Promise<Violation[]> {
    const violations = await this.invariants.violations();
    for (const invariant of LEDGER_INVARIANT_NAMES) {
      showViolations(invariant, violations.filter((violation) => violation.invariant === invariant).length);
    }
    for (const violation of violations) this.log.error('ledger.violated', { ...violation });
    if (violations.length === 0) this.log.info('ledger.checked');
    return violations;
  }
}
