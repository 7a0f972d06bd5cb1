import { OperatorActs } from '@aisha/database';
import { PriceReader } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { Outbox } from '@aisha/messaging';
import { Logger, SystemClock } from '@aisha/platform';
import type { PostgresHarness } from '@aisha/testing';
import { OpenAccountHandler } from '../src/accounts/open-account.handler';
import { BillingConfig } from '../src/config';
import { CorrectionStore } from '../src/corrections/correction.store';
import { GiveCreditsHandler } from '../src/corrections/give-credits.handler';
import { GivingLimit } from '../src/corrections/giving-limit';
import { GainStore } from '../src/gains/gain.store';
import { TakeBackGainsHandler } from '../src/gains/take-back-gains.handler';
import { MakeGiftHandler, OpenGiftHandler } from '../src/gifts/gift.handlers';
import { GiftStore } from '../src/gifts/gift.store';
import { HoldStore } from '../src/holds/hold.store';
import { HoldLimits, PlaceHoldHandler } from '../src/holds/place-hold.handler';
import { SettleHoldHandler } from '../src/holds/settle-hold.handler';
import { Settlement } from '../src/holds/settlement';
import { QuoteCheck } from '../src/prices/quote-check';
import { PromoStore } from '../src/promo/promo.store';
import { UsePromoHandler } from '../src/promo/use-promo.handler';
import { CreditPurchaseHandler } from '../src/purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from '../src/return-ends/refund-purchase.handler';
import { KeepInvitationHandler } from '../src/referrals/keep-invitation.handler';
import { ReferralStore } from '../src/referrals/referral.store';
import { RewardInvitationHandler } from '../src/referrals/reward-invitation.handler';
import { RewardPictureHandler } from '../src/referrals/reward-picture.handler';
import { RefundByOperatorHandler } from '../src/returns/refund-by-operator.handler';
import { ReturnEnd } from '../src/return-ends/return-end';
import { SettleCardReturnHandler } from '../src/return-ends/settle-card-return.handler';
import { SpendingStore } from '../src/spending/spending.store';
import { purchasing } from './purchasing';

interface Terms {
  /** What a new account gets, in whole credits. */
  readonly welcomeCredits: number;
  /** How many orders one person may have under way at once. */
  readonly openOrders: number;
}

/** The handlers through which credits move, wired as the app wires them. */
export const billingHandlers = (postgres: PostgresHarness, { welcomeCredits, openOrders }: Terms) => {
  const clock = new SystemClock();
  const log = Logger.silent();
  const config = { ...new BillingConfig(), MAX_OPEN_ORDERS: openOrders };
  const { ledger, accounts, returns, purchases } = purchasing(clock, welcomeCredits);
  const holds = new HoldStore(ledger, clock);
  const outbox = new Outbox('billing');
  const prices = new PriceReader(postgres.database);
  const stars = new StarTransactionReader(postgres.database);
  const gains = new GainStore(ledger);
  const gifts = new GiftStore(accounts, ledger);
  const referrals = new ReferralStore(accounts, gains);
  const acts = new OperatorActs('billing');
  const limits = new HoldLimits(config, log, new SpendingStore(clock), clock);
  const giving = new GivingLimit(config);
  return {
    prices,
    open: new OpenAccountHandler(accounts),
    place: new PlaceHoldHandler(new QuoteCheck(prices), accounts, holds, outbox, limits),
    settle: new SettleHoldHandler(new Settlement(accounts, holds, outbox), log),
    credit: new CreditPurchaseHandler(stars, accounts, purchases, outbox, log),
    refund: new RefundPurchaseHandler(stars, accounts, purchases, outbox, log),
    promo: new UsePromoHandler(accounts, new PromoStore(gains), outbox, clock, log),
    keep: new KeepInvitationHandler(referrals, clock, log),
    reward: new RewardInvitationHandler(referrals, outbox, clock, log),
    rewardPicture: new RewardPictureHandler(referrals, outbox, clock, log),
    takeBack: new TakeBackGainsHandler(accounts, gains, outbox, log),
    makeGift: new MakeGiftHandler(gifts, outbox, clock, log),
    openGift: new OpenGiftHandler(gifts, outbox, clock, log),
    operate: new RefundByOperatorHandler(acts, accounts, returns, giving, log),
    end: new SettleCardReturnHandler(acts, new ReturnEnd(accounts, returns, purchases, outbox), log),
    correct: new GiveCreditsHandler(acts, giving, new CorrectionStore(ledger), outbox, log),
  };
};
