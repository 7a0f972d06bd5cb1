import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { startFal } from '@aisha/fakes/fal';
import { startOpenAi } from '@aisha/fakes/openai';
import { startS3 } from '@aisha/fakes/s3';
import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { InboxServer, Sender } from '@aisha/messaging';
import { ObjectStore } from '@aisha/storage';
import { afterThisTest, eventually, onPostgres, onRedis, testRedisUrl } from '@aisha/testing';
import { AppModule } from './app.module';

/** The smallest safetensors file: a header without tensors. */
const SMALLEST_LORA = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]);

/** The app as it is deployed, from its environment up; FAL, OpenAI and S3 are fakes over HTTP. */
const setup = async (environment: Record<string, string> = {}) => {
  const postgres = await onPostgres('generator');
  const dir = await mkdtemp(path.join(tmpdir(), 'aisha-generator-app-'));
  afterThisTest(() => rm(dir, { recursive: true, force: true }));
  const fal = await startFal({ key: 'id:secret', timeScale: 0.005 });
  const openAi = await startOpenAi({ key: 'sk-test' });
  const s3 = await startS3({ accessKey: 'tester', secretKey: 'a-long-secret', dir });
  for (const fake of [fal, openAi, s3]) afterThisTest(() => fake.close());
  Object.assign(process.env, {
    LOG_LEVEL: process.env['SPEC_LOG'] ?? 'silent',
    DATABASE_URL: postgres.url,
    REDIS_URL: testRedisUrl() ?? '',
    FAL_API_KEY: 'id:secret',
    FAL_QUEUE_URL: fal.queueUrl,
    FAL_REST_URL: fal.restUrl,
    FAL_ALLOWED_HOSTS: fal.cdnHost,
    FAL_WEBHOOK_URL: 'http://127.0.0.1:9/lost', // no server listens: the watchdog must notice
    WEBHOOK_SECRET: 'thirty-two characters of a secret',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: openAi.url,
    MINIO_ENDPOINT: s3.url,
    MINIO_ACCESS_KEY: 'tester',
    MINIO_SECRET_KEY: 'a-long-secret',
    GENERATION_POLL_MS: '100',
    ORDERS_DISPATCH_MS: '50',
    ...environment,
  });
  const deleted = await postgres.fixtures.avatar({ photos: 0, deletedAt: new Date() });
  await postgres.fixtures.generation({
    input: { kind: 'avatar', avatarId: deleted.id },
    prompt: 'Ксантиппа',
    state: 'failed',
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  afterThisTest(() => app.close());
  app.connectMicroservice({ strategy: app.get(InboxServer) });
  await app.get(ObjectStore).ensureBuckets();
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return { postgres, app, fal, s3, url: await app.getUrl() };
};

describe('the image generator', () => {
  it('starts from its environment, draws an order though no webhook ever comes, and says how it is', async () => {
    const { postgres, app, fal, url } = await setup();
    await app
      .get(ObjectStore)
      .put({ bucket: 'files', key: 'lora' }, SMALLEST_LORA, { contentType: 'application/octet-stream' });
    const loraSha256 = createHash('sha256').update(SMALLEST_LORA).digest('hex');
    const avatar = await postgres.fixtures.avatar({ photos: 0, loraKey: 'files:lora', loraSha256 });
    const { orderId } = await postgres.fixtures.hold();

    await app.get(Sender).send(
      message(imageGeneratorInbox, 'start-generation', {
        orderId,
        userId: avatar.userId,
        input: { kind: 'avatar', avatarId: avatar.id },
        prompt: 'на берегу моря на закате',
        aspectRatio: '1:1',
        pictureCount: 1,
        seed: null,
        similarTo: null,
      }),
    );

    await eventually(
      async () => {
        const jobs = (await postgres.outboxOf('generator')).map(({ job }) => job);
        expect(jobs).toContain('settle-hold');
        expect(jobs).toContain('deliver-pictures');
      },
      { timeoutMs: 20_000 },
    );
    await eventually(async () => expect(await postgres.admin.tablesWith('Ксантиппа')).toEqual([])); // by clock
    const [submitted] = fal.jobs({ webhook: orderId });
    expect(submitted?.webhookUrl).toMatch(/kind=generation&mac=[0-9a-f]{64}$/);
    const dependencies = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
    expect(dependencies.map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'fal true',
      'openai true',
      'postgres true',
      'queue true',
      'schema true',
      'storage true',
    ]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/aisha_fal_request_duration_seconds_count\{operation="submit",outcome="ok"\} 1/);
    expect(metrics).toContain('aisha_orders_ended_total{kind="generation",state="succeeded",reason="none"} 1');
    expect(metrics).toContain('aisha_orders_ended_total{kind="upscale",state="succeeded",reason="none"} 0');
    expect(metrics).toContain('aisha_orders_oldest_open_seconds{kind="upscale",state="queued"} 0');
    expect(metrics).toContain('aisha_fal_account_refused{code="provider-out-of-credit"} 0');
    expect(metrics).toMatch(/aisha_storage_request_duration_seconds_count\{operation="PutObject",outcome="ok"\} [1-9]/);
  });

  (testRedisUrl() ? it : it.skip)(
    'is ready once it has started: without Redis and the storage its work waits, and it is degraded',
    async () => {
      const redis = await onRedis();
      const { url, s3 } = await setup({ REDIS_URL: redis.url });
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      await Promise.all([redis.stop(), s3.close()]);
      afterThisTest(() => redis.startAgain()); // the app ends in order

      const away = await eventually(async () => {
        const told = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
        const names = told.filter(({ ok }) => !ok).map(({ name }) => name);
        return names.length >= 2 && names.sort();
      });
      expect(away).toEqual(['queue', 'storage']);
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    },
  );
});
