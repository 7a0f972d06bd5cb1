import { Health, PlatformModule } from '@aisha/platform';
import { Module } from '@nestjs/common';
import { ChatPageServer } from './chat-page.server';
import { SandboxConfig } from './config';
import { PageController } from './page.controller';
import { PlayedTime } from './fakes/played-time';
import { SandboxController } from './fakes/sandbox.controller';
import { SameAddress } from './fakes/same-address';
import { Fakes } from './fakes/fakes';
import { InsideController } from './inside/inside.controller';
import { PersonsMoney } from './inside/money';
import { Orders } from './inside/orders';
import { ProductRows } from './inside/product-rows';
import { ProviderRequests } from './inside/provider-requests';
import { Queues } from './inside/queues';
import { Launcher } from './launcher/launcher';

@Module({
  imports: [PlatformModule.forApp('sandbox', SandboxConfig)],
  controllers: [PageController, SandboxController, InsideController],
  providers: [
    {
      provide: Fakes,
      inject: [SandboxConfig, Health],
      useFactory: async (config: SandboxConfig, health: Health) => Fakes.start(config, health),
    },
    SameAddress,
    Launcher,
    PlayedTime,
    ProductRows,
    Queues,
    Orders,
    PersonsMoney,
    ProviderRequests,
    ChatPageServer,
  ],
})
export class AppModule {}
