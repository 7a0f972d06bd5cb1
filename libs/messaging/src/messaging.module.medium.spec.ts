import { describe, expect, it } from '@jest/globals';
import {
  Injectable,
  Module,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { message } from '@aisha/contracts';
import { billingInbox, type OpenAccount } from '@aisha/contracts/billing';
import { Database, DatabaseModule } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { DatabaseAppConfig, Health, newId, PlatformModule } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';
import { InboxServer } from './inbox-server';
import { serveInbox, type JobContext, type JobHandler } from './job-handler';
import { MessagingModule } from './messaging.module';
import { Outbox } from './outbox';
import { Sender } from './sender';

/** What the app provides, and its handlers may ask for. */
class Accounts {
  readonly opened: UserId[] = [];
}

@Injectable()
class OpenAccountHandler implements JobHandler<OpenAccount> {
  constructor(private readonly accounts: Accounts) {}

  readonly handle = async ({ userId }: OpenAccount, context: JobContext): Promise<void> => {
    await context.once(async () => void this.accounts.opened.push(userId));
  };
}

@Injectable()
class Nothing implements JobHandler<object> {
  readonly handle = async (): Promise<void> => {};
}

const seen: string[] = [];
class Seen implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler) {
    seen.push(`${context.getType()} ${context.getHandler().name}`);
    return next.handle();
  }
}

const limits = { attempts: 3, timeoutMs: 5_000 };
const nothing = { handler: Nothing, ...limits };
const jobs = serveInbox(
  billingInbox,
  { concurrency: 2 },
  {
    'open-account': { handler: OpenAccountHandler, ...limits },
    'place-hold': nothing,
    'settle-hold': nothing,
    'credit-purchase': nothing,
    'refund-purchase': nothing,
  },
);

const appOf = (config: Type<DatabaseAppConfig>, providers: unknown[]): Type => {
  class AppModule {}
  Module({
    imports: [
      PlatformModule.forApp('billing', config),
      DatabaseModule.forSchema('billing', config),
      MessagingModule.forApp({ schema: 'billing', config, inbox: jobs }),
    ],
    providers: providers as [],
  })(AppModule);
  return AppModule;
};

const start = async (providers: unknown[]) => {
  const postgres = await onPostgres('billing');
  process.env['DATABASE_URL'] = postgres.url;
  class Config extends DatabaseAppConfig {
    override LOG_LEVEL = 'silent' as const;
  }
  const app = await NestFactory.create(appOf(Config, providers), new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  afterThisTest(() => app.close());
  app.connectMicroservice({ strategy: app.get(InboxServer) }, { inheritAppConfig: true });
  await app.init();
  await app.startAllMicroservices();
  return { app, postgres };
};

describe('an app with an inbox', () => {
  it('builds its handlers from what it provides, and calls them through its interceptors', async () => {
    seen.length = 0;
    const { app } = await start([Accounts, { provide: APP_INTERCEPTOR, useClass: Seen }]);
    const userId = newId<UserId>();
    await app
      .get(Database)
      .transaction((tx) => app.get(Outbox).add(tx, message(billingInbox, 'open-account', { userId })));

    await eventually(() => expect(app.get(Accounts).opened).toEqual([userId]));
    expect(seen).toEqual(['rpc open-account']);
  });

  it('does not start when a handler asks for something the app does not provide', async () => {
    await expect(start([])).rejects.toThrow(/Accounts/);
  });

  it('says when its queue answers, and may send without a row', async () => {
    const { app } = await start([Accounts]);
    expect((await app.get(Health).all()).map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'postgres true',
      'queue true',
      'schema true',
    ]);
    const userId = newId<UserId>();
    await app.get(Sender).send(message(billingInbox, 'open-account', { userId }));

    await eventually(() => expect(app.get(Accounts).opened).toEqual([userId]));
  });

  it('publishes what its handlers sent before it ends', async () => {
    const { app, postgres } = await start([Accounts]);
    const open = message(billingInbox, 'open-account', { userId: newId<UserId>() });
    await app.get(Database).transaction((tx) => app.get(Outbox).add(tx, open));
    await app.close();

    expect(await postgres.admin.query('SELECT FROM billing.outbox WHERE published_at IS NULL')).toEqual([]);
  });
});
