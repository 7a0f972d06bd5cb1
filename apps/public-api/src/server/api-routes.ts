import { type DynamicModule, type InjectionToken, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Database } from '@aisha/database';
import { Clock, Logger } from '@aisha/platform';
import { Account } from '../account/account';
import { AccountController } from '../account/account.controller';
import { Answers } from '../answers/answers';
import { Description } from '../description/description';
import { DescriptionController } from '../description/description.controller';
import { ApiKeys } from '../keys/api-keys';
import { RequestLimits } from '../limits/request-limits.store';
import { Files } from '../files/files';
import { FilesController } from '../files/files.controller';
import { OrderViews } from '../orders/order-views';
import { Orders } from '../orders/orders';
import { OrdersController } from '../orders/orders.controller';
import { Results } from '../results/results';
import { ResultsController } from '../results/results.controller';
import { Webhooks } from '../webhooks/webhooks';
import { WebhooksController } from '../webhooks/webhooks.controller';
import { KeyGuard } from '../keys/key.guard';
import { ProblemFilter } from '../http/problem.filter';

/** The services of the app that the controllers use. */
const SERVICES: readonly InjectionToken[] = [
  Account,
  Answers,
  ApiKeys,
  Clock,
  Database,
  Files,
  Logger,
  Orders,
  OrderViews,
  RequestLimits,
  Results,
  Webhooks,
];

/** The controllers of the API, with the app’s services. */
@Module({})
export class ApiRoutes {
  static with(serviceOf: (type: InjectionToken) => unknown): DynamicModule {
    return {
      module: ApiRoutes,
      controllers: [
        AccountController,
        FilesController,
        OrdersController,
        ResultsController,
        WebhooksController,
        DescriptionController,
      ],
      providers: [
        ...SERVICES.map((type) => ({ provide: type, useValue: serviceOf(type) })),
        Description,
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
