import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '@aisha/platform';
import { Registry } from '../conversation/registry';
import { BotProfile, setBotProfile } from './bot-profile';
import { setCommandMenu } from './command-menu';
import { TelegramApi } from './telegram-api';

/** Tells Telegram the bot's profile and commands. If that fails, the bot still works, and the next start tries again. */
@Injectable()
export class Introduction implements OnApplicationBootstrap {
  constructor(
    private readonly api: TelegramApi,
    private readonly registry: Registry,
    private readonly profile: BotProfile,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    setBotProfile(this.api, this.profile).catch((error: unknown) => this.log.failed('profile.not-set', error));
    setCommandMenu(this.api, this.registry).catch((error: unknown) => this.log.failed('commands.not-listed', error));
  }
}
