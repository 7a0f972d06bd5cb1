import type { FastifyInstance } from 'fastify';
import { registerTimePasses } from '../time-passes';
import { CALL_FAULTS, type FaultRequest, UPDATE_FAULTS } from './state/faults';
import type { TelegramState } from './state/telegram-state';

/** Switches and records for tests and for the sandbox's drawer. */
export const serveControlSide = (server: FastifyInstance, telegram: TelegramState): void => {
  server.get('/faults', () => ({
    available: { call: CALL_FAULTS, update: UPDATE_FAULTS },
    active: telegram.faults.list(),
  }));
  server.post('/faults', async (request, reply) => {
    const wanted = (request.body ?? {}) as FaultRequest;
    if (![...CALL_FAULTS, ...UPDATE_FAULTS].includes(wanted.kind)) {
      return reply.code(400).send({ error: `kind must be one of ${[...CALL_FAULTS, ...UPDATE_FAULTS].join(', ')}` });
    }
    return telegram.faults.add(wanted);
  });
  server.delete('/faults', async (_request, reply) => {
    telegram.faults.clear();
    return reply.code(204).send();
  });
  server.delete<{ Params: { id: string } }>('/faults/:id', async ({ params }, reply) => {
    telegram.faults.clear(Number(params.id));
    return reply.code(204).send();
  });
  server.get('/flood-limits', () => ({ enabled: telegram.flood.isEnabled }));
  server.post('/flood-limits', ({ body }) => {
    telegram.flood.enable((body as { enabled?: boolean } | undefined)?.enabled === true);
    return { enabled: telegram.flood.isEnabled };
  });
  registerTimePasses(server, (ms) => {
    const seconds = Math.round(ms / 1000);
    telegram.chats.timePasses(seconds);
    telegram.payments.timePasses(seconds);
  });
  server.get<{ Querystring: { method?: string; chat_id?: string } }>('/recorder', ({ query }) =>
    telegram.recorder.list({
      ...(query.method === undefined ? {} : { method: query.method }),
      ...(query.chat_id === undefined ? {} : { chatId: Number(query.chat_id) }),
    }),
  );
  server.delete('/recorder', () => {
    telegram.recorder.clear();
    return [];
  });
};
