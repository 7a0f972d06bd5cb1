import type { DecideUndelivered } from '@aisha/contracts/bot-gateway';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { DeliveryStore, type UndeliveredResult } from './delivery.store';

/** Sends a result that Telegram took in no form once more, or drops it, as an operator says: once per act, with its audit row. */
@Injectable()
export class DecideUndeliveredHandler implements JobHandler<DecideUndelivered> {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly acts: OperatorActs,
  ) {}

  readonly handle = async (asked: DecideUndelivered, context: JobContext): Promise<void> => {
    const { deliveryId: subject, decision } = asked;
    await context.once(async (tx) => {
      const result = await this.deliveries.toDecide(tx, subject);
      const userId: UserId | null = result?.userId ?? null;
      const act = { act: `${decision}-undelivered`, subject, userId } as const;
      return this.acts.record(tx, asked, act, () => this.decide(tx, asked, result));
    });
  };

  private async decide(
    tx: Transaction,
    { deliveryId, decision }: DecideUndelivered,
    result: UndeliveredResult | undefined,
  ): Promise<ActOutcome> {
    if (!result) return { outcome: 'decided-before' };
    await this.deliveries.decide(tx, deliveryId, decision);
    return { outcome: 'done', details: { kind: result.kind, code: result.reason } };
  }
}
