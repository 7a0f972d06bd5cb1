import { Injectable } from '@nestjs/common';
import type { OpenAccount } from '@aisha/contracts/billing';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { AccountStore } from './account.store';

/**
 * Opens the account of a new person and gives the welcome credits, once. A person who got them before and then had
 * everything deleted gets none again, and nothing else for nothing on the first day.
 */
@Injectable()
export class OpenAccountHandler implements JobHandler<OpenAccount> {
  constructor(private readonly accounts: AccountStore) {}

  readonly handle = async ({ userId, isReturning = false }: OpenAccount, context: JobContext): Promise<void> => {
    await context.once(
      async (tx) =>
        void (await (isReturning ? this.accounts.beginAnew(tx, userId) : this.accounts.welcome(tx, userId))),
    );
  };
}
