import { startFal } from '@aisha/fakes/fal';
import { QueueBackend, QueueSender } from '@aisha/messaging';
import { Logger, SystemClock } from '@aisha/platform';
import { WebhookSignature } from '@aisha/providers/fal';
import { afterThisTest, onPostgres, readableLog } from '@aisha/testing';
import { FalWebhook } from '../src/fal/fal-webhook';
import { WebhookServer } from '../src/fal/webhook-server';

/** The secret of the receiver's addresses. */
export const SECRET = 'a secret of thirty-two characters or more';

/** Starts a receiver of real parts: the server, the queue and FAL's fake, which signs. The test can read its log. */
export const startReceiver = async () => {
  const postgres = await onPostgres('billing');
  const queues = await QueueBackend.open({ DATABASE_URL: postgres.urlOf('receiver') }, Logger.silent());
  afterThisTest(() => queues.close());
  const fal = await startFal({ key: 'id:secret' });
  afterThisTest(() => fal.close());
  const { log, lines } = readableLog();
  const signature = new WebhookSignature({ url: fal.jwksUrl, pauseMs: 50 }, new SystemClock());
  const webhook = new FalWebhook({ all: [SECRET] }, signature, new QueueSender(queues), log);
  const server = new WebhookServer({ API_PORT: 0, LISTEN_HOST: '127.0.0.1' }, webhook, log);
  await server.onApplicationBootstrap();
  afterThisTest(() => server.beforeApplicationShutdown());
  return { postgres, fal, webhook, server, host: new URL(server.url).host, lines };
};
