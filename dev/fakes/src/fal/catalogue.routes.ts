import type { FastifyPluginAsync } from 'fastify';
import { isTransportFault, misbehave, TRANSPORT_FAULTS } from '../faults';
import { refuse } from './access';
import type { FalFaults } from './faults';
import { MODELS } from './models';

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Faults of a single model; all other faults spoil the whole answer. */
const OF_A_MODEL = ['deprecated', 'unlisted'] as const;

/** api.fal.ai/v1/models: FAL's catalogue, for anybody. An id that FAL does not list is left out of the answer. */
export const catalogueRoutes =
  ({ faults }: { readonly faults: FalFaults }): FastifyPluginAsync =>
  async (app) => {
    app.get<{ Querystring: Query }>('/models', (request, reply) => {
      const asked = [request.query['endpoint_id'] ?? []].flat();
      const wanted = asked.length > 0 ? asked : Object.keys(MODELS);
      const fault = faults.take('catalogue', request.url, ['429', '500', '503', ...TRANSPORT_FAULTS]);
      if (fault && !isTransportFault(fault.kind)) return refuse(reply, fault.kind);
      const models = wanted.filter((id) => Object.hasOwn(MODELS, id)).flatMap((id) => entryOf(id, faults));
      const body = JSON.stringify({ models, next_cursor: null, has_more: false });
      if (!fault || !isTransportFault(fault.kind)) return reply.type('application/json').send(body);
      return misbehave(reply, fault.kind, { status: 200, contentType: 'application/json', body }, fault.delayMs);
    });
  };

const entryOf = (endpoint_id: string, faults: FalFaults): object[] => {
  const fault = faults.take('catalogue', endpoint_id, OF_A_MODEL);
  if (fault?.kind === 'unlisted') return [];
  const status = fault ? 'deprecated' : 'active';
  return [{ endpoint_id, metadata: { display_name: endpoint_id, status, tags: [] } }];
};
