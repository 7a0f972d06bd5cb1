import { Module, type DynamicModule } from '@nestjs/common';
import { Database, type FreeWorkLimits, type Schema } from '@aisha/database';
import { Clock, Logger, type ConfigClass } from '@aisha/platform';
import { CallLedger } from '@aisha/providers';
import { ForgetCosts } from './forget-costs';
import { FreeWorkStore } from './free-work.store';
import { MeasureFreeWork } from './measure-free-work';
import { freeWorkLimits, type FreeWorkConfig } from './orders.config';
import type { Parts } from './parts';
import { ProviderCallStore } from './provider-call.store';

/** The costs of an app's providers, and the part of them that may be given away. */
export const costsOf = (
  { schema, database, clock, log }: Pick<Parts, 'schema' | 'database' | 'clock' | 'log'>,
  limits: FreeWorkLimits,
): Pick<Parts, 'calls' | 'freeWork'> => {
  const freeWork = new FreeWorkStore(database, schema, clock, limits);
  return { calls: new ProviderCallStore(database, schema, clock, log, freeWork), freeWork };
};

const COSTS = 'orders.costs';
type Costs = ReturnType<typeof costsOf>;

/** The costs as a global module of Nest: every class of an app is given the same stores. */
@Module({})
export class CostsModule {
  static forSchema<C extends FreeWorkConfig>(schema: Schema, configClass: ConfigClass<C>): DynamicModule {
    return {
      module: CostsModule,
      global: true,
      providers: [
        {
          provide: COSTS,
          inject: [Database, Clock, Logger, configClass],
          useFactory: (database: Database, clock: Clock, log: Logger, config: C): Costs =>
            costsOf({ schema, database, clock, log }, freeWorkLimits(config)),
        },
        {
          provide: MeasureFreeWork,
          inject: [Database, Clock, Logger, configClass],
          useFactory: (database: Database, clock: Clock, log: Logger, config: C) =>
            new MeasureFreeWork(database, freeWorkLimits(config), clock, log),
        },
        {
          provide: ForgetCosts,
          inject: [COSTS, Clock, Logger],
          useFactory: (costs: Costs, clock: Clock, log: Logger) => new ForgetCosts(costs, clock, log),
        },
        { provide: ProviderCallStore, inject: [COSTS], useFactory: ({ calls }: Costs) => calls },
        { provide: CallLedger, useExisting: ProviderCallStore },
        { provide: FreeWorkStore, inject: [COSTS], useFactory: ({ freeWork }: Costs) => freeWork },
      ],
      exports: [ProviderCallStore, CallLedger, FreeWorkStore],
    };
  }
}
