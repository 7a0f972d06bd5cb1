import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { startFal } from '@aisha/fakes/fal';
import { startOpenAi } from '@aisha/fakes/openai';
import { startS3 } from '@aisha/fakes/s3';
import { LoraUpload } from '@aisha/database/generator';
import { InboxServer } from '@aisha/messaging';
import { ObjectStore } from '@aisha/storage';
import { afterThisTest, eventually, onPostgres, type PostgresHarness, quickMinutes } from '@aisha/testing';
import { AppModule } from './app.module';

type Plant = (app: NestFastifyApplication, postgres: PostgresHarness, dir: string) => Promise<void>;

/** The app as it is deployed, from its environment up, with what `plant` wrote before it began; FAL, OpenAI and S3 are fakes over HTTP. */
const setup = async (plant: Plant = () => Promise.resolve()) => {
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
    REDIS_URL: '', // a queue of its own, in its own database
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
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  afterThisTest(() => app.close());
  await plant(app, postgres, dir);
  app.connectMicroservice({ strategy: app.get(InboxServer) });
  await app.get(ObjectStore).ensureBuckets();
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return { postgres, app, fal, url: await app.getUrl() };
};

describe('the clocks of the image generator', () => {
  it('forgets the links to models of deleted avatars, and old messages, by itself', async () => {
    quickMinutes();

    const { postgres } = await setup(async (_app, { admin, fixtures }) => {
      for (const deletedAt of [new Date(), null]) {
        const { id } = await fixtures.avatar({ photos: 0, deletedAt });
        await admin.insert(LoraUpload, { avatarId: id, url: deletedAt ? 'deleted' : 'kept', uploadedAt: new Date() });
      }
      await admin.query(`INSERT INTO generator.handled VALUES ('old', 'start-generation', now() - interval '9 days')`);
    });

    await eventually(async () =>
      expect(await postgres.admin.query('SELECT url FROM generator.lora_upload')).toEqual([{ url: 'kept' }]),
    );
    await eventually(async () => expect(await postgres.admin.query('SELECT FROM generator.handled')).toEqual([]));
  });
});
