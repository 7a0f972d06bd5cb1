import { BacklogReader, DatabaseModule, ModelStateReader } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { PlatformModule } from '@aisha/platform';
import { CatalogueModule } from '@aisha/providers/catalogue';
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ActSender } from './acts/act.sender';
import { SentActStore } from './acts/sent-act.store';
import { AuditController } from './audit/audit.controller';
import { AuditReader } from './audit/audit.reader';
import { BroadcastActsController } from './broadcasts/broadcast-acts.controller';
import { BroadcastsController } from './broadcasts/broadcasts.controller';
import { ConsoleConfig } from './config';
import { DaysReader } from './daily-figures/days.reader';
import { MeasureDays } from './daily-figures/measure-days';
import { ModelDaysReader } from './daily-figures/model-days.reader';
import { jobs } from './jobs';
import { LetterActsController } from './letters/letter-acts.controller';
import { LettersController } from './letters/letters.controller';
import { ModelEnds } from './models/model-ends';
import { ModelsController } from './models/models.controller';
import { OrderActsController } from './orders/order-acts.controller';
import { OrderStoryReader } from './orders/order-story.reader';
import { OrdersController } from './orders/orders.controller';
import { OrdersReader } from './orders/orders.reader';
import { ApiDescription, ApiDescriptionController } from './page/api-description';
import { PageController } from './page/page.controller';
import { PaymentsController } from './payments/payments.controller';
import { PaymentsReader } from './payments/payments.reader';
import { PeopleController } from './people/people.controller';
import { PeopleReader } from './people/people.reader';
import { PersonActsController } from './people/person-acts.controller';
import { PromoController } from './promo/promo.controller';
import { PromoReader } from './promo/promo.reader';
import { QueueActsController } from './queues/queue-acts.controller';
import { QueuesController } from './queues/queues.controller';
import { ReportsController } from './reports/reports.controller';
import { RetentionController } from './retention/retention.controller';
import { PlansController } from './selling/plans.controller';
import { SellingActsController } from './selling/selling-acts.controller';
import { SellingController } from './selling/selling.controller';
import { DeskSellingReader } from './selling/selling.reader';
import { DeskGuard } from './server/desk.guard';
import { DeskServer } from './server/desk.server';
import { ForgetOldSessions } from './sign-in/forget-old-sessions';
import { OpenDeskLinkHandler } from './sign-in/open-desk-link.handler';
import { Operators } from './sign-in/operators';
import { SessionStore } from './sign-in/session.store';
import { SignInController } from './sign-in/sign-in.controller';
import { SupportController } from './support/support.controller';
import { TodayController } from './today/today.controller';
import { TroublesReader } from './today/troubles.reader';

/** The wiring of the desk. */
@Module({
  imports: [
    PlatformModule.forApp('console', ConsoleConfig),
    CatalogueModule.forApp(ConsoleConfig),
    DatabaseModule.forSchema('console', ConsoleConfig),
    MessagingModule.forApp({ schema: 'console', config: ConsoleConfig, inbox: jobs }),
  ],
  controllers: [
    PageController,
    ApiDescriptionController,
    SignInController,
    TodayController,
    PeopleController,
    PersonActsController,
    OrdersController,
    OrderActsController,
    PaymentsController,
    SellingController,
    SellingActsController,
    PlansController,
    PromoController,
    BroadcastsController,
    BroadcastActsController,
    SupportController,
    ReportsController,
    RetentionController,
    ModelsController,
    LettersController,
    LetterActsController,
    QueuesController,
    QueueActsController,
    AuditController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: DeskGuard },
    DeskServer,
    ApiDescription,
    Operators,
    SessionStore,
    OpenDeskLinkHandler,
    ForgetOldSessions,
    BacklogReader,
    DeskSellingReader,
    PromoReader,
    ModelStateReader,
    ActSender,
    SentActStore,
    AuditReader,
    DaysReader,
    ModelDaysReader,
    ModelEnds,
    TroublesReader,
    MeasureDays,
    PeopleReader,
    OrdersReader,
    OrderStoryReader,
    PaymentsReader,
  ],
})
export class AppModule {}
