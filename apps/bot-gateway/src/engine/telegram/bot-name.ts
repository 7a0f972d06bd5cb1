import { Injectable } from '@nestjs/common';
import { TelegramApi } from './telegram-api';

/** The bot's own name, for links to it. Telegram is asked for the name once, because it does not change while the process runs. */
@Injectable()
export class BotName {
  private known: string | undefined;

  constructor(private readonly api: TelegramApi) {}

  async get(): Promise<string> {
    return (this.known ??= (await this.api.call<{ readonly username: string }>('getMe')).username);
  }
}

/** A link that opens the bot with `/start <parameter>`. */
export const startLink = (bot: string, parameter: string): string => `https://t.me/${bot}?start=${parameter}`;

/** A button that lets a person choose a chat and send the link there. Telegram puts the words below the link. */
export const shareButton = (text: string, link: string, words: string) => ({
  text,
  url: `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(words)}`,
});
