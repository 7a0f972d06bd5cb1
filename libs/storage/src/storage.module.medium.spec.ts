import { freePort } from '@aisha/embedded';
import { startS3 } from '@aisha/fakes/s3';
import { AppConfig, Health, PlatformModule } from '@aisha/platform';
import { afterThisTest } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WithStorage } from './storage.config';
import { StorageModule } from './storage.module';

const KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };

class Config extends WithStorage(AppConfig) {}

@Module({
  imports: [PlatformModule.forApp('tiny', Config), StorageModule.forApp(Config, 'avatar-trainer')],
})
class App {}

describe('an app that makes the buckets', () => {
  it('an app that makes the buckets starts while the storage is away, and its health finds the buckets once the storage is back', async () => {
    const before = { ...process.env };
    const dir = mkdtempSync(path.join(tmpdir(), 'aisha-storage-'));
    afterThisTest(async () => {
      process.env = before;
      rmSync(dir, { recursive: true, force: true });
    });
    const port = await freePort();
    process.env = {
      ...before,
      LOG_LEVEL: 'silent',
      MINIO_ENDPOINT: `http://127.0.0.1:${port}`,
      MINIO_ACCESS_KEY: KEYS.accessKey,
      MINIO_SECRET_KEY: KEYS.secretKey,
    };
    const app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
    afterThisTest(() => app.close());
    const storage = async () => (await app.get(Health).all()).find(({ name }) => name === 'storage');

    expect(await storage()).toMatchObject({ ok: false });
    const server = await startS3({ ...KEYS, dir, port });
    afterThisTest(() => server.close());
    expect(await storage()).toMatchObject({ ok: true });
  });
});
