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
import { message, RECEIVERS } from '@aisha/contracts';
import { billingInbox, type OpenAccount } from '@aisha/contracts/billing';
import { Database, DatabaseModule } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { DatabaseAppConfig, Health, newId, PlatformModule } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, type PostgresHarness } from '@aisha/testing';
import { InboxServer } from './inbox-server';
import { serveInbox, type JobContext, type JobHandler } from './job-handler';
import { MessagingModule } from './messaging.module';
import { jobsTotal, queueDepth } from './metrics';
import { Outbox } from './outbox';
import { QueueBackend } from './queue-backend';
import { Sender } from './sender';

/** A provider of the app that its handlers may ask for. */
class Accounts {
  readonly opened: UserId[] = [];
  readonly messages: string[] = [];
}

@Injectable()
class OpenAccountHandler implements JobHandler<OpenAccount> {
  constructor(private readonly accounts: Accounts) {}

  readonly handle = async ({ userId }: OpenAccount, context: JobContext): Promise<void> => {
    this.accounts.messages.push(context.messageId);
    await context.once(async () => void this.accounts.opened.push(userId));
  };
}

@Injectable()
class Nothing implements JobHandler<object> {
  static built = 0;
  constructor() {
    Nothing.built += 1;
  }
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
    ...(Object.fromEntries(Object.keys(billingInbox.jobs).map((job) => [job, nothing])) as Record<
      keyof typeof billingInbox.jobs,
      typeof nothing
    >),
    'open-account': { handler: OpenAccountHandler, ...limits },
    'place-hold': nothing,
    'settle-hold': nothing,
    'credit-purchase': nothing,
    'refund-purchase': nothing,
    'keep-provider-bill': nothing,
    'give-credits': nothing,
    'change-selling': nothing,
    'use-promo': nothing,
    'make-promo': nothing,
    'end-promo': nothing,
    'keep-invitation': nothing,
    'reward-invitation': nothing,
    'reward-picture': nothing,
    'take-back-gains': nothing,
    'make-gift': nothing,
    'open-gift': nothing,
  },
);

interface Options {
  readonly watchesAllInboxes?: boolean;
  /** Runs before the app starts. */
  readonly before?: (postgres: PostgresHarness) => Promise<unknown>;
}

const appOf = (
  config: Type<DatabaseAppConfig>,
  providers: unknown[],
  features: Type[],
  options: Pick<Options, 'watchesAllInboxes'>,
): Type => {
  class AppModule {}
  Module({
    imports: [
      PlatformModule.forApp('billing', config),
      DatabaseModule.forSchema('billing', config),
      MessagingModule.forApp({ schema: 'billing', config, inbox: jobs, ...options }),
      ...features,
    ],
    providers: providers as [],
  })(AppModule);
  return AppModule;
};

const start = async (providers: unknown[], features: Type[] = [], { before, ...options }: Options = {}) => {
  const postgres = await onPostgres('billing');
  await before?.(postgres);
  process.env['DATABASE_URL'] = postgres.url;
  class Config extends DatabaseAppConfig {
    override LOG_LEVEL = 'silent' as const;
  }
  const app = await NestFactory.create(appOf(Config, providers, features, options), new FastifyAdapter(), {
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
  it('an app with an inbox builds its handlers from what it provides, and calls them through its interceptors', async () => {
    seen.length = 0;
    const { app } = await start([Accounts, { provide: APP_INTERCEPTOR, useClass: Seen }]);
    const userId = newId<UserId>();
    await app
      .get(Database)
      .transaction((tx) => app.get(Outbox).add(tx, message(billingInbox, 'open-account', { userId })));

    await eventually(() => expect(app.get(Accounts).opened).toEqual([userId]));
    expect(seen).toEqual(['rpc open-account']);
  });

  it('an app with an inbox uses the handler that a module of the app provides, with the parts that only the module knows', async () => {
    class Feature {}
    Module({ providers: [Accounts, OpenAccountHandler] })(Feature);
    const { app } = await start([], [Feature]);
    const userId = newId<UserId>();
    await app.get(Sender).send(message(billingInbox, 'open-account', { userId }));

    await eventually(() => expect(app.get(Accounts, { strict: false }).opened).toEqual([userId]));
  });

  it.each([
    ['its own queue', false, ['billing']],
    ['the queues of all, where it is to watch them,', true, RECEIVERS],
  ])(
    'an app with an inbox measures %s from its start, and shows its jobs before their first run',
    async (_what, watchesAllInboxes, queues) => {
      queueDepth.reset();
      jobsTotal.reset();
      await start([Accounts], [], { watchesAllInboxes });
      const measured = async () =>
        (await queueDepth.get()).values.flatMap(({ labels }) => (labels.state === 'waiting' ? [labels.queue] : []));

      await eventually(async () => expect(await measured()).toContain(queues.at(-1))); // the queues are measured one after another
      expect(await measured()).toEqual(queues);
      expect((await jobsTotal.get()).values).toContainEqual({
        labels: { job: 'settle-hold', outcome: 'dead' },
        value: 0,
      });
    },
  );

  it('an app with an inbox publishes from its start the messages that the last process left behind, and builds each handler once', async () => {
    Nothing.built = 0;
    const userId = newId<UserId>();
    const { app } = await start([Accounts], [], {
      before: ({ database }) =>
        database.transaction(async (tx) => {
          await new Outbox('billing').add(tx, message(billingInbox, 'open-account', { userId }));
          await tx.query(`UPDATE billing.outbox SET created_at = now() - interval '1 minute'`);
        }),
    });

    await eventually(() => expect(app.get(Accounts).opened).toEqual([userId]));
    expect(Nothing.built).toBe(1);
  });

  it('an app with an inbox does not start when a handler asks for something the app does not provide', async () => {
    await expect(start([])).rejects.toThrow(/Accounts/);
  });

  it('an app with an inbox reports that its queue answers, and may send a message without a row in its outbox', async () => {
    const { app } = await start([Accounts]);
    expect((await app.get(Health).all()).map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'postgres true',
      'queue true',
      'schema true',
    ]);
    const userId = newId<UserId>();
    await app.get(Sender).send(message(billingInbox, 'open-account', { userId }));

    await eventually(() => expect(app.get(Accounts).opened).toEqual([userId]));
    expect(app.get(Accounts).messages).toEqual([expect.stringMatching(/^sent-[0-9a-f-]{36}$/)]);
  });

  it('an app with an inbox publishes the messages of its outbox before it ends, and then closes its connection to the queue', async () => {
    const { app, postgres } = await start([Accounts]);
    const [queues, health] = [app.get(QueueBackend), app.get(Health)];
    const open = message(billingInbox, 'open-account', { userId: newId<UserId>() });
    await app.get(Database).transaction((tx) => app.get(Outbox).add(tx, open));
    await app.close();

    expect(await postgres.admin.query('SELECT FROM billing.outbox WHERE published_at IS NULL')).toEqual([]);
    await expect(queues.ping()).rejects.toThrow();
    expect(await health.all()).toContainEqual(expect.objectContaining({ name: 'queue', ok: false }));
  });
});
