import { BacklogReader, DatabaseModule, ModelStateReader } from '@aisha/database';
import { PriceReader, ProviderBillReader } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { MessagingModule } from '@aisha/messaging';
import { PlatformModule } from '@aisha/platform';
import { CatalogueModule } from '@aisha/providers/catalogue';
import { Module } from '@nestjs/common';
import { AccountStore, WelcomeGift } from './accounts/account.store';
import { OpenAccountHandler } from './accounts/open-account.handler';
import { MeasureBacklog } from './backlog/measure-backlog';
import { KeepProviderBillHandler } from './bills/keep-provider-bill.handler';
import { MeasureBills } from './bills/measure-bills';
import { ProviderBillStore } from './bills/provider-bill.store';
import { BillingConfig } from './config';
import { CorrectionStore } from './corrections/correction.store';
import { GiveCreditsHandler } from './corrections/give-credits.handler';
import { GivingLimit } from './corrections/giving-limit';
import { HoldStore } from './holds/hold.store';
import { MeasureHolds } from './holds/measure-holds';
import { PlaceHoldHandler, HoldLimits } from './holds/place-hold.handler';
import { SettleForgottenHolds } from './holds/settle-forgotten-holds';
import { SettleHoldHandler } from './holds/settle-hold.handler';
import { Settlement } from './holds/settlement';
import { jobs } from './jobs';
import { CheckLedger } from './ledger/check-ledger';
import { LedgerCheckStore } from './ledger/ledger-check.store';
import { LedgerStore } from './ledger/ledger.store';
import { MeasureLogArchive } from './log-archive/measure-log-archive';
import { Floors } from './prices/floors';
import { QuoteCheck } from './prices/quote-check';
import { WatchPrices } from './prices/watch-prices';
import { CreditPurchaseHandler } from './purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from './return-ends/refund-purchase.handler';
import { PurchaseStore } from './purchases/purchase.store';
import { GainStore } from './gains/gain.store';
import { TakeBackGainsHandler } from './gains/take-back-gains.handler';
import { MakeGiftHandler, OpenGiftHandler } from './gifts/gift.handlers';
import { GiftStore } from './gifts/gift.store';
import { ReturnGifts } from './gifts/return-gifts';
import { EndPromoHandler, MakePromoHandler } from './promo/operate-promo.handlers';
import { PromoCodeStore } from './promo/promo-code.store';
import { PromoStore } from './promo/promo.store';
import { UsePromoHandler } from './promo/use-promo.handler';
import { KeepInvitationHandler } from './referrals/keep-invitation.handler';
import { ReferralStore } from './referrals/referral.store';
import { RewardInvitationHandler } from './referrals/reward-invitation.handler';
import { RewardPictureHandler } from './referrals/reward-picture.handler';
import { ChangeSellingHandler } from './selling/change-selling.handler';
import { SellingStore } from './selling/selling.store';
import { ChangePlanHandler } from './plans/change-plan.handler';
import { PlanStore } from './plans/plan.store';
import { SetSpendingHandler } from './spending/set-spending.handler';
import { SpendingStore } from './spending/spending.store';
import { CancelSubscriptionHandler } from './subscriptions/cancel-subscription.handler';
import { RefundByOperatorHandler } from './returns/refund-by-operator.handler';
import { ReturnPurchaseHandler } from './returns/return-purchase.handler';
import { ReturnEnd } from './return-ends/return-end';
import { ReturnStore } from './returns/return.store';
import { SettleReturnHandler } from './return-ends/settle-return.handler';
import { EndSubscriptions } from './subscriptions/end-subscriptions';
import { NoteSubscriptionHandler } from './subscriptions/note-subscription.handler';
import { SubscriptionStore } from './subscriptions/subscription.store';
import { MeasureTurnover } from './turnover/measure-turnover';

/** The wiring of billing. */
@Module({
  imports: [
    PlatformModule.forApp('billing', BillingConfig),
    CatalogueModule.forApp(BillingConfig),
    DatabaseModule.forSchema('billing', BillingConfig),
    MessagingModule.forApp({ schema: 'billing', config: BillingConfig, inbox: jobs, watchesAllInboxes: true }),
  ],
  providers: [
    PriceReader,
    ModelStateReader,
    Floors,
    WatchPrices,
    StarTransactionReader,
    LedgerStore,
    WelcomeGift,
    AccountStore,
    HoldStore,
    Settlement,
    ReturnStore,
    ReturnEnd,
    SubscriptionStore,
    NoteSubscriptionHandler,
    EndSubscriptions,
    PurchaseStore,
    ReturnPurchaseHandler,
    RefundByOperatorHandler,
    CancelSubscriptionHandler,
    SpendingStore,
    SetSpendingHandler,
    PlanStore,
    ChangePlanHandler,
    SettleReturnHandler,
    QuoteCheck,
    OpenAccountHandler,
    HoldLimits,
    PlaceHoldHandler,
    SettleHoldHandler,
    CreditPurchaseHandler,
    RefundPurchaseHandler,
    SettleForgottenHolds,
    MeasureHolds,
    BacklogReader,
    MeasureBacklog,
    MeasureLogArchive,
    LedgerCheckStore,
    CheckLedger,
    MeasureTurnover,
    ProviderBillReader,
    ProviderBillStore,
    MeasureBills,
    KeepProviderBillHandler,
    CorrectionStore,
    GivingLimit,
    SellingStore,
    GainStore,
    TakeBackGainsHandler,
    PromoStore,
    UsePromoHandler,
    PromoCodeStore,
    MakePromoHandler,
    EndPromoHandler,
    ReferralStore,
    KeepInvitationHandler,
    RewardInvitationHandler,
    RewardPictureHandler,
    GiftStore,
    MakeGiftHandler,
    OpenGiftHandler,
    ReturnGifts,
    ChangeSellingHandler,
    GiveCreditsHandler,
  ],
})
export class AppModule {}
