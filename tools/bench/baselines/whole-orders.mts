/**
 * An app of one process that carries out whole orders with the same packages, the same calls to the outside, and a handful of commits. An
 * engineer would ship it who needs no card, ledger, outbox, watchdog, signature checks, and no turn for each person. With
 * `looks` it checks each picture before it sends it, as the product does: by the moderator, by the vision model, and by the classifier in a
 * child process.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import fastify from 'fastify';
import OpenAI from 'openai';
import { Pool, type PoolClient } from 'pg';
import sharp, { type Sharp } from 'sharp';
import { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { plainQueue } from './bullmq.mts';
import { ready, told } from './told.mts';

export interface WholeOrdersTold {
  readonly token: string;
  readonly apiRoot: string;
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly falUrl: string;
  /** Whether a picture is checked before it is sent. */
  readonly looks: boolean;
  readonly openAi: { readonly apiKey: string; readonly baseURL: string };
  readonly s3: { readonly endpoint: string; readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface Order {
  readonly id: string;
  readonly chat_id: number;
  readonly card_id: number;
}

const BUCKET = 'bench';
const PRICE = 1;
const AT_ONCE = 20;
const given = told<WholeOrdersTold>();
const pool = new Pool({ connectionString: given.databaseUrl, max: 10 });
await pool.query(`
  CREATE TABLE IF NOT EXISTS seen (update_id bigint PRIMARY KEY, payload jsonb NOT NULL);
  CREATE TABLE IF NOT EXISTS person (id bigint PRIMARY KEY, credits integer NOT NULL DEFAULT 1000000 CHECK (credits >= 0));
  CREATE TABLE IF NOT EXISTS "order" (id uuid PRIMARY KEY, chat_id bigint NOT NULL, card_id bigint NOT NULL, state text NOT NULL,
    idea text NOT NULL, prompt text, request_id text UNIQUE, picture text, sent_at timestamptz, created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS spent (order_id uuid PRIMARY KEY REFERENCES "order", person_id bigint NOT NULL, credits integer NOT NULL)`);

const transaction = async <T,>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
};

const openAi = new OpenAI(given.openAi);
const { endpoint, ...credentials } = given.s3;
const s3 = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
await s3.send(new CreateBucketCommand({ Bucket: BUCKET })).catch(() => undefined); // the bucket may exist already
const bot = new Telegraf(given.token, { telegram: { apiRoot: given.apiRoot, webhookReply: false } });
const PROMPT = {
  type: 'object',
  additionalProperties: false,
  required: ['enhanced'],
  properties: { enhanced: { type: 'string' } },
};

/** The same questions about a picture as the product's. */
const PART = { type: 'string', enum: ['good', 'flawed', 'broken', 'absent'] };
const REVIEW = {
  type: 'object',
  additionalProperties: false,
  required: ['pictures'],
  properties: {
    pictures: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['eyes', 'hands', 'artefacts', 'score', 'minor'],
        properties: {
          eyes: PART,
          hands: PART,
          artefacts: PART,
          score: { type: 'integer' },
          minor: { type: 'string', enum: ['none', 'safe', 'unsafe'] },
        },
      },
    },
  },
};
const classifier = given.looks ? fork(path.join(import.meta.dirname, 'content-alone.mjs')) : undefined;
if (classifier) await once(classifier, 'message');
const asked: ((explicitness: number) => void)[] = [];
classifier?.on('message', (explicitness: number) => asked.shift()?.(explicitness));

let address = '';

/** Handles the tap: records the update once, takes the payment, and queues the order. */
const order = async (update: Update.CallbackQueryUpdate): Promise<void> => {
  const { from, message } = update.callback_query;
  const id = randomUUID();
  const cardId = message?.message_id ?? 0;
  const isNew = await transaction(async (client) => {
    const { rowCount } = await client.query(
      'INSERT INTO seen (update_id, payload) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [update.update_id, update],
    );
    if (rowCount === 0) return false;
    await client.query('UPDATE person SET credits = credits - $2 WHERE id = $1', [from.id, PRICE]);
    await client.query(
      `INSERT INTO "order" (id, chat_id, card_id, state, idea) VALUES ($1, $2, $3, 'queued', 'a walk along the sea at sunset')`,
      [id, from.id, cardId],
    );
    return true;
  });
  if (!isNew) return;
  await draw.queue.add('draw', { id, chat_id: from.id, card_id: cardId } satisfies Order);
  void bot.telegram.editMessageText(from.id, cardId, undefined, 'It is being drawn.');
};

const moderate = async (input: string): Promise<void> => {
  const { results } = await openAi.moderations.create({ model: 'omni-moderation-latest', input });
  if (results[0]?.flagged) throw new Error('refused');
};

/** Submits an order as a simple bot would: checks the idea, has a prompt written, checks the prompt and submits it. */
const submit = async ({ id }: Order): Promise<void> => {
  const { rows } = await pool.query<{ idea: string }>(`SELECT idea FROM "order" WHERE id = $1 AND state = 'queued'`, [
    id,
  ]);
  const [{ idea } = { idea: '' }] = rows;
  await moderate(idea);
  const answer = await openAi.responses.create({
    model: 'gpt-6-luna',
    instructions: 'Write a prompt for the idea.',
    input: [{ role: 'user', content: [{ type: 'input_text', text: idea }] }],
    text: { format: { type: 'json_schema', name: 'prompt', schema: PROMPT, strict: true } },
    max_output_tokens: 2_000,
    store: false,
  });
  const { enhanced: prompt } = JSON.parse(answer.output_text) as { enhanced: string };
  await moderate(prompt);
  const lora = `${given.falUrl}/files/lora.safetensors`;
  await fetch(lora, { method: 'HEAD' });
  await pool.query(`UPDATE "order" SET prompt = $2, state = 'submitting' WHERE id = $1`, [id, prompt]);
  const response = await fetch(
    `${given.falUrl}/queue/fal-ai/flux-lora?fal_webhook=${encodeURIComponent(`${address}/fal?order=${id}`)}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Key bench:bench' },
      body: JSON.stringify({ prompt, loras: [{ path: lora, scale: 1 }], num_images: 1 }),
    },
  );
  const { request_id: requestId } = (await response.json()) as { request_id: string };
  await pool.query(`UPDATE "order" SET request_id = $2, state = 'waiting' WHERE id = $1 AND state = 'submitting'`, [
    id,
    requestId,
  ]);
};

const explicitness = async (small: Sharp): Promise<number> => {
  const pixels = await small.resize(224, 224, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  return new Promise((resolve) => {
    asked.push(resolve);
    classifier?.send(pixels.toString('base64'));
  });
};

/** Throws for a picture that the moderator, the vision model or the classifier would withhold. */
const look = async (picture: Buffer): Promise<void> => {
  const { data, info } = await sharp(picture)
    .flatten()
    .resize(768, 768, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const small = sharp(data, { raw: info });
  const jpegUrl = async (side: number): Promise<string> => {
    const jpeg = await small.clone().resize(side, side, { fit: 'inside' }).jpeg({ quality: 80 }).toBuffer();
    return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
  };
  const [verdict, review, explicit] = await Promise.all([
    jpegUrl(768).then((url) =>
      openAi.moderations.create({
        model: 'omni-moderation-latest',
        input: [{ type: 'image_url', image_url: { url } }],
      }),
    ),
    jpegUrl(512).then((url) =>
      openAi.responses.create({
        model: 'gpt-6-luna',
        instructions: 'Review the picture.',
        input: [{ role: 'user', content: [{ type: 'input_image', image_url: url, detail: 'low' }] }],
        text: { format: { type: 'json_schema', name: 'picture_review', schema: REVIEW, strict: true } },
        max_output_tokens: 2_000,
        store: false,
      }),
    ),
    explicitness(small.clone()),
  ]);
  const { pictures } = JSON.parse(review.output_text) as { pictures: [{ minor: string }] };
  if (verdict.results[0]?.flagged || explicit >= 0.9 || pictures[0].minor === 'unsafe') throw new Error('withheld');
};

/** Fetches the picture, stores it, settles the order and sends the picture. */
const collect = async (id: string, requestId: string): Promise<void> => {
  const job = `${given.falUrl}/queue/fal-ai/flux-lora/requests/${requestId}`;
  await (await fetch(`${job}/status`)).arrayBuffer();
  const { images } = (await (await fetch(job)).json()) as { images: [{ url: string }] };
  const bytes = Buffer.from(await (await fetch(images[0].url)).arrayBuffer());
  const picture = await sharp(bytes).autoOrient().flatten({ background: '#fff' }).jpeg({ quality: 92 }).toBuffer();
  if (given.looks) await look(picture);
  const key = `${id}.jpg`;
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: picture, ContentType: 'image/jpeg' }));
  const found = await transaction(async (client) => {
    const { rows } = await client.query<Order>(
      `UPDATE "order" SET state = 'succeeded', picture = $2 WHERE id = $1 AND state <> 'succeeded' RETURNING id, chat_id, card_id`,
      [id, key],
    );
    if (rows[0])
      await client.query('INSERT INTO spent (order_id, person_id, credits) VALUES ($1, $2, $3)', [
        id,
        rows[0].chat_id,
        PRICE,
      ]);
    return rows[0];
  });
  if (!found) return;
  await bot.telegram.sendPhoto(found.chat_id, { source: picture, filename: 'picture.jpg' });
  await pool.query('UPDATE "order" SET sent_at = now() WHERE id = $1', [id]);
  void bot.telegram.sendMessage(found.chat_id, `Charged: ${PRICE} credit.`);
};

const servers = { postgresUrl: given.databaseUrl, redisUrl: given.redisUrl };
const queues = given.looks ? 'bench-seen' : 'bench-unseen';
const draw = await plainQueue(servers, `${queues}-draw`, ({ data }) => submit(data as Order), AT_ONCE);
const collecting = await plainQueue(
  servers,
  `${queues}-collect`,
  ({ data }) => collect((data as { id: string }).id, (data as { requestId: string }).requestId),
  AT_ONCE,
);

const server = fastify();
server.get('/', () => ({ status: 'ok' }));
server.post('/updates', async ({ body }, reply) => {
  const update = body as Update.CallbackQueryUpdate;
  if (update.callback_query) await order(update);
  else {
    const { message } = body as { message?: { from: { id: number } } };
    await pool.query('INSERT INTO person (id) VALUES ($1) ON CONFLICT DO NOTHING', [message?.from.id]);
    void bot.telegram.sendMessage(message?.from.id ?? 0, 'Draw it?', {
      reply_markup: { inline_keyboard: [[{ text: 'Draw!', callback_data: 'draw' }]] },
    });
  }
  return reply.send();
});
server.post<{ Querystring: { order: string }; Body: { request_id: string } }>(
  '/fal',
  async ({ query, body }, reply) => {
    await collecting.queue.add('collect', { id: query.order, requestId: body.request_id });
    return reply.send();
  },
);
address = await server.listen({ port: 0, host: '127.0.0.1' });
await bot.telegram.setWebhook(`${address}/updates`);
ready(address);
