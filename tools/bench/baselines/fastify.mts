/** Two routes that answer 200: `/bare` at once, `/insert` after the body is stored as a row. */
import fastify from 'fastify';
import { Pool } from 'pg';
import { ready, told } from './told.mts';

const { databaseUrl } = told<{ databaseUrl?: string }>();
const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
server.get('/', () => ({ status: 'ok' }));
server.post('/bare', () => ({ outcome: 'accepted' }));
if (databaseUrl) {
  const pool = new Pool({ connectionString: databaseUrl, max: 5 });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS webhook (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body jsonb NOT NULL)',
  );
  server.post('/insert', async ({ body }) => {
    await pool.query('INSERT INTO webhook (body) VALUES ($1)', [body]);
    return { outcome: 'accepted' };
  });
}
ready(await server.listen({ port: 0, host: '127.0.0.1' }));
