import { Injectable } from '@nestjs/common';
import type { ServerTimes } from '@aisha/platform';
import { EngineConfig } from '../settings/engine.config';

/** Whether and where Telegram calls the bot with updates. */
@Injectable()
export class WebhookOptions {
  /** Whether Telegram calls the bot; false when the bot polls. */
  readonly isOn: boolean;
  /** The public address for Telegram's calls, with a path of its own. */
  readonly url: string;
  readonly secret: string;
  readonly host: string;
  readonly port: number;
  readonly times?: ServerTimes;
  /** The pause between two questions to Telegram whether the webhook is still ours, in milliseconds; by default a minute. */
  readonly watchEveryMs?: number;

  constructor(config: EngineConfig) {
    this.isOn = config.TELEGRAM_MODE === 'webhook';
    this.url = config.TELEGRAM_WEBHOOK_URL ?? '';
    this.secret = config.TELEGRAM_WEBHOOK_SECRET ?? '';
    this.host = config.LISTEN_HOST;
    this.port = config.BOT_PORT;
  }
}
