import type { KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { isTransportFault, misbehave } from '../faults';
import { isAuthorized, refuse } from './access';
import type { FalFaults } from './faults';
import type { FileStore, StoredFile } from './jobs/files';
import { lifeSecondsIn } from './queue.routes';
import { jwksOf } from './signature';

interface StorageApi {
  readonly key: string;
  readonly url: () => string;
  readonly files: FileStore;
  readonly faults: FalFaults;
  readonly signingKey: KeyObject;
}

interface Announcement {
  readonly content_type?: string;
  readonly file_name?: string;
}

const MAX_UPLOAD_BYTES = 2_000_000_000;

/** The routes of rest.fal.ai. */
export const storageRoutes =
  (api: StorageApi): FastifyPluginAsync =>
  async (app) => {
    app.get('/.well-known/jwks.json', (_request, reply) => {
      const body = JSON.stringify(jwksOf(api.signingKey));
      return failInstead(api.faults, 'jwks', 'jwks', reply, body) ?? reply.type('application/json').send(body);
    });
    for (const path of ['/storage/upload/initiate', '/storage/upload/initiate-multipart']) {
      app.post<{ Body: Announcement | null; Querystring: { storage_type?: string } }>(path, (request, reply) =>
        initiate(api, request, reply),
      );
    }
    await app.register(uploads(api));
  };

const initiate = (
  api: StorageApi,
  request: FastifyRequest<{ Body: Announcement | null; Querystring: { storage_type?: string } }>,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> => {
  if (!isAuthorized(request, reply, api.key)) return reply;
  const { content_type: contentType, file_name: fileName } = request.body ?? {};
  if (contentType === undefined || fileName === undefined) {
    const missing = contentType === undefined ? 'content_type' : 'file_name';
    return reply.code(422).send({ detail: [{ loc: ['body', missing], msg: 'Field required', type: 'missing' }] });
  }
  if (request.query.storage_type !== 'fal-cdn-v3') {
    return reply
      .code(422)
      .send({ detail: [{ loc: ['query', 'storage_type'], msg: 'Unknown storage', type: 'one_of' }] });
  }
  const file = api.files.reserve(fileName, contentType, lifeSecondsIn(request.headers['x-fal-object-lifecycle']));
  const answer = {
    upload_url: `${api.url()}/upload/${file.key}?signature=${file.uploadToken}`,
    file_url: api.files.urlOf(file),
  };
  const failure = failInstead(api.faults, 'storage', `initiate ${fileName}`, reply, JSON.stringify(answer));
  return failure ?? reply.send(answer);
};

/** The routes of signed upload addresses, which take raw bytes of any type and need no key. */
const uploads =
  (api: StorageApi): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { bodyLimit: MAX_UPLOAD_BYTES }, (_request, payload, done) => done(null, payload));

    app.route<{ Params: { '*': string }; Querystring: { signature?: string } }>({
      method: ['PUT', 'POST'],
      url: '/upload/*',
      handler: async (request, reply) => {
        const [, key = '', tail] = /^(files\/[^/]+\/[^/]+)(?:\/(\d+|complete))?$/.exec(request.params['*']) ?? [];
        const file = api.files.find(key);
        if (!file || file.uploadToken !== request.query.signature) {
          return reply.code(403).send({ detail: 'The signature does not match' });
        }
        const failure = failInstead(api.faults, 'storage', `upload ${file.fileName}`, reply, '{}');
        if (failure) return failure;
        const body = request.body as Readable;
        if (tail === 'complete')
          return request.method === 'POST' ? complete(api, file, body, reply) : notAllowed(reply);
        if (request.method !== 'PUT') return notAllowed(reply);
        if (tail === undefined) {
          await api.files.receive(file, body);
          return reply.code(200).send();
        }
        const partNumber = Number(tail);
        return reply.send({ partNumber, etag: await api.files.receivePart(file, partNumber, body) });
      },
    });
  };

const complete = async (
  api: StorageApi,
  file: StoredFile,
  body: Readable,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { parts = [] } = JSON.parse(Buffer.concat(await body.toArray()).toString()) as {
    parts?: { partNumber: number; etag: string }[];
  };
  return (await api.files.completeParts(file, parts))
    ? reply.code(200).send()
    : reply.code(400).send({ detail: 'The parts are not those received' });
};

const notAllowed = (reply: FastifyReply): FastifyReply => reply.code(405).send({ detail: 'Method Not Allowed' });

const failInstead = (
  faults: FalFaults,
  on: 'storage' | 'jwks',
  subject: string,
  reply: FastifyReply,
  body: string,
): FastifyReply | Promise<FastifyReply> | undefined => {
  const fault = faults.take(on, subject);
  if (!fault) return undefined;
  if (!isTransportFault(fault.kind)) return refuse(reply, fault.kind);
  return misbehave(reply, fault.kind, { status: 200, contentType: 'application/json', body }, fault.delayMs);
};
