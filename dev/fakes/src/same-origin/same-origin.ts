import type { FastifyInstance } from 'fastify';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Admits a fake's own page and programs, but no other page that is open in a developer's browser, because the fake's buttons cost money
 * with real FAL or OpenAI keys. A browser names the page's origin with every form and every fetch; curl names none. The Host must be a name
 * of this machine, so that a page whose own name suddenly points here does not count as ours.
 */
export const refuseOtherOrigins = (server: FastifyInstance): void => {
  server.addHook('onRequest', async ({ headers: { origin, host = '' } }, reply) => {
    if (LOOPBACK.test(host) && (origin === undefined || origin === `http://${host}`)) return;
    return reply
      .code(403)
      .header('connection', 'close')
      .send({ error: 'not from here: open the address that npm start printed' });
  });
};
