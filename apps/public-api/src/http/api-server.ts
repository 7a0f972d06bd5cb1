import type { AddressInfo } from 'node:net';
import {
  Injectable,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type InjectionToken,
  type OnApplicationBootstrap,
  type Type,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, ModuleRef, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '@aisha/database';
import { limitConnections, Logger, serverTimeouts } from '@aisha/platform';
import { AccountController } from '../account/account.controller';
import { Account } from '../account/account';
import { Answers } from '../answers/answers';
import { PublicApiConfig } from '../config';
import { ApiKeys } from '../keys/api-keys';
import { RequestLimits } from '../limits/request-limits.store';
import { OrderViews } from '../orders/order-views';
import { Orders } from '../orders/orders';
import { OrdersController } from '../orders/orders.controller';
import { Results } from '../results/results';
import { ResultsController } from '../results/results.controller';
import { Webhooks } from '../webhooks/webhooks';
import { WebhooksController } from '../webhooks/webhooks.controller';
import { DescriptionController } from '../description/description.controller';
import { describe, Description } from '../description/description';
import { KeyGuard } from './key.guard';
import { ProblemFilter } from './problem.filter';

/** The largest body, in bytes: the longest text of an order has 10,000 characters of up to six bytes in JSON. */
const BODY_AT_MOST_BYTES = 128 * 1024;

/** What the controllers use of the app. */
const SERVICES: readonly InjectionToken[] = [
  Account,
  Answers,
  ApiKeys,
  Database,
  Logger,
  Orders,
  OrderViews,
  RequestLimits,
  Results,
  Webhooks,
];

/** The routes of the API, with the app's own services behind them. */
@Module({})
class ApiRoutes {
  static with(serviceOf: (type: InjectionToken) => unknown): DynamicModule {
    return {
      module: ApiRoutes,
      controllers: [AccountController, OrdersController, ResultsController, WebhooksController, DescriptionController],
      providers: [
        ...SERVICES.map((type) => ({ provide: type, useValue: serviceOf(type) })),
        Description,
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}

/**
 * The public server: it has a port of its own, apart from health and metrics. It is a second application of Nest in the same process,
 * whose only providers are the services of the first.
 */
@Injectable()
export class ApiServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private app: NestFastifyApplication | undefined;

  constructor(
    private readonly config: PublicApiConfig,
    private readonly services: ModuleRef,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const adapter = new FastifyAdapter({
      ...serverTimeouts(),
      bodyLimit: BODY_AT_MOST_BYTES,
      routerOptions: { ignoreTrailingSlash: true },
    });
    limitConnections(adapter.getInstance().server);
    const routes = ApiRoutes.with((type) => this.services.get(type as Type, { strict: false }));
    this.app = await NestFactory.create<NestFastifyApplication>(routes, adapter, {
      logger: false,
      abortOnError: false,
    });
    this.app.get(Description).document = describe(this.app);
    await this.app.listen(this.config.PUBLIC_API_PORT, this.config.LISTEN_HOST);
  }

  /** Stops listening once the requests under way are answered. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.app?.close();
  }

  /** The address at which the server listens. */
  get url(): string {
    const { address, port } = this.app!.getHttpServer().address() as AddressInfo;
    return `http://${address}:${port}`;
  }
}
