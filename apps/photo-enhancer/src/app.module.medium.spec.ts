import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import type { PhotoId } from '@aisha/domain';
import { Sender } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { ObjectStore, sentPhotoKey } from '@aisha/storage';
import { eventually, onPostgres } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { playedServices } from '@aisha/testing/played-services';
import { AppModule } from './app.module';

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
});
