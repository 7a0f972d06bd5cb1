import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { Sender } from '@aisha/messaging';
import { ObjectStore } from '@aisha/storage';
import { afterThisTest, eventually, onRedis, testRedisUrl } from '@aisha/testing';
import { startedGenerator } from '../spec/started-generator';

/** The smallest safetensors file: a header without tensors. */
const SMALLEST_LORA = Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]);

describe('the image generator', () => {
  it('the image generator starts from its environment, draws an order although no webhook comes, and reports its health and metrics', async () => {
    const { postgres, app, fal, url } = await startedGenerator({
      plant: async ({ fixtures }) => {
        const { id: avatarId } = await fixtures.avatar({ photos: 0, deletedAt: new Date() });
        await fixtures.generation({ input: { kind: 'avatar', avatarId }, prompt: 'Ксантиппа', state: 'failed' });
      },
    });
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
        quality: 'normal',
        pictureCount: 1,
        seed: null,
        similarTo: null,
        enhance: true,
        look: null,
        session: null,
        path: null,
      }),
    );

    await eventually(
      async () => {
        const jobs = (await postgres.outboxOf('generator')).map(({ job }) => job);
        expect(jobs).toContain('settle-hold');
        expect(jobs).toContain('deliver-result');
      },
      { timeoutMs: 60_000 },
    );
    await eventually(async () => expect(await postgres.admin.tablesWith('Ксантиппа')).toEqual([])); // the app has deleted it by itself, at its own time
    const [submitted] = fal.jobs({ webhook: orderId });
    expect(submitted?.webhookUrl).toMatch(/kind=generation&mac=[0-9a-f]{64}$/);
    const dependencies = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
    expect(dependencies.map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'fal true',
      'fal-bills true',
      'openai true',
      'postgres true',
      'queue true',
      'schema true',
      'storage true',
    ]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/aisha_fal_request_duration_seconds_count\{operation="submit",outcome="ok"\} 1/);
    expect(metrics).toContain('aisha_fal_submissions_total{model="fal-ai/flux-lora",outcome="accepted"} 1');
    expect(metrics).toContain('aisha_fal_dollars_total{model="fal-ai/flux-lora",outcome="accepted"} 0.035');
    expect(metrics).toContain('aisha_fal_submissions_total{model="fal-ai/codeformer",outcome="unknown"} 0');
    expect(metrics).toContain('aisha_orders_ended_total{kind="generation",state="succeeded",reason="none"} 1');
    expect(metrics).toContain('aisha_pictures_reviewed_total{verdict="sound"} 1');
    expect(metrics).toContain('aisha_pictures_redrawn_total 0');
    expect(metrics).toContain('aisha_orders_ended_total{kind="upscale",state="succeeded",reason="none"} 0');
    expect(metrics).toContain('aisha_fal_account_refused{code="provider-out-of-credit"} 0');
    expect(metrics).toMatch(/aisha_storage_request_duration_seconds_count\{operation="PutObject",outcome="ok"\} [1-9]/);
  });

  (testRedisUrl() ? it : it.skip)(
    'the image generator is ready once it has started, and stays ready when Redis and the storage stop, which its health then names',
    async () => {
      const redis = await onRedis();
      const { url, s3 } = await startedGenerator({ environment: { REDIS_URL: redis.url } });
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      await Promise.all([redis.stop(), s3.close()]);
      afterThisTest(() => redis.startAgain()); // so that the app can close its connections and stop

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
