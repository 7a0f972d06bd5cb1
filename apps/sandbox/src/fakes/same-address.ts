import { type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { refuseOtherOrigins } from '@aisha/fakes/same-origin';
import { Fakes } from './fakes';

/** The paths of the fakes that the page may request. They are not the APIs that the product uses. */
const OPEN = /^\/(telegram|fal|openai|s3)\/((?:person|faults|flood-limits|recorder|time-scale)(?:[/?].*)?)$/;

/**
 * Passes the page's calls on to the fakes, so that one address (and one forwarded port) is enough to use the sandbox.
 * Bodies and event streams flow through untouched.
 */
@Injectable()
export class SameAddress implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly fakes: Fakes,
  ) {}

  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    refuseOtherOrigins(server);
    server.addHook('onRequest', async (request, reply) => {
      const [, name = '', path = ''] = OPEN.exec(request.url) ?? [];
      const url = this.fakes.urlOf(name);
      if (!url) return;
      reply.hijack();
      pass(request.raw, reply.raw, new URL(path, url));
    });
  }
}

const pass = (incoming: IncomingMessage, outgoing: ServerResponse, target: URL): void => {
  // This server has checked the origin of the page. The fake refuses requests of pages, so it gets the request without an origin.
  const { origin: _, ...headers } = { ...incoming.headers, host: target.host };
  const forwarded = ask(target, { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, outgoing, () => undefined); // when a fake goes away, the page's streams end, too
  });
  forwarded.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
  outgoing.on('close', () => forwarded.destroy());
  incoming.pipe(forwarded);
};
