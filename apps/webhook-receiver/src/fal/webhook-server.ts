import type { AddressInfo } from 'node:net';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger, REQUEST_TIMEOUT_MS } from '@aisha/platform';
import type { WebhookReceiverConfig } from '../config';
import type { FalWebhook, WebhookOutcome } from './fal-webhook';
import { countWebhook } from './fal.metrics';

/** The end of the receiver's public address: FAL_WEBHOOK_URL. */
const PATH = '/api/v1/avatar/status_update';

/** 1 MiB. FAL's results are addresses of files, a few kilobytes; a larger body gets 413. */
export const BODY_AT_MOST_BYTES = 1024 * 1024;

/** Never 410 and never a redirect: FAL treats both as final. A callback that we cannot accept now must come again. */
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
/** The usual time until our queue or FAL's keys are back. */
const RETRY_AFTER_SECONDS = 15;

/** Where FAL calls back, and nothing else: health and metrics are on a port that is not public. */
export class WebhookServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly server: FastifyInstance;

  constructor(
    private readonly config: Pick<WebhookReceiverConfig, 'API_PORT' | 'LISTEN_HOST'>,
    private readonly webhook: FalWebhook,
    private readonly log: Logger,
  ) {
    this.server = fastify({
      bodyLimit: BODY_AT_MOST_BYTES,
      requestTimeout: REQUEST_TIMEOUT_MS,
      routerOptions: { ignoreTrailingSlash: true },
    });
    // Keeps every body as raw bytes: FAL signs those, and we parse nothing before the check.
    this.server.removeAllContentTypeParsers();
    this.server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    this.server.post(PATH, (request, reply) => this.answer(request, reply));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.server.listen({ host: this.config.LISTEN_HOST, port: this.config.API_PORT });
  }

  /** Every acknowledged callback is in the queue; FAL sends the rest again. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.server.close();
  }

  /** Where it listens. */
  get url(): string {
    const { address, port } = this.server.server.address() as AddressInfo;
    return `http://${address}:${port}`;
  }

  get requestTimeoutMs(): number {
    return this.server.server.requestTimeout;
  }

  private async answer({ query, headers, body }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const outcome = await this.webhook.accept({
      query: query as Record<string, unknown>,
      headers,
      body: body instanceof Buffer ? body : Buffer.alloc(0),
    });
    countWebhook(outcome);
    const status = STATUS[outcome];
    if (status !== 200) this.log.warn('webhook.refused', { outcome });
    if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    return reply.status(status).send({ outcome });
  }
}
