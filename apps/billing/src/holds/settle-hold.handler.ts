import type { SettleHold } from '@aisha/contracts/billing';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { holdsInConflict } from './hold.metrics';
import { Settlement } from './settlement';

/**
 * Settles the hold of an order that has ended: charges for what was delivered and releases the rest, once. A second, different outcome
 * changes nothing and raises an alert.
 */
@Injectable()
export class SettleHoldHandler implements JobHandler<SettleHold> {
  readonly inOneTransaction = 'synced';
  constructor(
    private readonly settlement: Settlement,
    private readonly log: Logger,
  ) {}

  readonly handle = async (data: SettleHold, context: JobContext): Promise<void> => {
    const { orderId, delivered, charged, of, reason, operator } = data;
    const result = await context.once((tx) => this.settlement.settle(tx, data, { delivered, charged, of, reason }));
    if (result === 'settled') this.log.info('hold.settled', { orderId, delivered, charged, of, reason, operator });
    if (result === 'settled-differently') {
      holdsInConflict.inc();
      this.log.error('hold.settled-differently', { code: 'idempotency-conflict', orderId, delivered, of, reason });
    }
  };
}
