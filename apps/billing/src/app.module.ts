import { Database, DatabaseModule } from '@aisha/database';
import { PriceReader } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { credits } from '@aisha/domain';
import { freeUnitsADay } from '@aisha/kinds';
import { MessagingModule, Outbox } from '@aisha/messaging';
import { Logger, PlatformModule } from '@aisha/platform';
import { Module } from '@nestjs/common';
import { AccountStore } from './accounts/account.store';
import { OpenAccountHandler } from './accounts/open-account.handler';
import { BillingConfig } from './config';
import { HoldStore } from './holds/hold.store';
import { MeasureHolds } from './holds/measure-holds';
import { PlaceHoldHandler } from './holds/place-hold.handler';
import { SettleForgottenHolds } from './holds/settle-forgotten-holds';
import { SettleHoldHandler } from './holds/settle-hold.handler';
import { Settlement } from './holds/settlement';
import { jobs } from './jobs';
import { CheckLedger } from './ledger/check-ledger';
import { LedgerCheckStore } from './ledger/ledger-check.store';
import { LedgerStore } from './ledger/ledger.store';
import { QuoteCheck } from './prices/quote-check';
import { CreditPurchaseHandler } from './purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from './purchases/refund-purchase.handler';
import { PurchaseStore } from './purchases/purchase.store';

/** The wiring of billing. */
@Module({
  imports: [
    PlatformModule.forApp('billing', BillingConfig),
    DatabaseModule.forSchema('billing', BillingConfig),
    MessagingModule.forApp({ schema: 'billing', config: BillingConfig, inbox: jobs, watchesAllInboxes: true }),
  ],
  providers: [
    PriceReader,
    StarTransactionReader,
    LedgerStore,
    {
      provide: AccountStore,
      inject: [LedgerStore, BillingConfig],
      useFactory: (ledger: LedgerStore, config: BillingConfig) =>
        new AccountStore(ledger, credits(config.WELCOME_CREDITS)),
    },
    HoldStore,
    Settlement,
    PurchaseStore,
    QuoteCheck,
    OpenAccountHandler,
    {
      provide: PlaceHoldHandler,
      inject: [QuoteCheck, AccountStore, HoldStore, Outbox, BillingConfig, Logger],
      useFactory: (
        quotes: QuoteCheck,
        accounts: AccountStore,
        holds: HoldStore,
        outbox: Outbox,
        config: BillingConfig,
        log: Logger,
      ) =>
        new PlaceHoldHandler(quotes, accounts, holds, outbox, {
          maxOpenOrders: config.MAX_OPEN_ORDERS,
          freeUnitsADay: freeUnitsADay(config.FREE_SECONDS_OF_SPEECH_A_DAY),
          log,
        }),
    },
    SettleHoldHandler,
    CreditPurchaseHandler,
    RefundPurchaseHandler,
    SettleForgottenHolds,
    MeasureHolds,
    LedgerCheckStore,
    {
      provide: CheckLedger,
      inject: [Database, LedgerCheckStore, Logger],
      useFactory: (database: Database, checks: LedgerCheckStore, log: Logger) => new CheckLedger(database, checks, log),
    },
  ],
})
export class AppModule {}
