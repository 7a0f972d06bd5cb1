import type { SettleReturn } from '@aisha/contracts/billing';
import { AppError } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { ReturnEnd } from './return-end';

/**
 * Ends a return by Telegram's answer. When the Stars are back, the credits that were set aside are taken, unless Telegram's list has
 * reported the refund before and they are taken already (RefundPurchaseHandler). When Telegram refuses, the credits can be spent again. The
 * person is told in both cases.
 */
@Injectable()
export class SettleReturnHandler implements JobHandler<SettleReturn> {
  constructor(
    private readonly ends: ReturnEnd,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ returnId, isReturned, problem }: SettleReturn, context: JobContext): Promise<void> => {
    const outcome = await context.once(async (tx) => {
      const ended = await this.ends.end(tx, returnId, isReturned ? null : (problem ?? 'no reason'));
      if (!ended) throw new AppError('payment-unknown', { facts: { returnId } });
      return ended;
    });
    if (outcome === 'refused') this.log.error('return.refused', { code: 'idempotency-conflict', returnId, problem });
    else if (outcome) this.log.info('return.settled', { returnId, outcome });
  };
}
