import type { AddressInfo } from 'node:net';
import { type BeforeApplicationShutdown, type OnApplicationBootstrap, Injectable, Optional } from '@nestjs/common';
import { Counter } from 'prom-client';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  limitConnections,
  Logger,
  Refusals,
  SERVER_TIMES,
  serverTimeouts,
  turnAway,
  type ConnectionRefusal,
} from '@aisha/platform';
import { FalWebhook, type WebhookOutcome } from './fal-webhook';

/** The path of the receiver's public address, at the end of FAL_WEBHOOK_URL. */
const PATH = '/api/v1/avatar/status_update';

/**
 * The largest body, in bytes; a larger one gets 413. FAL’s results hold the addresses of files, and the prompt. The largest body of FAL’s
 * fake has 17 KB: four pictures with the longest possible prompt of 4,000 characters, each of four bytes.
 */
export const BODY_AT_MOST_BYTES = 64 * 1024;

/**
 * The statuses of the answers. None is 410 or a redirect, because FAL treats both as final, and must send again every callback that we
 * cannot accept now.
 */
const STATUS: Readonly<Record<WebhookOutcome, number>> = {
  accepted: 200,
  malformed: 400,
  'not-our-address': 401,
  'not-signed-by-fal': 401,
  stale: 401,
  'another-request': 401,
  'keys-unreachable': 503,
  'queue-unreachable': 503,
};
/** After how many seconds FAL shall send a callback again: our queue or FAL's keys are usually back by then. */
const RETRY_AFTER_SECONDS = 15;

/** The reasons for refusals. Some requests are refused before we know that they are callbacks. */
type RefusedWebhook = Exclude<WebhookOutcome, 'accepted'> | ConnectionRefusal | 'no-such-path' | 'too-large';

const webhooks = new Counter<'outcome'>({
  name: 'aisha_fal_webhooks_total',
  help: "FAL's callbacks by what became of them; all but accepted were not acknowledged",
  labelNames: ['outcome'],
});

const countWebhook = (outcome: 'accepted' | RefusedWebhook): void => webhooks.inc({ outcome });

/** The address on which the server listens. */
export abstract class WebhookAddress {
  abstract readonly API_PORT: number;
  abstract readonly LISTEN_HOST: string;
}

/** The server that FAL calls back. It serves nothing else: health and metrics are on a port that is not public. */
@Injectable()
export class WebhookServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly server: FastifyInstance;
  private readonly refusals: Refusals;

  constructor(
    private readonly address: WebhookAddress,
    private readonly webhook: FalWebhook,
    log: Logger,
    @Optional() times = SERVER_TIMES,
  ) {
    this.refusals = new Refusals('webhook.refused', log);
    this.server = fastify({
      ...serverTimeouts(times),
      bodyLimit: BODY_AT_MOST_BYTES,
      routerOptions: { ignoreTrailingSlash: true },
    });
    limitConnections(this.server.server, (refusal) => this.countRefused(refusal));
    // Keeps every body as raw bytes, because FAL signs the raw bytes; nothing is parsed before the check.
    this.server.removeAllContentTypeParsers();
    this.server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    // The path and the address are checked before the body is read, so the body of a stranger is never read.
    this.server.addHook('onRequest', (request, reply, next) => {
      if (request.is404) {
        this.countRefused('no-such-path');
        return turnAway(request, reply, 404);
      }
      const order = this.webhook.orderOf(request.query as Record<string, unknown>);
      if (typeof order !== 'string') return next();
      this.countRefused(order);
      turnAway(request, reply, STATUS[order], { outcome: order });
    });
    this.server.addHook('onError', async (_request, _reply, { statusCode }) => {
      if (statusCode === 413) this.countRefused('too-large');
    });
    this.server.post(PATH, (request, reply) => this.answer(request, reply));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.server.listen({ host: this.address.LISTEN_HOST, port: this.address.API_PORT });
  }

  /** Stops listening. Every callback that we have acknowledged is in the queue; FAL sends the others again. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.server.close();
    this.refusals.stop();
  }

  /** The address at which the server listens. */
  get url(): string {
    const { address, port } = this.server.server.address() as AddressInfo;
    return `http://${address}:${port}`;
  }

  private async answer({ query, headers, body }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const outcome = await this.webhook.accept({
      query: query as Record<string, unknown>,
      headers,
      body: body instanceof Buffer ? body : Buffer.alloc(0),
    });
    return this.reply(reply, outcome);
  }

  private reply(reply: FastifyReply, outcome: WebhookOutcome): FastifyReply {
    if (outcome === 'accepted') countWebhook(outcome);
    else this.countRefused(outcome);
    const status = STATUS[outcome];
    if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    return reply.status(status).send({ outcome });
  }

  private countRefused(refusal: RefusedWebhook): void {
    countWebhook(refusal);
    this.refusals.add(refusal);
  }
}
