import { expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { PublicApiConfig } from '../config';
import { UploadedFileStore } from '../files/uploaded-file.store';
import { RequestLimits } from '../limits/request-limits.store';
import { WebhookStore } from '../webhooks/webhook.store';
import { ForgetOldRows } from './forget-old-rows';
import { IdempotentAnswerStore } from '../answers/idempotent-answer.store';

it('stored answers are removed after a day, counts of requests an hour after their window, and webhook messages after a month', async () => {
  const { database, admin } = await onPostgres('api');
  const limits = new RequestLimits(database, new PublicApiConfig());
  const forgetting = new ForgetOldRows(
    new IdempotentAnswerStore(database),
    limits,
    new WebhookStore(database),
    new UploadedFileStore(database),
    Logger.silent(),
  );
  for (const [name, age] of [
    ['old', '25 hours'],
    ['new', '23 hours'],
  ])
    await admin.query(
      `INSERT INTO api.idempotent_answer (key_id, name, user_id, request, status, body, created_at)
       VALUES (gen_random_uuid(), $1, gen_random_uuid(), 'r', 202, '{}', now() - $2::interval)`,
      [name, age],
    );
  for (const [key, age] of [
    ['old', '61 minutes'],
    ['new', '59 minutes'],
  ])
    await admin.query(
      `INSERT INTO api.request_limit (key, points, expire) VALUES ($1, 1, extract(epoch FROM now() - $2::interval) * 1000)`,
      [key, age],
    );
  await admin.query(
    `INSERT INTO api.webhook (id, user_id, url, secret) VALUES (gen_random_uuid(), gen_random_uuid(), 'https://shop.example/', 's')`,
  );
  for (const [body, age] of [
    ['old', '31 days'],
    ['new', '29 days'],
  ])
    await admin.query(
      `INSERT INTO api.webhook_delivery (id, webhook_id, user_id, order_id, body, created_at)
       SELECT gen_random_uuid(), id, user_id, gen_random_uuid(), $1, now() - $2::interval FROM api.webhook`,
      [body, age],
    );

  await forgetting.run();

  const left = await admin.query<{ kept: string }>(
    `SELECT name AS kept FROM api.idempotent_answer UNION ALL SELECT key FROM api.request_limit
     UNION ALL SELECT body FROM api.webhook_delivery`,
  );
  expect(left.map(({ kept }) => kept)).toEqual(['new', 'new', 'new']);
});
