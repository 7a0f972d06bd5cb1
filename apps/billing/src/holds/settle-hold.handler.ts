import type { SettleHold } from '@aisha/contracts/billing';
import { OperatorActs, type Transaction } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { holdsInConflict } from './hold.metrics';
import { Settlement, type SettlementResult } from './settlement';

/**
 * Settles the hold of an order that has ended, once: charges for what was delivered, or for what the worker names as charged, and releases
 * the rest. A second, different outcome changes nothing and raises an alert.
 */
@Injectable()
export class SettleHoldHandler implements JobHandler<SettleHold> {
  readonly inOneTransaction = 'synced';
  private readonly acts = new OperatorActs('billing');

  constructor(
    private readonly settlement: Settlement,
    private readonly log: Logger,
  ) {}

  readonly handle = async (data: SettleHold, context: JobContext): Promise<void> => {
    const { orderId, delivered, of, charged, reason, operator } = data;
    const result = await context.once((tx) => (data.by ? this.settleByOperator(tx, data) : this.settle(tx, data)));
    if (result === 'settled') this.log.info('hold.settled', { orderId, delivered, charged, of, reason, operator });
    if (result === 'settled-differently') {
      holdsInConflict.inc();
      this.log.error('hold.settled-differently', { code: 'idempotency-conflict', orderId, delivered, of, reason });
    }
  };
  private settle(tx: Transaction, data: SettleHold): Promise<SettlementResult> {
    const { delivered, charged, of, reason } = data;
    return this.settlement.settle(tx, data, { delivered, charged, of, reason });
  }

  /** Settles the hold of an order that its worker never had, because an operator cancels the order. Billing then writes the audit row. */
  private async settleByOperator(tx: Transaction, data: SettleHold): Promise<SettlementResult> {
    const { userId, orderId, kind } = data;
    const act = { act: 'cancel-order', userId, subject: orderId } as const;
    const done = await this.acts.record(tx, data.by!, act, async () => {
      const result = await this.settle(tx, data);
      return { result, outcome: result === 'settled' ? 'done' : 'unchanged', details: { kind } };
    });
    return done?.result ?? 'settled-before';
  }
}
