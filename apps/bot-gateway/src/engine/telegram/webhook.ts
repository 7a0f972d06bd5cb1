import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import type { Update } from 'telegraf/types';
import type { Database } from '@aisha/database';
import {
  limitConnections,
  type Logger,
  Refusals,
  SERVER_TIMES,
  type ServerTimes,
  serverTimeouts,
  turnAway,
} from '@aisha/platform';
import type { ChatQueues } from './chat-queues';
import type { PreCheckout } from './pre-checkout';
import { TelegramRefusal, type TelegramApi } from './telegram-api';
import type { StarTransactions } from './star-transactions';
import { starsOf } from './stars';
import { countReceived } from './update.metrics';
import type { UpdateStore } from './update.store';
import { countRefused, type RefusedUpdate } from './update.metrics';
import { ALLOWED_UPDATES } from './updates';
import { WebhookWatch } from './webhook-watch';

/**
 * 1 MiB, for those alone who know the secret. An update is some kilobytes, but Telegram states no bound, and one that we refused would
 * come again and again.
 */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** Soon again: Telegram's own first retry comes after 1 s, then later and later. */
const RETRY_AFTER_SECONDS = '1';
const SET_AGAIN_MS = 5_000;

export interface WebhookOptions {
  /** The public address, with a path of its own. */
  readonly url: string;
  readonly secret: string;
  readonly host: string;
  readonly port: number;
  readonly times?: ServerTimes;
  /** The pause between two questions to Telegram whether the webhook is still ours; a minute unless said. */
  readonly watchEveryMs?: number;
}

interface WebhookParts {
  readonly api: TelegramApi;
  readonly database: Database;
  readonly store: UpdateStore;
  readonly queues: ChatQueues;
  readonly preCheckout: PreCheckout;
  readonly stars: StarTransactions;
  readonly log: Logger;
}

/** Receives updates from Telegram: stores them, then acknowledges them. */
export class Webhook {
  private readonly stopping = new AbortController();
  private readonly refusals: Refusals;
  private server: FastifyInstance | undefined;
  private setting: Promise<void> | undefined;
  private watch: WebhookWatch | undefined;

  constructor(
    private readonly options: WebhookOptions,
    private readonly parts: WebhookParts,
  ) {
    this.refusals = new Refusals('webhook.refused', parts.log);
  }

  async start(): Promise<void> {
    const server = fastify({ ...serverTimeouts(this.options.times ?? SERVER_TIMES), bodyLimit: BODY_LIMIT_BYTES });
    limitConnections(server.server, (refusal) => this.refuse(refusal));
    // Checked before the body is read, which it never is for a stranger.
    server.addHook('onRequest', (request, reply, next) => {
      if (this.isTelegram(request.headers['x-telegram-bot-api-secret-token'])) return next();
      this.refuse('not-telegram');
      turnAway(request, reply, 403);
    });
    server.addHook('onError', async (_request, _reply, { statusCode }) => {
      if (statusCode === 413) this.refuse('too-large');
    });
    server.post(new URL(this.options.url).pathname, async (request, reply) => {
      try {
        await this.receive(request.body as Update);
        return reply.code(200).send();
      } catch (error) {
        this.parts.log.failed('webhook.not-stored', error);
        return reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send();
      }
    });
    await server.listen({ host: this.options.host, port: this.options.port });
    this.server = server;
    this.setting = this.announce();
    const { url, watchEveryMs: everyMs } = this.options;
    const { api, log } = this.parts;
    this.watch = new WebhookWatch({ api, log, url, set: () => this.announce(), ...(everyMs && { everyMs }) });
  }

  /** Every update that was acknowledged is stored; Telegram keeps the rest for the next replica. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.setting, this.watch?.stop()]);
    await this.server?.close();
    this.refusals.stop();
  }

  private refuse(refusal: RefusedUpdate): void {
    countRefused(refusal);
    this.refusals.add(refusal);
  }

  private async receive(update: Update): Promise<void> {
    if (!Number.isSafeInteger(update?.update_id)) return;
    countReceived(1);
    const { database, store, queues, preCheckout, stars } = this.parts;
    if ('pre_checkout_query' in update) return preCheckout.answer(update);
    queues.wake(await store.add(database, [update]));
    if (starsOf(update)) stars.wake();
  }

  private isTelegram(given: string | string[] | undefined): boolean {
    if (typeof given !== 'string') return false;
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(given), digest(this.options.secret));
  }

  private async announce(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.parts.api.call(
          'setWebhook',
          { url: this.options.url, secret_token: this.options.secret, allowed_updates: ALLOWED_UPDATES },
          { signal },
        );
        return this.parts.log.info('webhook.set');
      } catch (error) {
        if (signal.aborted) return;
        this.parts.log.failed('webhook.not-set', error);
        // Replicas that start together set it together: Telegram lets one through and asks the others to wait a second.
        const pauseMs = error instanceof TelegramRefusal ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
        await delay(pauseMs || SET_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
