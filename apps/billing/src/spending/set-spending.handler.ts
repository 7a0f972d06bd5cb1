import type { SetSpending } from '@aisha/contracts/billing';
import { centiCredits, type CentiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { SpendingStore } from './spending.store';

/** Writes a person's own limit and reminder, and the time zone of their day. */
@Injectable()
export class SetSpendingHandler implements JobHandler<SetSpending> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly spending: SpendingStore,
  ) {}

  readonly handle = async (asked: SetSpending, context: JobContext): Promise<void> => {
    const { userId, timeZone, setsLimit, limit, setsReminder, remindBelow } = asked;
    await context.once(async (tx) => {
      await this.accounts.lock(tx, userId);
      await this.spending.set(tx, {
        userId,
        timeZone,
        ...(setsLimit && { limit: amountIn(limit) }),
        ...(setsReminder && { remindBelow: amountIn(remindBelow) }),
      });
    });
  };
}

const amountIn = (text: string | null): CentiCredits | null => (text === null ? null : centiCredits(text));
