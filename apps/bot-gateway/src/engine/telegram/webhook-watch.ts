import { every, type Logger, type Repeated } from '@aisha/platform';
import type { WebhookInfo } from 'telegraf/types';
import type { TelegramApi } from './telegram-api';
import { webhookIsOurs, webhookLastError, webhookPending } from './update.metrics';

/** How often Telegram is asked. A minute is enough, because Telegram keeps updates for a day, and asking costs one call. */
const WATCH_EVERY_MS = 60_000;

/**
 * Matches Telegram's last error when we refused its call. Telegram then calls us with a secret that is not ours, because another
 * installation has set the webhook to the same address.
 */
const REFUSED_BY_US = /\b403\b/;

interface Parts {
  readonly api: TelegramApi;
  readonly log: Logger;
  /** The address that Telegram is to call. */
  readonly url: string;
  /** Sets the webhook again. */
  readonly set: () => Promise<void>;
  readonly everyMs?: number;
}

/**
 * Asks Telegram where it sends updates and whether they arrive, and sets the webhook again when it is not ours. A webhook that was deleted
 * or replaced leaves the bot without updates, and without an error.
 */
export class WebhookWatch {
  private readonly repeated: Repeated;
  /** The Unix time of the last delivery error that this class has logged. */
  private toldErrorAt = 0;

  constructor(private readonly parts: Parts) {
    this.repeated = every(parts.everyMs ?? WATCH_EVERY_MS, 'webhook.watch', parts.log, () => this.look());
  }

  stop(): Promise<void> {
    return this.repeated.stop();
  }

  private async look(): Promise<void> {
    const { api, log, url, set } = this.parts;
    const info = await api.call<WebhookInfo>('getWebhookInfo');
    const isOurs = info.url === url;
    const errorAt = info.last_error_date ?? 0;
    webhookIsOurs.set(isOurs ? 1 : 0);
    webhookPending.set(info.pending_update_count);
    webhookLastError.set(errorAt);
    const isNewError = errorAt > this.toldErrorAt;
    this.toldErrorAt = Math.max(this.toldErrorAt, errorAt);
    if (isNewError) {
      const { pending_update_count: pending, last_error_message: reason } = info;
      log.error('webhook.failing', { pending, reason });
    }
    // The log does not show the other address, because it may contain another installation's secret.
    if (!isOurs) log.warn('webhook.not-ours', { isDeleted: info.url === '' });
    if (!isOurs || (isNewError && REFUSED_BY_US.test(info.last_error_message ?? ''))) await set();
  }
}
