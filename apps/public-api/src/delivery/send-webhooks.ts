import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { AT_REST, Clock, Logger, Periodic, type Look } from '@aisha/platform';
import { type DueMessage, WebhookStore } from '../webhooks/webhook.store';
import { signedHeaders } from '../webhooks/standard-webhook';
import { WebhookClient } from '../webhooks/webhook-client';

/** A message that this process writes is sent at once. While nothing is to be sent, a message of another process is found a little later. */
const EVERY_MS = { busyMs: 1_000, atRestMs: 10_000 };
/** How many messages one process sends at once. Each of them waits for a stranger’s server and occupies a socket. */
const PLACES = 50;
/** The seconds for which one process has a message to send: longer than the client waits for an answer. */
const LEASE_SECONDS = 30;
const GONE = 410;
/** The statuses by which an endpoint says “later”: request timeout, too early, too many requests. */
const LATER = [408, 425, 429];

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** The seconds before each further attempt. Together they are about a day, as the specification advises. */
const NEXT_ATTEMPTS_SECONDS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 8 * HOUR, 9 * HOUR] as const;

/** The clock and the log of `SendWebhooks` and `WriteEnds`, as one parameter. */
@Injectable()
export class ClockAndLog {
  constructor(
    readonly clock: Clock,
    readonly log: Logger,
  ) {}
}

/**
 * Sends messages to webhooks at least once, and repeats a failed one for about a day. When an endpoint refuses a message about a file, that
 * message is not repeated.
 */
@Injectable()
export class SendWebhooks extends Periodic {
  private readonly clock: Clock;
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopped = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly store: WebhookStore,
    private readonly client: WebhookClient,
    private readonly outbox: Outbox,
    { clock, log }: ClockAndLog,
  ) {
    super('send-webhooks', EVERY_MS, log);
    this.clock = clock;
    store.onDue(() => this.wake());
  }

  async run(): Promise<Look> {
    const free = PLACES - this.underWay.size;
    if (free <= 0 || this.isStopping) return;
    const due = await this.store.lease(free, LEASE_SECONDS);
    for (const one of due) {
      const sending = this.send(one)
        .catch((error: unknown) => this.log.failed('webhook.failed', error, { webhookId: one.webhookId }))
        .finally(() => {
          this.underWay.delete(sending);
          this.wake(); // sends the next message of this webhook
        });
      this.underWay.add(sending);
    }
    return this.underWay.size === 0 ? AT_REST : undefined;
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    this.stopped.abort();
    await Promise.all(this.underWay);
  }

  private async send(due: DueMessage): Promise<void> {
    const { id, webhookId, userId, url, body, secrets, attempts } = due;
    const headers = signedHeaders({ id, at: this.clock.now(), body }, secrets);
    const { signal } = this.stopped;
    const answer = await this.client.send(url, body, headers, signal);
    // The process stops and cannot know whether the endpoint has the message. The message is sent again once its lease has run out.
    if (answer === 'unreachable' && signal.aborted) return;
    const status = typeof answer === 'number' ? answer : 0;
    const isTaken = status >= 200 && status < 300;
    this.log.info(isTaken ? 'webhook.taken' : 'webhook.not-taken', { webhookId, answer, attempts });
    if (isTaken) return this.database.transaction((tx) => this.store.delivered(tx, due));
    // A program that is older than the messages about files may refuse them, and must still get those about its orders. So such a refusal
    // is no failure of the webhook.
    const isUnwanted = due.fileId !== null && status >= 400 && status < 500 && ![GONE, ...LATER].includes(status);
    if (isUnwanted) return this.database.transaction((tx) => this.store.unwanted(tx, due));
    const inSeconds = NEXT_ATTEMPTS_SECONDS[attempts - 1] ?? null;
    await this.database.transaction(async (tx) => {
      if (!(await this.store.failed(tx, due, { inSeconds, isGone: answer === GONE }))) return;
      const { host } = new URL(url);
      await this.outbox.add(tx, message(botGatewayInbox, 'tell-paused-webhook', { webhookId, userId, host }));
    });
    // Only an attempt that is due within the pause at rest would come noticeably late without a timer of its own.
    const dueInMs = (inSeconds ?? Infinity) * 1_000;
    if (dueInMs <= EVERY_MS.atRestMs) setTimeout(() => this.wake(), dueInMs).unref();
  }
}
