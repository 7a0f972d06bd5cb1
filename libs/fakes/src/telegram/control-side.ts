import type { FastifyInstance } from 'fastify';
import { CALL_FAULTS, type FaultRequest, UPDATE_FAULTS } from './faults';
import type { World } from './world';

/** Switches and records for tests and for the sandbox's drawer. */
export const serveControlSide = (server: FastifyInstance, world: World): void => {
  server.get('/faults', () => ({
    available: { call: CALL_FAULTS, update: UPDATE_FAULTS },
    active: world.faults.list(),
  }));
  server.post('/faults', async (request, reply) => {
    const wanted = (request.body ?? {}) as FaultRequest;
    if (![...CALL_FAULTS, ...UPDATE_FAULTS].includes(wanted.kind)) {
      return reply.code(400).send({ error: `kind must be one of ${[...CALL_FAULTS, ...UPDATE_FAULTS].join(', ')}` });
    }
    return world.faults.add(wanted);
  });
  server.delete('/faults', async (_request, reply) => {
    world.faults.clear();
    return reply.code(204).send();
  });
  server.delete<{ Params: { id: string } }>('/faults/:id', async ({ params }, reply) => {
    world.faults.clear(Number(params.id));
    return reply.code(204).send();
  });
  server.get('/flood-limits', () => ({ enabled: world.flood.isEnabled }));
  server.post('/flood-limits', ({ body }) => {
    world.flood.enable((body as { enabled?: boolean } | undefined)?.enabled === true);
    return { enabled: world.flood.isEnabled };
  });
  server.get<{ Querystring: { method?: string; chat_id?: string } }>('/recorder', ({ query }) =>
    world.recorder.list({
      ...(query.method === undefined ? {} : { method: query.method }),
      ...(query.chat_id === undefined ? {} : { chatId: Number(query.chat_id) }),
    }),
  );
  server.delete('/recorder', () => {
    world.recorder.clear();
    return [];
  });
};
