import type { CancelSubscription } from '@aisha/contracts/billing';
import { OperatorActs } from '@aisha/database';
import { Subscription } from '@aisha/database/billing';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { stopOf } from './announcement';

/**
 * Asks Telegram to take no further payment for a subscription when an operator orders it, unless the subscription has ended or is
 * cancelled. The person is told once Telegram has done it.
 */
@Injectable()
export class CancelSubscriptionHandler implements JobHandler<CancelSubscription> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (asked: CancelSubscription, context: JobContext): Promise<void> => {
    await context.once(async (tx) => {
      const { firstChargeId } = asked;
      const subscription = await tx.findOneBy(Subscription, { firstChargeId });
      const act = { act: 'cancel-subscription', subject: firstChargeId, unknown: 'unknown' } as const;
      await this.acts.recordAbout(tx, asked, act, subscription, async (found) => {
        if (found.state === 'ended' || found.state === 'cancelled') return { outcome: found.state };
        await this.outbox.add(tx, stopOf(found));
        return { outcome: 'done', details: { paidUntil: found.paidUntil.toISOString() } };
      });
    });
  };
}
