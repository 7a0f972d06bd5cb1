/**
 * Routes that answer 200: `/bare` at once, `/insert` after the body is stored as a row, and `/checked` after the same, if FAL has signed the
 * body. What FAL signs: fal.md §6.
 */
import { createHash, createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import fastify from 'fastify';
import { Pool } from 'pg';
import { ready, told } from './told.mts';

const SIGNED_WITHIN_S = 300;
const { databaseUrl, falKeysUrl } = told<{ databaseUrl?: string; falKeysUrl?: string }>();
const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
server.get('/', () => ({ status: 'ok' }));
server.post('/bare', () => ({ outcome: 'accepted' }));
if (databaseUrl && falKeysUrl) {
  const pool = new Pool({ connectionString: databaseUrl, max: 5 });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS webhook (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body jsonb NOT NULL)',
  );
  const insert = (body: unknown) => pool.query('INSERT INTO webhook (body) VALUES ($1)', [body]);
  server.post('/insert', async ({ body }) => {
    await insert(body);
    return { outcome: 'accepted' };
  });

  const published = (await (await fetch(falKeysUrl)).json()) as { keys: JsonWebKey[] };
  const keys = published.keys.map((key) => createPublicKey({ key, format: 'jwk' }));
  server.post<{ Body: string }>('/checked', async ({ body, headers }, reply) => {
    const [requestId, userId, timestamp, signature = ''] = ['request-id', 'user-id', 'timestamp', 'signature'].map(
      (name) => headers[`x-fal-webhook-${name}`] as string | undefined,
    );
    const digest = createHash('sha256').update(body).digest('hex');
    const signed = Buffer.from([requestId, userId, timestamp, digest].join('\n'));
    const isFresh = Math.abs(Date.now() / 1_000 - Number(timestamp)) <= SIGNED_WITHIN_S;
    if (!isFresh || !keys.some((key) => verify(null, signed, key, Buffer.from(signature, 'hex'))))
      return reply.code(401).send({ outcome: 'refused' });
    await insert(body);
    return { outcome: 'accepted' };
  });
}
ready(await server.listen({ port: 0, host: '127.0.0.1' }));
