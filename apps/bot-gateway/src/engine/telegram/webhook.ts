import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import type { Update } from 'telegraf/types';
import { limitConnections, Logger, Refusals, SERVER_TIMES, serverTimeouts, turnAway } from '@aisha/platform';
import { Intake, UpdateSource } from './intake';
import { PASSED_ON, Shards } from './shards';
import { TelegramRefusal, TelegramApi } from './telegram-api';
import { countReceived, countRefused, type RefusedUpdate } from './update.metrics';
import { ALLOWED_UPDATES } from './updates';
import { WebhookWatch } from './webhook-watch';
import { WebhookOptions } from './webhook.options';

/**
 * The largest body, only for callers who know the secret. An update is some kilobytes, but Telegram states no limit, and would send an
 * update that we refused again and again. So the limit is generous: 1 MiB.
 */
const BODY_LIMIT_BYTES = 1024 * 1024;
/**
 * After how many seconds Telegram is asked to try again. The pause is short, because Telegram's own first retry comes after 1 s, and each
 * further retry later.
 */
const RETRY_AFTER_SECONDS = '1';
const SET_AGAIN_MS = 5_000;

/** Receives updates from Telegram: stores them, and then acknowledges them. */
@Injectable()
export class Webhook implements UpdateSource {
  private readonly stopping = new AbortController();
  private readonly refusals: Refusals;
  private server: FastifyInstance | undefined;
  private setting: Promise<void> | undefined;
  private watch: WebhookWatch | undefined;

  constructor(
    private readonly options: WebhookOptions,
    private readonly api: TelegramApi,
    private readonly intake: Intake,
    private readonly shards: Shards,
    private readonly log: Logger,
  ) {
    this.refusals = new Refusals('webhook.refused', log);
  }

  async start(): Promise<void> {
    const server = fastify({ ...serverTimeouts(this.options.times ?? SERVER_TIMES), bodyLimit: BODY_LIMIT_BYTES });
    limitConnections(server.server, (refusal) => this.refuse(refusal));
    // The secret is checked before the body is read, so the body of a stranger is never read.
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
        await this.receive(request.body as Update, PASSED_ON in request.headers);
        return reply.code(200).send();
      } catch (error) {
        this.log.failed('webhook.not-stored', error);
        return reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send();
      }
    });
    await server.listen({ host: this.options.host, port: this.options.port });
    this.server = server;
    this.setting = this.announce();
    const { url, watchEveryMs: everyMs } = this.options;
    const { api, log } = this;
    this.watch = new WebhookWatch({ api, log, url, set: () => this.announce(), ...(everyMs && { everyMs }) });
  }

  /** Stops receiving. Every acknowledged update is stored; Telegram keeps the others for the next replica. */
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

  private async receive(update: Update, isPassedOn: boolean): Promise<void> {
    if (!Number.isSafeInteger(update?.update_id)) return;
    countReceived(1);
    if ('pre_checkout_query' in update) return this.answerPayer(update, isPassedOn);
    if (isPassedOn || !(await this.shards.passOn(update))) await this.intake.keep([update]);
  }

  /** The installation that knows the payer answers; this one does while that one is away, because a payer waits ten seconds at most. */
  private async answerPayer(update: Update, isPassedOn: boolean): Promise<void> {
    if (isPassedOn || !(await this.shards.passOn(update).catch(() => false))) await this.intake.answerPayer(update);
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
        await this.api.call(
          'setWebhook',
          { url: this.options.url, secret_token: this.options.secret, allowed_updates: ALLOWED_UPDATES },
          { signal },
        );
        return this.log.info('webhook.set');
      } catch (error) {
        if (signal.aborted) return;
        this.log.failed('webhook.not-set', error);
        // Replicas that start together set the webhook at the same time. Telegram accepts one request and asks the others to wait a second.
        const pauseMs = error instanceof TelegramRefusal ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
        await delay(pauseMs || SET_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
