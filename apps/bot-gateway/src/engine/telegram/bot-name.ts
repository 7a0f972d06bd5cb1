import { Injectable } from '@nestjs/common';
import { TelegramApi } from './telegram-api';

/** The bot's own name, for links to it. Telegram tells it, and it does not change while the process runs. */
@Injectable()
export class BotName {
  private known: string | undefined;

  constructor(private readonly api: TelegramApi) {}

  async get(): Promise<string> {
    return (this.known ??= (await this.api.call<{ readonly username: string }>('getMe')).username);
  }
}
