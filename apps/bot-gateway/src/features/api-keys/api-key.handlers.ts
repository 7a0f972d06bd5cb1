import { createHash, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { MakeApiKey, TellPausedWebhook, TellRefusedApiKey } from '@aisha/contracts/bot-gateway';
import { publicApiInbox } from '@aisha/contracts/public-api';
import type { Transaction } from '@aisha/database';
import { PersonReader } from '@aisha/database/bot';
import { type AppError, newApiKey } from '@aisha/domain';
import { type JobContext, type JobHandler, Outbox } from '@aisha/messaging';
import { apiKeysTexts } from '@aisha/words';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { TelegramApi } from '../../engine/telegram/telegram-api';
import { openApiKeys } from '../../callbacks/api-keys.callbacks';

/**
 * Makes a key, sends it to the person and stores its digest. The key goes from memory straight to Telegram, because a delivery would keep it
 * in a row for two days. The digest is stored after the key was sent, so a crash in between leaves a message with a key that opens nothing;
 * the next run sends another key.
 */
@Injectable()
export class MakeApiKeyHandler implements JobHandler<MakeApiKey> {
  constructor(
    private readonly readers: Readers,
    private readonly api: TelegramApi,
    private readonly outbox: Outbox,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async ({ keyId, userId, name, scopes }: MakeApiKey, context: JobContext): Promise<void> => {
    const person = await this.readers.of(PersonReader).findById(userId);
    if (!person) return;
    const key = newApiKey(randomInt);
    await this.api.call('sendMessage', {
      chat_id: person.telegramId,
      text: String(apiKeysTexts[person.language].made({ name, key })),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    const digest = createHash('sha256').update(key).digest('hex');
    const kept = { keyId, userId, name, scopes, digest, ending: key.slice(-4) };
    await context.once((tx) => this.outbox.add(tx, message(publicApiInbox, 'keep-api-key', kept)));
  };

  /** Tells the person that there is no key: they have read that it comes with the next message. */
  readonly giveUp = async ({ userId, name }: MakeApiKey, _error: AppError, tx: Transaction): Promise<void> => {
    const t = apiKeysTexts[await this.readers.within(tx).of(PersonReader).languageOf(userId)];
    const content = messageWith(t.notMade({ name }), [[openApiKeys.button(t.keys, {})]]);
    await this.deliveries.add(tx, userId, content, { class: 'result' });
  };
}

/** Tells a person that one of their webhooks is paused. */
@Injectable()
export class TellPausedWebhookHandler implements JobHandler<TellPausedWebhook> {
  constructor(
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async ({ userId, host }: TellPausedWebhook, context: JobContext): Promise<void> => {
    const t = apiKeysTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const content = messageWith(t.paused({ host }), [[openApiKeys.button(t.keys, {})]]);
    await context.once((tx) => this.deliveries.add(tx, userId, content));
  };
}

/** Tells a person that the key they were shown opens nothing, because they have five already. */
@Injectable()
export class TellRefusedApiKeyHandler implements JobHandler<TellRefusedApiKey> {
  constructor(
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async ({ userId, name, ending }: TellRefusedApiKey, context: JobContext): Promise<void> => {
    const t = apiKeysTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const content = messageWith(t.refused({ name, ending }), [[openApiKeys.button(t.keys, {})]]);
    await context.once((tx) => this.deliveries.add(tx, userId, content));
  };
}
