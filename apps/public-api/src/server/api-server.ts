import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { ModuleRef, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { limitConnections, SERVER_TIMES, serverTimeouts } from '@aisha/platform';
import { PublicApiConfig } from '../config';
import { describe, Description } from '../description/description';
import { OF_FILES } from '../files/files.controller';
import { ApiRoutes } from './api-routes';
import { limitBodies, UPLOAD_MS } from '../uploads/body-time';
import { UploadPlaces } from '../uploads/upload-places';
import { refusePath } from '../http/problem.filter';

/** The largest body, in bytes: the longest text of an order has 10,000 characters of up to six bytes in JSON. */
const BODY_AT_MOST_BYTES = 128 * 1024;
/** The route whose body is a file. */
const FILES_ROUTE = '/v1/files';

/**
 * The public server: it has a port of its own, apart from health and metrics. It is a second application of Nest in the same process, which
 * uses the services of the first.
 */
@Injectable()
export class ApiServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private app: NestFastifyApplication | undefined;

  constructor(
    private readonly config: PublicApiConfig,
    private readonly services: ModuleRef,
    private readonly uploads: UploadPlaces,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const adapter = new FastifyAdapter({
      ...serverTimeouts({ ...SERVER_TIMES, requestMs: UPLOAD_MS }),
      bodyLimit: BODY_AT_MOST_BYTES,
      frameworkErrors: refusePath,
      routerOptions: { ignoreTrailingSlash: true },
    });
    limitConnections(adapter.getInstance().server);
    limitBodies(adapter.getInstance());
    takeFiles(adapter.getInstance());
    const routes = ApiRoutes.with((type) => this.services.get(type as Type, { strict: false }));
    this.app = await NestFactory.create<NestFastifyApplication>(routes, adapter, {
      logger: false,
      abortOnError: false,
    });
    this.app.get(Description).document = describe(this.app);
    await this.app.listen(this.config.PUBLIC_API_PORT, this.config.LISTEN_HOST);
  }

  /** Stops listening, and waits for the answers to open requests. Uploads are ended at once, because one may take minutes. */
  async beforeApplicationShutdown(): Promise<void> {
    this.uploads.stop();
    await this.app?.close();
  }

  /** The address at which the server listens. */
  get url(): string {
    const { address, port } = this.app!.getHttpServer().address() as AddressInfo;
    return `http://${address}:${port}`;
  }
}

/**
 * Leaves the body of an upload unread, so that the route can read it in pieces. Any other body that is not JSON is refused. The type of a
 * body that is not there, which many programs send with every request, is not looked at. Nor is one that no file has: the route refuses the
 * upload for it, after the key was read.
 */
function takeFiles(server: FastifyInstance): void {
  server.addHook('onRequest', ({ headers, routeOptions }, _reply, done) => {
    const { 'content-type': type = '', 'content-length': length = '0', 'transfer-encoding': coding } = headers;
    const isEmpty = length === '0' && coding === undefined;
    if (routeOptions.url === FILES_ROUTE ? !OF_FILES.test(type) : isEmpty) delete headers['content-type'];
    done();
  });
  server.addContentTypeParser('*', (request, payload, done) => {
    if (request.routeOptions.url === FILES_ROUTE) return done(null, payload);
    done(Object.assign(new Error('a body that is no JSON'), { statusCode: 415 }));
  });
}
