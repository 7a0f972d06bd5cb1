import type { FastifyInstance } from 'fastify';

/** `POST /time-passes`: makes everything that a fake holds older by `ms` milliseconds (decision 241). */
export const registerTimePasses = (app: FastifyInstance, age: (ms: number) => void | Promise<void>): void => {
  app.post<{ Body: { ms?: unknown } | null | undefined }>('/time-passes', async ({ body }, reply) => {
    await age(Number(body?.ms));
    return reply.code(204).send();
  });
};
