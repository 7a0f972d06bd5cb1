import { billingInbox } from '@aisha/contracts/billing';
import { serveInbox } from '@aisha/messaging';
import { OpenAccountHandler } from './accounts/open-account.handler';
import { PlaceHoldHandler } from './holds/place-hold.handler';
import { SettleHoldHandler } from './holds/settle-hold.handler';
import { CreditPurchaseHandler } from './purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from './purchases/refund-purchase.handler';

/** Everything this process does. Each job is one short transaction; only the database can fail, and it comes back. */
export const jobs = serveInbox(
  billingInbox,
  { concurrency: 10 },
  {
    'open-account': { handler: OpenAccountHandler, attempts: 10, timeoutMs: 10_000 },
    // A person is watching, but we must not lose the order either.
    'place-hold': { handler: PlaceHoldHandler, attempts: 10, timeoutMs: 10_000 },
    'settle-hold': { handler: SettleHoldHandler, attempts: 10, timeoutMs: 10_000 },
    // Real money has been paid.
    'credit-purchase': { handler: CreditPurchaseHandler, attempts: 20, timeoutMs: 10_000 },
    'refund-purchase': { handler: RefundPurchaseHandler, attempts: 20, timeoutMs: 10_000 },
  },
);
