import { readdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { Avatar } from '@aisha/database/trainer';
import type { PhotoId } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { Sender } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { incomingPhotoKey, ObjectStore, toReference, type StoredObject } from '@aisha/storage';
import { eventually, onPostgres, type PostgresHarness } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { playedServices } from '@aisha/testing/played-services';
import { newOwner } from '../spec/trainer-harness';
import { AppModule } from './app.module';

type Plant = (app: NestFastifyApplication, postgres: PostgresHarness, dir: string) => Promise<void>;

/** The app as it is deployed, started from its environment. `plant` writes rows before the start; FAL and S3 are fakes over HTTP. */
const setup = async (plant: Plant = () => Promise.resolve()) => {
  const postgres = await onPostgres('trainer');
  const { dir, fal, environment } = await playedServices({ falTimeScale: 0.001 });
  const { app, url } = await startedApp(AppModule, {
    environment: { ...environment, DATABASE_URL: postgres.url, TRAINING_POLL_MS: '100' },
    plant: (before) => plant(before, postgres, dir),
  });
  return { postgres, app, fal, url };
};

/** How long the test waits: long enough for ten photos and a training on a machine that has other work. */
const PATIENT = { timeoutMs: 80_000 };

describe('the avatar trainer', () => {
  it('the avatar trainer starts from its environment, makes an avatar of ten photos although no callback comes, and reports its health', async () => {
    const { postgres, app, fal, url } = await setup();
    const [sender, storage] = [app.get(Sender), app.get(ObjectStore)];
    const owner = newOwner();
    const status = async () => (await postgres.database.read.findOneBy(Avatar, { id: owner.avatarId }))?.status;
    const avatar = { ...owner, name: 'Анна', trainingType: 'portrait', subject: 'woman' } as const;
    await sender.send(message(avatarTrainerInbox, 'create-avatar', avatar));

    for (const selfie of await drawnSelfies(3, 10)) {
      const photoId = newId<PhotoId>();
      const incoming = incomingPhotoKey(owner.userId, photoId, 'jpg');
      await storage.put(incoming, selfie, { contentType: 'image/jpeg' });
      const photo = { ...owner, photoId, incoming: toReference(incoming) };
      await sender.send(message(avatarTrainerInbox, 'check-photo', photo));
    }
    await eventually(async () => (await status()) === 'ready_for_training', PATIENT);
    const { orderId } = await postgres.fixtures.hold({ kind: 'training', item: 'training.fast' });
    await sender.send(message(avatarTrainerInbox, 'start-training', { ...owner, orderId, preset: 'fast' }));

    await eventually(async () => (await status()) === 'completed', PATIENT);
    const [submitted] = fal.jobs({ webhook: orderId });
    expect(submitted?.webhookUrl).toMatch(/kind=training&mac=[0-9a-f]{64}$/);
    const sent = (await postgres.outboxOf('trainer')).map(({ job }) => job);
    expect(sent).toEqual(expect.arrayContaining(['settle-hold', 'deliver-result']));
    const dependencies = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
    expect(dependencies.map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'fal true',
      'postgres true',
      'queue true',
      'schema true',
      'storage true',
    ]);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'aisha_orders_ended_total{kind="training",state="succeeded",reason="none"} 1',
    );
  });

  it('the avatar trainer by itself deletes photos that arrived long ago, selfies that have been measured, and records of handled messages, and counts open reports', async () => {
    const { userId } = newOwner();
    const [old, fresh] = [0, 1].map(() => incomingPhotoKey(userId, newId<PhotoId>(), 'jpg')) as [
      StoredObject,
      StoredObject,
    ];

    const { postgres, app, url } = await setup(async (before, { admin }, dir) => {
      const storage = before.get(ObjectStore);
      await storage.ensureBuckets();
      await storage.put(old, Buffer.from('a selfie'), { contentType: 'image/jpeg' });
      const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3_600_000);
      const files = await readdir(dir, { recursive: true, withFileTypes: true });
      await Promise.all(
        files
          .filter((file) => file.isFile())
          .map((file) => utimes(path.join(file.parentPath, file.name), twoDaysAgo, twoDaysAgo)),
      );
      await storage.put(fresh, Buffer.from('a selfie'), { contentType: 'image/jpeg' });
      await admin.query(
        `INSERT INTO trainer.selfie (challenge_id, at, avatar_id, user_id, measured, embedding, created_at)
         VALUES ($1, 0, $1, $1, '{}', '{0}', now() - interval '2 hours')`,
        [userId],
      );
      await admin.query(
        `INSERT INTO trainer.face_report (id, user_id, about, has_face) VALUES ($1, $1, 'other', false)`,
        [userId],
      );
      await admin.query(`INSERT INTO trainer.handled VALUES ('old', 'check-photo', now() - interval '9 days')`);
    });

    await eventually(() => expect(app.get(ObjectStore).head(old)).rejects.toMatchObject({ code: 'file-missing' }));
    await eventually(async () => expect(await postgres.admin.query('SELECT FROM trainer.handled')).toEqual([]));
    await eventually(async () => expect(await postgres.admin.query('SELECT FROM trainer.selfie')).toEqual([]));
    await eventually(async () =>
      expect(await (await fetch(`${url}/metrics`)).text()).toContain('aisha_open_reports 1'),
    );
    expect(await app.get(ObjectStore).head(fresh)).toMatchObject({ contentType: 'image/jpeg' });
  });
});
