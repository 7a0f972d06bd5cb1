import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Accounts, type ChangedSubscription } from '../../engine/people/accounts';

/** Billing keeps the accounts: it opens one for each new person, credits what Telegram confirms, and counts the subscriptions. */
@Injectable()
export class BillingAccounts extends Accounts {
  constructor(private readonly outbox: Outbox) {
    super();
  }

  open(tx: Transaction, account: { readonly userId: UserId; readonly isReturning?: true }): Promise<void> {
    return this.outbox.add(tx, message(billingInbox, 'open-account', account));
  }

  move(tx: Transaction, kind: 'payment' | 'refund', telegramPaymentChargeId: string): Promise<void> {
    const job = kind === 'payment' ? 'credit-purchase' : 'refund-purchase';
    return this.outbox.add(tx, message(billingInbox, job, { telegramPaymentChargeId }));
  }

  changeSubscription(tx: Transaction, changed: ChangedSubscription): Promise<void> {
    return this.outbox.add(tx, message(billingInbox, 'note-subscription', changed));
  }
}
