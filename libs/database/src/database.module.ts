import { setTimeout as delay } from 'node:timers/promises';
import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import {
  Clock,
  every,
  Health,
  Logger,
  SystemClock,
  type ConfigClass,
  type DatabaseAppConfig,
  type Repeated,
} from '@aisha/platform';
import { OperatorActs } from './acts/operator-acts.store';
import { PersonRowsStore } from './people/person-rows.store';

import { Database } from './connection/database';
import { watchPool } from './pool.metrics';
import { refuseWrongLogin } from './login-check';
import { OlderSchema, refuseOlderSchema } from './schema-version';
import type { PersonSchema, Schema } from './connection/schemas';

/** How often an app looks whether its clock is in doubt, as after a sleep of its machine, and then asks Postgres for the time. */
const LOOK_EVERY_MS = 5_000;
/** How often an app asks Postgres for the time in any case: less than the 30 s for which a process leases an order. */
const TIME_EVERY_MS = 25_000;

/**
 * The database for one app, by the app's own login. It also corrects the app's clock by the time of Postgres, which all apps share
 * (decision 199).
 */
@Module({})
export class DatabaseModule
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  private following: Repeated | undefined;
  /** When the app last learnt the time, by the monotonic clock. */
  private learntAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Corrects the clock before the app takes any work. */
  onModuleInit(): Promise<void> {
    return this.followTime();
  }

  onApplicationBootstrap(): void {
    this.following = every(LOOK_EVERY_MS, 'clock.follow', this.log, () => this.followTime());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.following?.stop();
  }

  static forSchema<C extends DatabaseAppConfig>(schema: Schema, configClass: ConfigClass<C>): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: Database,
          inject: [configClass, Health],
          useFactory: async (config: C, health: Health) => {
            const database = await Database.connect({
              url: config.DATABASE_URL,
              role: schema,
              pool: config.DATABASE_POOL,
            });
            try {
              await refuseWrongLogin((sql, values) => database.read.query(sql, values), {
                login: schema,
                installation: config.INSTALLATION,
                schema,
              });
              await refuseOlderSchema(database);
            } catch (error) {
              await database.close();
              throw error;
            }
            watchPool(database);
            health.dependsOn('postgres', () => database.ping());
            health.dependsOn('schema', () => unlessSilent(refuseOlderSchema(database)), { required: true });
            return database;
          },
        },
        { provide: OperatorActs, useValue: new OperatorActs(schema) },
        {
          provide: PersonRowsStore,
          inject: [Database],
          useFactory: (database: Database) => new PersonRowsStore(database, schema as PersonSchema), // the desk has no rows of people, and asks for none
        },
      ],
      exports: [Database, OperatorActs, PersonRowsStore],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }

  private async followTime(): Promise<void> {
    if (!(this.clock instanceof SystemClock)) return; // a test sets this clock
    const dueAt = this.learntAt + TIME_EVERY_MS - LOOK_EVERY_MS / 2;
    if (!this.clock.isInDoubt && performance.now() < dueAt) return;
    const aheadMs = await this.clock.follow(() => this.database.time());
    this.learntAt = performance.now();
    if (aheadMs !== 0) this.log.warn('clock.corrected', { aheadMs });
  }
}

/** How long the health check waits for the schema: 2 s, less than a check may take. */
const SILENT_AFTER_MS = 2_000;

/** Lets a check of the schema pass while Postgres does not answer: the check `postgres` reports that. */
const unlessSilent = (check: Promise<void>): Promise<void> =>
  Promise.race([
    check.catch((error: unknown) => {
      if (error instanceof OlderSchema) throw error;
    }),
    delay(SILENT_AFTER_MS, undefined, { ref: false }),
  ]);
