import { FastifyAdapter } from '@nestjs/platform-fastify';
import { limitConnections, serverTimeouts } from './http-server';

/** The HTTP server of every app. A slash at the end of a path changes nothing and is never redirected. */
export const httpAdapter = (): FastifyAdapter => {
  const adapter = new FastifyAdapter({ ...serverTimeouts(), routerOptions: { ignoreTrailingSlash: true } });
  limitConnections(adapter.getInstance().server);
  return adapter;
};
