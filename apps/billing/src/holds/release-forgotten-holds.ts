import { Database } from '@aisha/database';
import { ForgottenHoldsReader, type ForgottenHold } from '@aisha/database/billing';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { holdsForgotten } from './hold.metrics';
import { Settlement } from './settlement';

/** Two hours: longer than a message about an order may take, including repeated settlements. */
export const FORGOTTEN_AFTER_MS = 2 * 60 * 60_000;
/** A day: no credits are held longer, even if a worker still has the order. Long queues take hours. */
const AT_LATEST_MS = 24 * 60 * 60_000;
const CHECK_EVERY_MS = 60_000;
/** Bounds the work of one check. */
const AT_MOST = 100;

/** Releases holds that no worker settled. The person gets a receipt and an operator gets an alarm, because something broke. */
@Injectable()
export class ReleaseForgottenHolds extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly holds: ForgottenHoldsReader,
    private readonly settlement: Settlement,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('hold.release-forgotten', CHECK_EVERY_MS, log);
  }

  /** Any number of replicas may run it: it reads each hold again after locking the account of its owner. */
  async run(): Promise<void> {
    const now = this.clock.now().getTime();
    const forgotten = await this.holds.find({
      before: new Date(now - FORGOTTEN_AFTER_MS),
      atLatest: new Date(now - AT_LATEST_MS),
      limit: AT_MOST,
    });
    for (const hold of forgotten) {
      // A hold that cannot be released must not block the others.
      await this.releaseOne(hold).catch((error: unknown) =>
        this.log.failed('hold.not-released', error, { orderId: hold.orderId }),
      );
    }
  }

  private async releaseOne(hold: ForgottenHold): Promise<void> {
    const outcome = { delivered: 0, of: hold.units, reason: 'hold-forgotten' } as const;
    const result = await this.database.transaction((tx) => this.settlement.settle(tx, hold, outcome));
    if (result !== 'settled') return; // since the read it was settled, or another replica released it
    holdsForgotten.inc();
    this.log.error('hold.forgotten', { code: 'hold-forgotten', orderId: hold.orderId, kind: hold.kind });
  }
}
