import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import type { OrderId, PhotoId } from '@aisha/domain';
import { fakeDocker } from '@aisha/fakes/gfpgan';
import { Sender } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { ObjectStore, sentPhotoKey } from '@aisha/storage';
import { afterThisTest, eventually, onPostgres, folderOfThisTest } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { playedServices } from '@aisha/testing/played-services';
import { AppModule } from './app.module';
import { GfpganContainer } from './gfpgan/gfpgan-container';

/** The folder with a photo's files that a process left behind when it was killed at work. */
const folderOfKilled = async (): Promise<string> => {
  const killed = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const folder = path.join(tmpdir(), `aisha-work-${killed.pid}-spec`);
  await mkdir(path.join(folder, 'inputs'), { recursive: true });
  await writeFile(path.join(folder, 'inputs', 'photo.jpg'), 'a face');
  afterThisTest(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A fake docker with a container of each of these installations, in which the work on a photo hangs. */
const dockerWithLeftOvers = async (...installations: readonly string[]) => {
  const folder = folderOfThisTest();
  const docker = await fakeDocker(folder);
  await docker.behaves('hang');
  const content = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  for (const installation of installations) {
    const options = { image: 'spec', script: '/app/inference_gfpgan.py', timeoutMs: 600_000, environment: {} };
    const gfpgan = new GfpganContainer({
      ...options,
      ...{ installation, weights: docker.weights, docker: docker.program },
    });
    const wanted = new AbortController();
    const work = await mkdtemp(path.join(folder, 'job-'));
    const photo = { orderId: newId<OrderId>(), content, width: 8, height: 8, factor: 2 };
    const run = gfpgan.restore(photo, work, wanted.signal).catch(() => undefined);
    afterThisTest(async () => {
      wanted.abort();
      await run;
    });
  }
  await eventually(async () => (await docker.running()).length === installations.length);
  return { docker, folder };
};

describe('the photo enhancer', () => {
  it('the photo enhancer starts from its environment, restores a photo though no webhook comes, and reports its health', async () => {
    const postgres = await onPostgres('enhancer');
    const { environment } = await playedServices({ falTimeScale: 0.005 });
    const { app, url } = await startedApp(AppModule, {
      environment: {
        ...environment,
        DATABASE_URL: postgres.url,
        RESTORATION_POLL_MS: '100',
        ORDERS_DISPATCH_MS: '50',
      },
      plant: (before) => before.get(ObjectStore).ensureBuckets(),
    });
    const { userId } = await postgres.fixtures.person();
    const photoId = newId<PhotoId>();
    const { orderId } = await postgres.fixtures.hold({ kind: 'restoration', item: 'restoration.x2' });
    const drawn = { width: 64, height: 48, channels: 3, background: 'teal' } as const;
    const photo = await sharp({ create: drawn }).jpeg().toBuffer();
    await app.get(ObjectStore).put(sentPhotoKey(userId, photoId), photo, { contentType: 'image/jpeg' });

    await app
      .get(Sender)
      .send(message(photoEnhancerInbox, 'start-restoration', { orderId, userId, photoId, scale: 'x2' }));

    await eventually(
      async () => {
        const jobs = (await postgres.outboxOf('enhancer')).map(({ job }) => job);
        expect(jobs).toEqual(expect.arrayContaining(['settle-hold', 'deliver-result']));
      },
      { timeoutMs: 60_000 },
    );
    const dependencies = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
    expect(dependencies.map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'fal true',
      'postgres true',
      'queue true',
      'schema true',
      'storage true',
    ]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('aisha_orders_ended_total{kind="restoration",state="succeeded",reason="none"} 1');
  });

  it.each([
    ['docker', 1],
    ['fal', 2],
  ])(
    'when the photo enhancer on %s starts, it removes the files that a killed process has left, and with docker also that process’s container, but no container of another installation',
    async (backend, left) => {
      const postgres = await onPostgres('enhancer');
      const { environment } = await playedServices({});
      const { docker, folder } = await dockerWithLeftOvers('ours', 'theirs');
      const killed = await folderOfKilled();

      await startedApp(AppModule, {
        environment: {
          ...environment,
          DATABASE_URL: postgres.url,
          INSTALLATION: 'ours',
          RESTORATION_BACKEND: backend,
          GFPGAN_WEIGHTS_PATH: docker.weights,
          PATH: `${folder}${path.delimiter}${process.env['PATH']}`,
        },
        plant: (before) => before.get(ObjectStore).ensureBuckets(),
      });

      expect(await docker.running()).toHaveLength(left);
      expect(existsSync(killed)).toBe(false);
      const calls = (await docker.calls()).filter(([command]) => command === 'ps');
      expect(calls).toHaveLength(backend === 'docker' ? 1 : 0);
    },
  );
});
