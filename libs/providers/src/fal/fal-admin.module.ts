import { Module, type DynamicModule } from '@nestjs/common';
import { Health, type ConfigClass } from '@aisha/platform';
import { ProviderBills, RemoteRecords } from '../ports';
import { FalBills } from './fal-bills';
import { FalRecords } from './fal-records';

type Config = ConstructorParameters<typeof FalBills>[0];

/**
 * What the key of admin scope is for, in the one app that has it: FAL's bills, and its records of requests. While bills cannot be read, the
 * app's health only has a note, because no order needs the bills.
 */
@Module({})
export class FalAdminModule {
  static forApp<C extends Config>(config: ConfigClass<C>): DynamicModule {
    return {
      module: FalAdminModule,
      providers: [
        { provide: RemoteRecords, inject: [config], useFactory: (given: C) => new FalRecords(given) },
        {
          provide: ProviderBills,
          inject: [config, Health],
          useFactory: (given: C, health: Health): ProviderBills => {
            const bills = new FalBills(given);
            if (bills.isOn) health.dependsOn('fal-bills', async () => bills.trouble);
            return bills;
          },
        },
      ],
      exports: [ProviderBills, RemoteRecords],
    };
  }
}
