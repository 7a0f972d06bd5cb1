import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Health, type ConfigClass, type DatabaseAppConfig } from '@aisha/platform';
import { Database } from './database';
import { watchPool } from './pool.metrics';
import { refuseWrongLogin } from './login-check';
import { OlderSchema, refuseOlderSchema } from './schema-version';
import type { Schema } from './schemas';

/** The database for one app, by the app's own login. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

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
      ],
      exports: [Database],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

/** How long the health check waits for the schema: 2 s, less than a check may take. */
const SILENT_AFTER_MS = 2_000;

/** A Postgres that does not answer says nothing about its schema: the check `postgres` reports that. */
const unlessSilent = (check: Promise<void>): Promise<void> =>
  Promise.race([
    check.catch((error: unknown) => {
      if (error instanceof OlderSchema) throw error;
    }),
    delay(SILENT_AFTER_MS, undefined, { ref: false }),
  ]);
