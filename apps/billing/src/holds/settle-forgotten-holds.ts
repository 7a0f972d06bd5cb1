import { Database } from '@aisha/database';
import { UnsettledHoldsReader, type Missing, type UnsettledHold } from '@aisha/database/billing';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { BillingConfig } from '../config';
import { holdsForgotten } from './hold.metrics';
import { Settlement } from './settlement';

/**
 * How long after the order's end a settlement counts as missing. Fifteen minutes, because a settlement that keeps failing becomes a dead
 * letter after about eight minutes.
 */
export const SETTLED_WITHIN_MS = 15 * 60_000;
/**
 * An order that its worker does not know counts as forgotten from this age on. The message that begins an order reaches its worker within
 * seconds, and later only during an outage, so two hours are enough.
 */
export const FORGOTTEN_AFTER_MS = 2 * 60 * 60_000;
/**
 * How many checks fit into the wait after billing's start: with the default wait, billing checks once a minute. A check that falls into the
 * wait does nothing.
 */
const CHECKS_MEANWHILE = 10;
/** How many holds one check settles at most. */
const AT_MOST = 100;

/**
 * Settles holds whose settlement is missing. The order's row in its worker's table decides: what the worker delivered is charged, and an
 * order under way keeps its hold however old it is (decision 15). If the worker does not know the order, its credits go back. An alert tells
 * an operator, because something broke.
 */
@Injectable()
export class SettleForgottenHolds extends Periodic {
  private readonly startedAt: Date;

  constructor(
    private readonly database: Database,
    private readonly settlement: Settlement,
    private readonly config: BillingConfig,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('hold.settle-forgotten', config.SETTLEMENTS_ARRIVE_MS / CHECKS_MEANWHILE, log);
    this.startedAt = clock.now();
  }

  /** Any number of replicas may run this, because a hold is settled once. */
  async run(): Promise<void> {
    const missing = this.missing();
    if (!missing) return;
    for (const hold of await new UnsettledHoldsReader(this.database).find(missing, AT_MOST)) {
      // A hold that cannot be settled is only logged, so that it does not block the others.
      await this.settleOne(hold, missing).catch((error: unknown) =>
        this.log.failed('hold.not-settled', error, { orderId: hold.orderId }),
      );
    }
  }

  /**
   * An order lacks its settlement when it ended before `endedBefore`, or when its worker does not know it and it is older than
   * `unknownBefore`. Null while messages that waited for billing's start may still be on their way.
   */
  private missing(): Missing | null {
    const now = this.clock.now().getTime();
    if (now - this.startedAt.getTime() < this.config.SETTLEMENTS_ARRIVE_MS) return null;
    return { endedBefore: new Date(now - SETTLED_WITHIN_MS), unknownBefore: new Date(now - FORGOTTEN_AFTER_MS) };
  }

  private async settleOne(found: UnsettledHold, missing: Missing): Promise<void> {
    const hold = await this.database.transaction(async (tx) => {
      const unsettled = await new UnsettledHoldsReader(Database.within(tx)).again(found, missing);
      if (!unsettled) return null; // settled since the first read, or its worker has begun it
      return (await this.settlement.settle(tx, unsettled, outcomeOf(unsettled))) === 'settled' ? unsettled : null;
    });
    if (!hold) return;
    const { orderId, kind, ended } = hold;
    holdsForgotten.inc({ order: ended ? 'ended' : 'unknown' });
    this.log.error('hold.forgotten', { code: 'hold-forgotten', orderId, kind, delivered: ended?.delivered ?? 0 });
  }
}

const outcomeOf = ({ ended, units }: UnsettledHold) =>
  ended ?? ({ delivered: 0, of: units, reason: 'hold-forgotten' } as const);
