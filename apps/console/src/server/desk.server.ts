import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limitConnections, Logger, Refusals, serverTimeouts } from '@aisha/platform';
import { Injectable, type BeforeApplicationShutdown, type INestApplication, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ConsoleConfig, originOf } from '../config';
import { ApiDescription } from '../page/api-description';

/** The requests that came by the desk's own port. */
const atTheDesk = new WeakSet<IncomingMessage>();

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const HSTS = { 'strict-transport-security': 'max-age=31536000' };

/** The server of the desk, at a port of its own beside that of health and metrics. The port is not public. */
@Injectable()
export class DeskServer implements OnModuleInit, BeforeApplicationShutdown {
  private listening: Server | undefined;
  private readonly refusals: Refusals;
  /** Every route of the server, such as `GET /api/me`, and those of health as well. */
  readonly routes: string[] = [];

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly config: ConsoleConfig,
    private readonly description: ApiDescription,
    log: Logger,
  ) {
    this.refusals = new Refusals('desk.refused', log);
    this.server.addHook(
      'onRoute',
      ({ method, url }) => void this.routes.push(...[method].flat().map((one) => `${one} ${url}`)),
    );
  }

  private get server(): FastifyInstance {
    return this.adapter.httpAdapter.getInstance<FastifyInstance>();
  }

  /** Whether a request came to the desk’s port. */
  static serves({ raw }: FastifyRequest): boolean {
    return atTheDesk.has(raw);
  }

  /**
   * Adds headers to every answer of the desk, which forbid the browser everything that no answer needs. The desk's page replaces its policy
   * by one that permits what the page needs.
   */
  onModuleInit(): void {
    const isHttps = originOf(this.config).startsWith('https:');
    this.server.addHook('onRequest', (request, reply, next) => {
      if (DeskServer.serves(request)) void reply.headers({ ...HEADERS, ...(isHttps && HSTS) });
      next();
    });
  }

  /** Starts to take requests. */
  async open(app: INestApplication): Promise<void> {
    this.description.describe(app);
    const { routing } = this.server;
    const { http, keepAliveTimeout } = serverTimeouts();
    const listening = createServer({ ...http, keepAliveTimeout }, (request, response) => {
      atTheDesk.add(request);
      routing(request, response);
    });
    limitConnections(listening, (refusal) => this.refusals.add(refusal));
    this.listening = listening;
    await once(listening.listen(this.config.CONSOLE_PORT, this.config.LISTEN_HOST), 'listening');
  }

  /** The address at which the desk listens. */
  get url(): string {
    const { port } = this.listening!.address() as AddressInfo;
    return `http://${this.config.LISTEN_HOST}:${port}`;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.listening?.close();
    this.listening?.closeAllConnections();
    this.refusals.stop();
    await Promise.resolve();
  }
}
