import { Database } from '@aisha/database';
import { CreditHold } from '@aisha/database/billing';
import { Clock, every, Logger, type Repeated } from '@aisha/platform';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { holdsForgotten } from './hold.metrics';
import { Settlement } from './settlement';

/** Two hours: longer than any order may take, its deadlines and repeated settlements included. */
export const FORGOTTEN_AFTER_MS = 2 * 60 * 60_000;
const LOOK_EVERY_MS = 60_000;
/** So that a backlog is worked off in bites. */
const AT_MOST = 100;

/** A hold nobody settled: the person gets the credits back with a receipt, and an operator gets an alarm, for something broke. */
@Injectable()
export class ReleaseForgottenHolds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;

  constructor(
    private readonly database: Database,
    private readonly settlement: Settlement,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(LOOK_EVERY_MS, 'hold.release-forgotten', this.log, () => this.release());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
  }

  /** Any number of replicas may run it: each hold is looked at again once its owner's account is locked. */
  async release(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - FORGOTTEN_AFTER_MS);
    const forgotten = await this.database.read.find(CreditHold, {
      where: { status: 'open', createdAt: LessThan(before) },
      order: { createdAt: 'ASC' },
      take: AT_MOST,
    });
    for (const hold of forgotten) await this.releaseOne(hold);
  }

  private async releaseOne(hold: CreditHold): Promise<void> {
    const ending = { delivered: 0, of: hold.units, reason: 'hold-forgotten' } as const;
    const outcome = await this.database.transaction((tx) => this.settlement.settle(tx, hold, ending));
    if (outcome !== 'settled') return; // settled, or released by another replica, since it was read
    holdsForgotten.inc();
    this.log.error('hold.forgotten', { code: 'hold-forgotten', orderId: hold.orderId, kind: hold.kind });
  }
}
