import type { FastifyPluginAsync } from 'fastify';
import { isTransportFault, misbehave } from '../faults';
import { adminKeyOf, isAdmin, refuse } from './access';
import type { FalFaults } from './faults';
import type { FileStore } from './jobs/files';
import type { JobQueue } from './job-queue';

interface Payloads {
  readonly key: string;
  readonly queue: JobQueue;
  readonly files: FileStore;
  readonly faults: FalFaults;
}

/** api.fal.ai/v1/models/requests/{request_id}/payloads: deletes the input and the answer of a request, and the files that it made. */
export const payloadsRoutes =
  ({ key, queue, files, faults }: Payloads): FastifyPluginAsync =>
  async (app) => {
    app.delete<{ Params: { id: string } }>('/models/requests/:id/payloads', async (request, reply) => {
      if (!isAdmin(request, reply, adminKeyOf(key), key)) return reply;
      const fault = faults.take('payloads', request.url);
      const doFilesStay = fault?.kind === 'files-stay';
      if (fault && !doFilesStay && !isTransportFault(fault.kind)) return refuse(reply, fault.kind);
      const job = queue.all().find(({ id }) => id === request.params.id);
      if (!job || job.isForgotten) return refuse(reply, '404');
      const made = files.urlsIn(job.outcome?.bodyText ?? '');
      if (!doFilesStay) for (const url of made) await files.remove(url);
      queue.update(job.id, { expired: true, isForgotten: true });
      const exception = doFilesStay ? 'Failed to delete the file' : null;
      const body = JSON.stringify({ cdn_delete_results: made.map((link) => ({ link, exception })) });
      if (!fault || !isTransportFault(fault.kind)) return reply.type('application/json').send(body);
      return misbehave(reply, fault.kind, { status: 200, contentType: 'application/json', body }, fault.delayMs);
    });
  };
