import type { FastifyInstance } from 'fastify';

/** The route whose body is a file. */
const FILES_ROUTE = '/v1/files';

/** Leaves the body of an upload unread, so that the route can read it in pieces. Any other body that is not JSON is refused. */
export function takeFiles(server: FastifyInstance): void {
  server.addContentTypeParser('*', (request, payload, done) => {
    if (request.routeOptions.url === FILES_ROUTE) return done(null, payload);
    done(Object.assign(new Error('a body that is no JSON'), { statusCode: 415 }));
  });
}
