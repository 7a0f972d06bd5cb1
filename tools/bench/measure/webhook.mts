import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import type { OrderId } from '@aisha/domain';
import { signWebhook, type JobView } from '@aisha/fakes/fal';
import { QueueBackend, QueueSender } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { now } from '../clock.mts';
import type { FalAccount } from '../fal-account.mts';
import type { Floor } from '../floor/process.mts';
import type { Figure } from '../figure.mts';
import type { Product } from '../product.mts';

const USER_ID = 'bench|user';
const REACHABLE_WITHIN_MS = 5_000;
const ASK_EVERY_MS = 20;

/**
 * FAL calls and is answered 200: the signature is checked and a hint is in the worker's queue. Beside it the same request to a
 * route that only answers, and the same message put into the queue by itself. All are about an order that ended long ago.
 */
export const webhookToAcknowledged = async (
  product: Product,
  fal: FalAccount,
  bare: Floor,
  count: number,
): Promise<Figure[]> => {
  const ended = (await fal.pictures()).find(({ state }) => state === 'COMPLETED');
  if (!ended?.webhookUrl) throw new Error('no order has ended yet');
  const address = new URL(ended.webhookUrl);
  const orderId = address.searchParams.get('order') as OrderId;
  const { requestId } = ended;
  const key = signingKeyOf(product);
  const [database, redis] = [product.running.env['DATABASE_URL'], product.running.env['REDIS_URL']];
  const queue = await QueueBackend.open(
    { ...(database && { DATABASE_URL: database }), ...(redis && { REDIS_URL: redis }) },
    Logger.silent(),
  );
  const sender = new QueueSender(queue);
  const send = (): Promise<void> =>
    sender.send(message(imageGeneratorInbox, 'finish-generation', { orderId, requestId, source: 'webhook' }));

  const [ours, answered, sent]: [number[], number[], number[]] = [[], [], []];
  try {
    await isReachable(queue);
    await send();
    for (let round = 0; round < count; round += 1) {
      // Each has another body: the same callback twice would be one message.
      const body = bodyOf(ended);
      const headers = signedHeaders(key, requestId, body);
      ours.push(await timeOf(() => post(address.href, headers, body)));
      answered.push(await timeOf(() => post(`${bare.url}${address.pathname}${address.search}`, headers, body)));
      sent.push(await timeOf(send));
    }
  } finally {
    await queue.close();
  }
  const name = 'webhook → acknowledged';
  return [
    { name, unit: 'ms', values: ours, baseline: { name: 'a bare Fastify route that answers 200', values: answered } },
    {
      name: `${name}, queue alone`,
      unit: 'ms',
      values: ours,
      baseline: { name: 'putting the same message into the queue', values: sent },
    },
  ];
};

/** A publisher does not wait for its connection; here it is what is waited for. */
const isReachable = async (queue: QueueBackend): Promise<void> => {
  for (const deadline = performance.now() + REACHABLE_WITHIN_MS; ; await pause(ASK_EVERY_MS)) {
    try {
      return await queue.ping();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
};

const timeOf = async (work: () => Promise<void>): Promise<number> => {
  const startedAt = now();
  await work();
  return now() - startedAt;
};

const post = async (url: string, headers: Record<string, string>, body: string): Promise<void> => {
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`the webhook was answered ${response.status}`);
};

/** The sandbox's FAL keeps the key that its key set tells of. */
const signingKeyOf = ({ running }: Product): KeyObject =>
  createPrivateKey(readFileSync(path.join(running.stateDir, 'sandbox', 'fal', 'signing-key.pem')));

const bodyOf = ({ requestId }: JobView): string =>
  JSON.stringify({
    request_id: requestId,
    gateway_request_id: randomUUID(),
    status: 'OK',
    error: null,
    payload: { images: [{ url: 'https://v3.fal.media/files/bench/picture.png', width: 1024, height: 1024 }] },
  });

const signedHeaders = (key: KeyObject, requestId: string, body: string): Record<string, string> => {
  const timestamp = Math.floor(Date.now() / 1_000);
  return {
    'content-type': 'application/json',
    'x-fal-webhook-request-id': requestId,
    'x-fal-webhook-user-id': USER_ID,
    'x-fal-webhook-timestamp': String(timestamp),
    'x-fal-webhook-signature': signWebhook(key, { requestId, userId: USER_ID, timestamp, body }),
  };
};
