import { Injectable } from '@nestjs/common';
import type { ServerTimes } from '@aisha/platform';
import { EngineConfig } from '../settings/engine.config';

/** How Telegram brings updates, if it does. */
@Injectable()
export class WebhookOptions {
  /** False: the bot polls. */
  readonly isOn: boolean;
  /** The public address, with a path of its own. */
  readonly url: string;
  readonly secret: string;
  readonly host: string;
  readonly port: number;
  readonly times?: ServerTimes;
  /**
   * The pause between two checks with Telegram whether the webhook is still ours, in milliseconds; a minute unless
   * given.
   */
  readonly watchEveryMs?: number;

  constructor(config: EngineConfig) {
    this.isOn = config.TELEGRAM_MODE === 'webhook';
    this.url = config.TELEGRAM_WEBHOOK_URL ?? '';
    this.secret = config.TELEGRAM_WEBHOOK_SECRET ?? '';
    this.host = config.LISTEN_HOST;
    this.port = config.BOT_PORT;
  }
}
