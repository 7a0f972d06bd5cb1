import { Health, PlatformModule } from '@aisha/platform';
import { Module } from '@nestjs/common';
import { ChatPageServer } from './chat-page.server';
import { SandboxConfig } from './config';
import { PageController } from './page.controller';
import { SandboxController } from './sandbox.controller';
import { SameAddress } from './same-address';
import { Fakes } from './fakes';

@Module({
  imports: [PlatformModule.forApp('sandbox', SandboxConfig)],
  controllers: [PageController, SandboxController],
  providers: [
    {
      provide: Fakes,
      inject: [SandboxConfig, Health],
      useFactory: async (config: SandboxConfig, health: Health) => Fakes.start(config, health),
    },
    SameAddress,
    ChatPageServer,
  ],
})
export class AppModule {}
