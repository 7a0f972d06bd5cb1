import type { NoteSubscription } from '@aisha/contracts/billing';
import { AppError } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { announcementOf } from './announcement';
import { SubscriptionStore } from './subscription.store';

const NEWS = { active: 'resumed', cancelled: 'cancelled', failed: 'failed' } as const;

/** Records that the next payment of a subscription comes, does not come, or has failed; tells the person once per change. */
@Injectable()
export class NoteSubscriptionHandler implements JobHandler<NoteSubscription> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly subscriptions: SubscriptionStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  /**
   * Telegram's report may come before billing knows the first payment, which first waits until Telegram's list confirms it. In that case
   * this message is tried again.
   */
  readonly handle = async (told: NoteSubscription, context: JobContext): Promise<void> => {
    const changed = await context.once(async (tx) => {
      await this.accounts.lock(tx, told.userId);
      const subscription = await this.subscriptions.note(tx, told);
      if (subscription === null) throw new AppError('order-unknown', { facts: { planId: told.planId } });
      if (subscription)
        await this.outbox.add(
          tx,
          announcementOf(subscription, subscription.isReplaced ? 'replaced' : NEWS[told.state]),
        );
      return subscription;
    });
    if (changed) this.log.info('subscription.changed', { planId: changed.planId, state: changed.state });
  };
}
