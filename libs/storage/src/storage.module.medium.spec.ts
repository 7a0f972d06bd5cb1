import { freePort } from '@aisha/embedded';
import { startS3 } from '@aisha/fakes/s3';
import { AppConfig, Health, PlatformModule } from '@aisha/platform';
import { afterThisTest, eventually } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WithStorage } from './storage.config';
import { StorageModule } from './storage.module';
import { DEFAULT_BUCKETS } from './storage-rights';

const KEYS = { accessKey: 'tester', secretKey: 'a-long-secret' };

class Config extends WithStorage(AppConfig) {}

@Module({
  imports: [PlatformModule.forApp('tiny', Config), StorageModule.forApp(Config, 'avatar-trainer')],
})
class App {}

/** A folder for a played storage, and an app whose storage is to answer on `port`. */
const appAt = async (port: number) => {
  const before = { ...process.env };
  const dir = mkdtempSync(path.join(tmpdir(), 'aisha-storage-'));
  afterThisTest(async () => {
    process.env = before;
    rmSync(dir, { recursive: true, force: true });
  });
  process.env = {
    ...before,
    LOG_LEVEL: 'silent',
    MINIO_ENDPOINT: `http://127.0.0.1:${port}`,
    MINIO_ACCESS_KEY: KEYS.accessKey,
    MINIO_SECRET_KEY: KEYS.secretKey,
  };
  const start = async () => {
    const app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
    afterThisTest(() => app.close());
    return async () => (await app.get(Health).all()).find(({ name }) => name === 'storage');
  };
  return { dir, start };
};

/** A way to a storage that counts how often each of its buckets is asked for. */
const countingLine = async (port: number, storagePort: number) => {
  let asked = '';
  const server = createServer((near) => {
    const far = connect(storagePort, '127.0.0.1');
    near.on('data', (request: Buffer) => (asked += request.toString('latin1'))).pipe(far);
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  afterThisTest(async () => void server.close());
  return {
    /** The paths of the buckets that were asked for since the last call. */
    buckets: () => {
      const paths = [...asked.matchAll(/^GET (\/[^/? ]+)\/?\?\S*location/gm)].map(([, bucket]) => bucket);
      asked = '';
      return paths;
    },
  };
};

describe('an app that makes the buckets', () => {
  it('an app that makes the buckets starts while the storage is away, and its health finds the buckets once the storage is back', async () => {
    const port = await freePort();
    const { dir, start } = await appAt(port);
    const storage = await start();

    expect(await storage()).toMatchObject({ ok: false });
    const server = await startS3({ ...KEYS, dir, port });
    afterThisTest(() => server.close());
    expect(await storage()).toMatchObject({ ok: true });
  });

  it('an app that makes the buckets asks for each of them once when its health is asked', async () => {
    const [port, storagePort] = [await freePort(), await freePort()];
    const { dir, start } = await appAt(port);
    const server = await startS3({ ...KEYS, dir, port: storagePort });
    afterThisTest(() => server.close());
    const line = await countingLine(port, storagePort);
    const storage = await start();

    const { avatars, files } = DEFAULT_BUCKETS;
    // The app looks by itself as it starts.
    await eventually(async () => {
      line.buckets();
      expect(await storage()).toMatchObject({ ok: true });
      expect(line.buckets()).toEqual([`/${avatars}`, `/${files}`]);
    });
  });
});

describe('an app that stores files', () => {
  it('an app is without its storage while that answers and takes no file, as when it is full or read-only', async () => {
    const port = await freePort();
    const { dir, start } = await appAt(port);
    const server = await startS3({ ...KEYS, dir, port });
    afterThisTest(() => server.close());
    const full = server.faults.add({ on: 'put', kind: '403', match: '/trial', forMs: 600_000 });
    const storage = await start();

    expect(await storage()).toMatchObject({ ok: false });
    server.faults.remove(full);
    expect(await storage()).toMatchObject({ ok: true });
  });
});
