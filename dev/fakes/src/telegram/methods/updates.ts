import { conflict } from '../wire/api-error';
import type { Parameters } from '../wire/parameters';
import type { TelegramState } from '../state/telegram-state';
import { Described, type Method } from './method';

const DEFAULT_CONNECTIONS = 40;
const MOST_CONNECTIONS = 100;

/** Methods with which the bot gets updates, by asking or by a webhook. */
export const updateMethods = (telegram: TelegramState): Record<string, Method> => ({
  getUpdates: async (parameters, { signal }) => {
    if (telegram.webhook.current) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    telegram.updates.want(parameters.json('allowed_updates', "can't parse allowed_updates JSON object"));
    return telegram.polling.poll({
      offset: parameters.integer('offset') ?? 0,
      limit: parameters.integer('limit') ?? 0,
      timeoutSeconds: parameters.integer('timeout') ?? 0,
      signal,
    });
  },
  setWebhook: (parameters) => {
    const url = parameters.string('url');
    if (url === '') return removeWebhook(telegram, parameters);
    const connections = parameters.integer('max_connections') ?? DEFAULT_CONNECTIONS;
    const address = parameters.string('ip_address');
    const description = telegram.webhook.set({
      url,
      secret_token: parameters.string('secret_token'),
      max_connections: Math.max(1, Math.min(connections, MOST_CONNECTIONS)),
      ...(address ? { ip_address: address } : {}),
      has_custom_certificate: parameters.file('certificate') !== undefined,
    });
    telegram.updates.want(parameters.json('allowed_updates', "can't parse allowed_updates JSON object"));
    if (parameters.boolean('drop_pending_updates')) telegram.updates.dropAll();
    telegram.polling.interrupt('terminated by setWebhook request');
    return new Described(true, description);
  },
  deleteWebhook: (parameters) => removeWebhook(telegram, parameters),
  getWebhookInfo: () => telegram.webhook.info(),
});

const removeWebhook = (telegram: TelegramState, parameters: Parameters): Described => {
  if (parameters.boolean('drop_pending_updates')) telegram.updates.dropAll();
  return new Described(true, telegram.webhook.remove());
};
