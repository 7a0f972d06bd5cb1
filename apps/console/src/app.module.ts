import { DatabaseModule } from '@aisha/database';
import { MessagingModule } from '@aisha/messaging';
import { PlatformModule } from '@aisha/platform';
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ConsoleConfig } from './config';
import { DeskGuard } from './door/desk.guard';
import { DeskServer } from './door/desk.server';
import { jobs } from './jobs';
import { ApiDescription, ApiDescriptionController } from './page/api-description';
import { PageController } from './page/page.controller';
import { ForgetOldSessions } from './sign-in/forget-old-sessions';
import { OpenDeskLinkHandler } from './sign-in/open-desk-link.handler';
import { Operators } from './sign-in/operators';
import { SessionStore } from './sign-in/session.store';
import { SignInController } from './sign-in/sign-in.controller';

/** The wiring of the desk. */
@Module({
  imports: [
    PlatformModule.forApp('console', ConsoleConfig),
    DatabaseModule.forSchema('console', ConsoleConfig),
    MessagingModule.forApp({ schema: 'console', config: ConsoleConfig, inbox: jobs }),
  ],
  controllers: [PageController, ApiDescriptionController, SignInController],
  providers: [
    { provide: APP_GUARD, useClass: DeskGuard },
    DeskServer,
    ApiDescription,
    Operators,
    SessionStore,
    OpenDeskLinkHandler,
    ForgetOldSessions,
  ],
})
export class AppModule {}
