import { FastifyAdapter } from '@nestjs/platform-fastify';
import { limitConnections, serverTimeouts } from '../http-server';

/** The longest value in a path: Telegram's id of a payment. With its own limit of 100, Fastify would answer 404 for such an id. */
const PARAMETER_AT_MOST = 255;

/** How every app reads paths. */
export const ROUTER_OPTIONS = { ignoreTrailingSlash: true, maxParamLength: PARAMETER_AT_MOST };

/**
 * The HTTP server of every app, which strangers do not reach: an answer may take minutes, as that of the sandbox does that lets time pass. A
 * slash at the end of a path changes nothing and is never redirected.
 */
export const httpAdapter = (): FastifyAdapter => {
  const adapter = new FastifyAdapter({ ...serverTimeouts(), connectionTimeout: 0, routerOptions: ROUTER_OPTIONS });
  limitConnections(adapter.getInstance().server);
  return adapter;
};
