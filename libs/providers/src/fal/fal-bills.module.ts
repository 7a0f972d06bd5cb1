import { Module, type DynamicModule } from '@nestjs/common';
import { Health, type ConfigClass } from '@aisha/platform';
import { ProviderBills } from '../ports';
import { FalBills } from './fal-bills';

type Config = ConstructorParameters<typeof FalBills>[0];

/** FAL's bills, for the one app that reads them. While they cannot be read the app's health has a note: no order needs them. */
@Module({})
export class FalBillsModule {
  static forApp<C extends Config>(config: ConfigClass<C>): DynamicModule {
    return {
      module: FalBillsModule,
      providers: [
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
      exports: [ProviderBills],
    };
  }
}
