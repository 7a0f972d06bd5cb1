import type { FastifyPluginAsync } from 'fastify';
import { isTransportFault, misbehave } from '../faults';
import { refuse } from './access';
import type { FalFaults } from './faults';
import type { FileStore } from './jobs/files';

/** The routes of v3.fal.media, which is public to all who know a URL. */
export const cdnRoutes =
  ({ files, faults }: { files: FileStore; faults: FalFaults }): FastifyPluginAsync =>
  async (app) => {
    app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
      const found = await files.read(request.params['*']);
      const fault = faults.take('cdn', `${request.url} ${found?.file.madeFor ?? ''}`);
      if (!found || fault?.kind === '404') return reply.code(404).send({ detail: 'Not found' });
      const { file, bytes } = found;
      if (fault && isTransportFault(fault.kind)) {
        return misbehave(reply, fault.kind, { status: 200, contentType: file.contentType, body: bytes }, fault.delayMs);
      }
      if (fault) return refuse(reply, fault.kind);
      return reply.type(file.contentType).header('cache-control', 'public, max-age=31536000').send(bytes);
    });
  };
