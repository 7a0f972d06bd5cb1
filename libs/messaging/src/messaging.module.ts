import {
  Module,
  Optional,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Database, type Schema } from '@aisha/database';
import type { Login } from '@aisha/domain';
import { Health, Logger, type AppConfig, type ConfigClass } from '@aisha/platform';
import { DeadLetters } from './dead-letters';
import { ForgetOldJobs } from './forget-old-jobs';
import { ForgetWords } from './forget-words';
import { inboxController } from './inbox-controller';
import { InboxHandlers } from './inbox-handlers';
import { InboxServer } from './inbox-server';
import type { ServedInbox } from './job-handler';
import { Outbox } from './outbox';
import { OutboxRelay } from './outbox-relay';
import { QueueBackend, type QueueConfig } from './queue-backend';
import { QueueSender } from './queue-sender';
import { Sender } from './sender';
import { MESSAGING_TIMEOUTS, type MessagingTimeouts } from './timeouts';

interface AppMessaging<C extends QueueConfig & Pick<AppConfig, 'STOP_GRACE_MS'>> {
  readonly schema: Schema;
  readonly config: ConfigClass<C>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an inbox of any jobs; serveInbox checked them
  readonly inbox: ServedInbox<any>;
  /**
   * True for one app that always runs: it reports the queues of all apps (decision 28), and has their server forget
   * jobs that are gone.
   */
  readonly watchesAllInboxes?: boolean;
  readonly timeouts?: Partial<MessagingTimeouts>;
}

/** Opens the queue. `login` is given for an app that connects to no other database: an address with another login is refused. */
const queueBackend = <C extends QueueConfig>(config: ConfigClass<C>, login?: Login) => ({
  provide: QueueBackend,
  inject: [config, Health, Logger],
  useFactory: async (values: C, health: Health, log: Logger) => {
    const queues = await QueueBackend.open(values, log, login);
    health.dependsOn('queue', () => queues.ping());
    return queues;
  },
});

/** How an app sends and receives messages. */
@Module({})
export class MessagingModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly queues: QueueBackend,
    @Optional() private readonly relay?: OutboxRelay,
  ) {}

  /** Serves an app with an inbox and tables: builds its handlers from the providers of the importing module. */
  static forApp<C extends QueueConfig & Pick<AppConfig, 'STOP_GRACE_MS'>>({
    schema,
    config,
    inbox,
    ...options
  }: AppMessaging<C>): DynamicModule {
    const { watchesAllInboxes = false } = options;
    const timeouts = { ...MESSAGING_TIMEOUTS, ...options.timeouts };
    return {
      module: MessagingModule,
      global: true,
      controllers: [inboxController(inbox)],
      providers: [
        queueBackend(config),
        {
          provide: OutboxRelay,
          inject: [Database, QueueBackend, Logger],
          useFactory: (database: Database, queues: QueueBackend, log: Logger) =>
            new OutboxRelay(database, schema, queues, log, timeouts),
        },
        { provide: Outbox, inject: [OutboxRelay], useFactory: (relay: OutboxRelay) => new Outbox(schema, relay) },
        {
          provide: DeadLetters,
          inject: [Database, Outbox],
          useFactory: (database: Database, outbox: Outbox) => new DeadLetters(database, inbox.inbox.receiver, outbox),
        },
        { provide: Sender, inject: [QueueBackend], useFactory: (queues: QueueBackend) => new QueueSender(queues) },
        {
          provide: ForgetWords,
          inject: [Database, Logger],
          useFactory: (database: Database, log: Logger) => new ForgetWords(database, schema, log),
        },
        ...(watchesAllInboxes
          ? [
              {
                provide: ForgetOldJobs,
                inject: [QueueBackend, Logger],
                useFactory: (queues: QueueBackend, log: Logger) => new ForgetOldJobs(queues, log),
              },
            ]
          : []),
        {
          provide: InboxHandlers,
          inject: [ModulesContainer],
          useFactory: (modules: ModulesContainer) => new InboxHandlers(inbox, modules, MessagingModule),
        },
        {
          provide: InboxServer,
          inject: [config, Database, QueueBackend, OutboxRelay, InboxHandlers, Logger],
          useFactory: (
            { STOP_GRACE_MS: stopGraceMs }: C,
            database: Database,
            queues: QueueBackend,
            relay: OutboxRelay,
            handlers: InboxHandlers,
            log: Logger,
          ) =>
            new InboxServer({
              served: inbox,
              schema,
              database,
              queues,
              relay,
              handlers,
              log,
              watchesAllInboxes,
              timeouts: { ...MESSAGING_TIMEOUTS, stopGraceMs, ...options.timeouts },
            }),
        },
      ],
      exports: [DeadLetters, Outbox, Sender, InboxServer],
    };
  }

  /** Serves an app without tables, which sends messages but receives none. */
  static forSender<C extends QueueConfig>({
    config,
    login,
  }: {
    readonly config: ConfigClass<C>;
    readonly login: Login;
  }): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        queueBackend(config, login),
        { provide: Sender, inject: [QueueBackend], useFactory: (queues: QueueBackend) => new QueueSender(queues) },
      ],
      exports: [Sender],
    };
  }

  onApplicationBootstrap(): void {
    this.relay?.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queues.close();
  }
}
