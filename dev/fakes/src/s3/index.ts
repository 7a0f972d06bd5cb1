import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { registerFaultRoutes } from '../faults';
import { refuseOtherOrigins } from '../same-origin';
import { registerTimePasses } from '../time-passes';
import type { S3Account } from './access';
import { BucketFiles } from './bucket-files';
import { createS3Faults, takeFault, type S3Faults } from './faults';
import { misbehave } from './misbehave';
import { handle } from './routes';
import { S3Error } from './s3-error';
import { verifySignature } from './signature';
import { parseTarget } from './target';
import { xmlError } from './xml';

interface S3Options {
  /** The owner's key, which may do everything. */
  accessKey: string;
  secretKey: string;
  /** Further accounts, each of which may do what its policy allows. */
  accounts?: readonly S3Account[];
  /** Where buckets and objects are kept; survives restarts and kill -9. Used by one server at a time. */
  dir: string;
  /** A free port when not given. */
  port?: number;
  /** 127.0.0.1 when not given. */
  host?: string;
}

export interface S3Server {
  /** `http://host:port`, for path-style requests. */
  url: string;
  port: number;
  readonly faults: S3Faults;
  /** Stops the server. Once this has resolved, nothing is open or written in the folder any more. */
  close(): Promise<void>;
}

export type { S3Account } from './access';
export { S3_FAULTS } from './faults';

/**
 * Whether a request is for the switches, which need no signature. A request for a bucket with the name of a switch is recognised by its
 * Authorization header.
 */
const isForSwitches = ({ url = '', headers }: IncomingMessage): boolean =>
  /^\/(faults|time-passes)(\/|$)/.test(url) && headers.authorization === undefined;

const sendError = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
  if (response.headersSent || response.destroyed) return void response.destroy(); // cut short, so that no client mistakes a part for the whole
  const known =
    error instanceof S3Error
      ? error
      : new S3Error('InternalError', 'We encountered an internal error, please try again');
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  if (!request.complete) response.setHeader('connection', 'close'); // the server does not need the rest of the request's body
  response.writeHead(known.status, { 'content-type': 'application/xml' });
  if (request.method === 'HEAD') response.end();
  else
    response.end(
      xmlError({ Code: known.code, Message: known.message, Resource: request.url, RequestId: randomUUID() }),
    );
  request.resume();
};

/**
 * An S3 server over a folder: path-style addresses, Signature Version 4 in headers and links, checksums, ranges,
 * multipart, listing, copying, accounts with policies (`S3Policy`). CORS, browser forms, versions and bucket policies
 * are missing, and answered with NotImplemented.
 */
export const startS3 = async ({
  dir,
  port = 0,
  host = '127.0.0.1',
  accessKey,
  secretKey,
  accounts = [],
}: S3Options): Promise<S3Server> => {
  const files = new BucketFiles(dir);
  await files.prepare();
  const faults = createS3Faults();
  const switches = Fastify();
  refuseOtherOrigins(switches);
  registerFaultRoutes(switches, faults);
  registerTimePasses(switches, (ms) => files.timePasses(ms));
  await switches.ready();
  const answering = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    if (isForSwitches(request)) return switches.routing(request, response);
    const answer = async (): Promise<void> => {
      const target = parseTarget(request.url ?? '/');
      const everybody = [{ accessKey, secretKey }, ...accounts];
      const exchange = { request, response, target, files, ...verifySignature(request, target, everybody) };
      const fault = takeFault(faults, request, target);
      await (fault ? misbehave(exchange, fault) : handle(exchange));
    };
    const answered = answer()
      .catch((error: unknown) => sendError(request, response, error))
      .finally(() => answering.delete(answered));
    answering.add(answered);
  });
  server.requestTimeout = 0; // here a large upload over a slow connection is no attack
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${chosen}`,
    port: chosen,
    faults,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await Promise.all(answering); // these requests close their files
    },
  };
};
