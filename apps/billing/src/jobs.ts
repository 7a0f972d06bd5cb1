import { billingInbox } from '@aisha/contracts/billing';
import { deadLetterJobs, ListPersonRowsHandler, serveInbox } from '@aisha/messaging';
import { ChangeSellingHandler } from './selling/change-selling.handler';
import { TakeBackGainsHandler } from './gains/take-back-gains.handler';
import { MakeGiftHandler, OpenGiftHandler } from './gifts/gift.handlers';
import { EndPromoHandler, MakePromoHandler } from './promo/operate-promo.handlers';
import { UsePromoHandler } from './promo/use-promo.handler';
import { KeepInvitationHandler } from './referrals/keep-invitation.handler';
import { RewardInvitationHandler } from './referrals/reward-invitation.handler';
import { RewardPictureHandler } from './referrals/reward-picture.handler';
import { KeepProviderBillHandler } from './bills/keep-provider-bill.handler';
import { OpenAccountHandler } from './accounts/open-account.handler';
import { GiveCreditsHandler } from './corrections/give-credits.handler';
import { PlaceHoldHandler } from './holds/place-hold.handler';
import { SettleHoldHandler } from './holds/settle-hold.handler';
import { CreditPurchaseHandler } from './purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from './return-ends/refund-purchase.handler';
import { NoteSubscriptionHandler } from './subscriptions/note-subscription.handler';
import { ChangePlanHandler } from './plans/change-plan.handler';
import { SetSpendingHandler } from './spending/set-spending.handler';
import { CancelSubscriptionHandler } from './subscriptions/cancel-subscription.handler';
import { RefundByOperatorHandler } from './returns/refund-by-operator.handler';
import { ReturnPurchaseHandler } from './returns/return-purchase.handler';
import { SettleCardReturnHandler } from './return-ends/settle-card-return.handler';
import { SettleReturnHandler } from './return-ends/settle-return.handler';
import { ForgetPersonHandler } from './people/forget-person.handler';

/**
 * The jobs of billing. Each job is one transaction, and nearly all are short. A job fails mostly because the database
 * is away, and a later attempt finds the database back.
 */
export const jobs = serveInbox(
  billingInbox,
  { concurrency: 10 },
  {
    'open-account': { handler: OpenAccountHandler, attempts: 10, timeoutMs: 10_000 },
    // With fewer attempts the waiting person would be told sooner, but ten attempts outlast a restart of the database, so that no order is
    // lost.
    'place-hold': { handler: PlaceHoldHandler, attempts: 10, timeoutMs: 10_000 },
    'settle-hold': { handler: SettleHoldHandler, attempts: 10, timeoutMs: 10_000 },
    // The person has paid real money, so this job has twice as many attempts as most others.
    'credit-purchase': { handler: CreditPurchaseHandler, attempts: 20, timeoutMs: 10_000 },
    // Adding up our own rows of a day may take seconds. A bill that fails is read again tomorrow.
    'keep-provider-bill': { handler: KeepProviderBillHandler, attempts: 10, timeoutMs: 60_000 },
    // This job has twice as many attempts as most others, because the cancel of a subscription may come while its first payment still waits
    // for Telegram's list.
    'note-subscription': { handler: NoteSubscriptionHandler, attempts: 20, timeoutMs: 10_000 },
    'change-selling': { handler: ChangeSellingHandler, attempts: 10, timeoutMs: 10_000 },
    'use-promo': { handler: UsePromoHandler, attempts: 10, timeoutMs: 10_000 },
    'make-promo': { handler: MakePromoHandler, attempts: 10, timeoutMs: 10_000 },
    'end-promo': { handler: EndPromoHandler, attempts: 10, timeoutMs: 10_000 },
    'keep-invitation': { handler: KeepInvitationHandler, attempts: 10, timeoutMs: 10_000 },
    'reward-invitation': { handler: RewardInvitationHandler, attempts: 20, timeoutMs: 10_000 },
    'reward-picture': { handler: RewardPictureHandler, attempts: 20, timeoutMs: 10_000 },
    'take-back-gains': { handler: TakeBackGainsHandler, attempts: 20, timeoutMs: 10_000 },
    'make-gift': { handler: MakeGiftHandler, attempts: 10, timeoutMs: 10_000 },
    'open-gift': { handler: OpenGiftHandler, attempts: 20, timeoutMs: 10_000 },
    'give-credits': { handler: GiveCreditsHandler, attempts: 10, timeoutMs: 10_000 },
    'refund-by-operator': { handler: RefundByOperatorHandler, attempts: 10, timeoutMs: 10_000 },
    'change-plan': { handler: ChangePlanHandler, attempts: 10, timeoutMs: 10_000 },
    'set-spending': { handler: SetSpendingHandler, attempts: 10, timeoutMs: 10_000 },
    'cancel-subscription': { handler: CancelSubscriptionHandler, attempts: 10, timeoutMs: 10_000 },
    'return-purchase': { handler: ReturnPurchaseHandler, attempts: 10, timeoutMs: 10_000 },
    'settle-card-return': { handler: SettleCardReturnHandler, attempts: 10, timeoutMs: 10_000 },
    'settle-return': { handler: SettleReturnHandler, attempts: 20, timeoutMs: 10_000 },
    'refund-purchase': { handler: RefundPurchaseHandler, attempts: 20, timeoutMs: 10_000 },
    'list-person': { handler: ListPersonRowsHandler, attempts: 5, timeoutMs: 30_000 },
    // An erasure must end, so this job has twice as many attempts as most others.
    'forget-person': { handler: ForgetPersonHandler, attempts: 20, timeoutMs: 30_000 },
    ...deadLetterJobs,
  },
);
