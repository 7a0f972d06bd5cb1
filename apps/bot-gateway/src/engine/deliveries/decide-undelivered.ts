import type { DecideUndelivered } from '@aisha/contracts/bot-gateway';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { DeliveryStore, type UndeliveredResult } from './delivery.store';

/** Sends an undelivered result once more, or drops it, as an operator decides. Each act counts once and has its audit row. */
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
      const act = { act: `${decision}-undelivered`, subject, unknown: 'decided-before' } as const;
      return this.acts.recordAbout(tx, asked, act, result, (found) => this.decide(tx, asked, found));
    });
  };

  private async decide(
    tx: Transaction,
    { deliveryId, decision }: DecideUndelivered,
    result: UndeliveredResult,
  ): Promise<ActOutcome> {
    await this.deliveries.decide(tx, deliveryId, decision);
    return { outcome: 'done', details: { kind: result.kind, code: result.reason } };
  }
}
