import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Health, type ConfigClass, type DatabaseAppConfig } from '@aisha/platform';
import { Database } from './database';
import type { Schema } from './schemas';

/** The database for one app: connects as the role of its schema. */
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
            health.dependsOn('postgres', () => database.ping());
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
