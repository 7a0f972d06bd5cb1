import { Outbox } from '@aisha/messaging';
import type { Clock } from '@aisha/platform';
import { AccountStore, WelcomeGift } from '../src/accounts/account.store';
import { BillingConfig } from '../src/config';
import { LedgerStore } from '../src/ledger/ledger.store';
import { PurchaseStore } from '../src/purchases/purchase.store';
import { ReturnStore } from '../src/returns/return.store';
import { SubscriptionStore } from '../src/subscriptions/subscription.store';

/** The stores that a payment passes through, wired as the app wires them. A new account gets `welcomeCredits` credits. */
export const purchasing = (clock: Clock, welcomeCredits = 0) => {
  const ledger = new LedgerStore();
  const gift = new WelcomeGift({ ...new BillingConfig(), WELCOME_CREDITS: welcomeCredits }, clock);
  const accounts = new AccountStore(ledger, gift);
  const returns = new ReturnStore(ledger, new Outbox('billing'), clock);
  const subscriptions = new SubscriptionStore(clock);
  const purchases = new PurchaseStore(ledger, returns, subscriptions);
  return { ledger, accounts, returns, subscriptions, purchases };
};
