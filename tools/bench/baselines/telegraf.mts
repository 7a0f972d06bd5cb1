/**
 * A bot that answers everything with a menu. Without a database it is the least that telegraf can do. With a database it is what a good
 * engineer would ship: before it answers, it stores the update once and moves the person's conversation on, in one transaction.
 */
import fastify from 'fastify';
import { Pool } from 'pg';
import { Markup, Telegraf, type Context } from 'telegraf';
import type { Update } from 'telegraf/types';
import { ready, told } from './told.mts';

const { token, apiRoot, databaseUrl } = told<{ token: string; apiRoot: string; databaseUrl?: string }>();
const pool = databaseUrl ? new Pool({ connectionString: databaseUrl, max: 10 }) : undefined;
await pool?.query(`
  CREATE TABLE IF NOT EXISTS seen (update_id bigint PRIMARY KEY, payload jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS person (id bigint PRIMARY KEY, credits integer NOT NULL DEFAULT 10, screen text)`);

const kept = async (pool: Pool, { update, from }: Context): Promise<boolean> => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query(
      'INSERT INTO seen (update_id, payload) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [update.update_id, update],
    );
    await client.query('INSERT INTO person (id) VALUES ($1) ON CONFLICT DO NOTHING', [from?.id]);
    await client.query('SELECT credits FROM person WHERE id = $1 FOR UPDATE', [from?.id]);
    await client.query(`UPDATE person SET screen = 'menu' WHERE id = $1`, [from?.id]);
    await client.query('COMMIT');
    return rowCount === 1;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
};

const MENU = Markup.inlineKeyboard([
  [Markup.button.callback('Make a picture', 'picture')],
  [Markup.button.callback('Balance', 'balance'), Markup.button.callback('Help', 'help')],
]);
const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: false } });
bot.on('message', async (context) => {
  if (pool && !(await kept(pool, context))) return;
  void context.reply('<b>Menu</b>: what shall it be?', { parse_mode: 'HTML', ...MENU });
});

const server = fastify();
server.get('/', () => ({ status: 'ok' }));
server.post('/updates', async ({ body }, reply) => {
  await bot.handleUpdate(body as Update);
  return reply.send();
});
const url = await server.listen({ port: 0, host: '127.0.0.1' });
await bot.telegram.setWebhook(`${url}/updates`);
ready(url);
