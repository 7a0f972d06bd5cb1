import sharp from 'sharp';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OrderId, PictureId, UserId } from '@aisha/domain';
import type { StartUpscale } from '@aisha/kinds/messages';
import { fromReference } from '@aisha/storage';
import { DIGITAL_SOURCE_TYPE } from '@aisha/pictures';
import { newId } from '@aisha/platform';
import {
  delivered as deliveredOf,
  drawsWhole,
  explained,
  fal,
  generatorHarness,
  settled,
  storage,
} from '../../spec/generator-harness';
import { fetchesHalfAFileAgain } from '../../spec/half-a-file';

beforeEach(drawsWhole);

type Options = Parameters<typeof generatorHarness>[0];

/** A person with a delivered picture who orders an upscale of it. */
const setup = async (options: Options = {}) => {
  const harness = await generatorHarness(options);
  const { filePath, ...input } = await harness.picture();
  const asked: StartUpscale = { orderId: newId<OrderId>(), userId: harness.userId, input, size: '2k' };
  const { orderId } = asked;
  const { app, work, done, jobsOf } = harness;
  return {
    ...harness,
    filePath,
    asked,
    orderId,
    start: async (changed: Partial<StartUpscale> = {}) => {
      await app.startUpscale({ ...asked, ...changed });
      await work();
    },
    /** Lets FAL finish the upscale and call back. */
    isCalledBack: async () => {
      await done(orderId);
      await app.finishUpscale({ orderId, requestId: jobsOf(orderId)[0]?.requestId ?? null, source: 'webhook' });
    },
  };
};

const delivered = (orderId: OrderId) => deliveredOf(orderId, 'upscale');
const charged = (orderId: OrderId) => settled(orderId, 1, 1, null, 'upscale');
const givenBack = (orderId: OrderId, code: string) => [
  settled(orderId, 0, 1, code, 'upscale'),
  explained(orderId, code),
];

describe('an upscaled picture', () => {
  it('an upscaled picture is twice as large in our storage, with one paid request after two callbacks and a poll', async () => {
    const { start, orderId, app, isCalledBack, pollAgain, findUpscale, jobsOf, said, asked } = await setup();

    await start();
    await app.startUpscale(asked);
    await Promise.all([isCalledBack(), isCalledBack()]);
    await pollAgain();

    const { filePath, ...order } = await findUpscale(orderId);
    const large = await storage().getBuffer(fromReference(filePath ?? ''), { maxBytes: 32 * 1024 * 1024 });
    const { length: bytes } = large;
    expect(order).toMatchObject({ state: 'succeeded', delivered: 1, width: 2048, height: 2048, bytes });
    expect(await sharp(large).metadata()).toMatchObject({
      ...{ format: 'jpeg', width: 2048, height: 2048 },
      xmpAsString: expect.stringContaining(DIGITAL_SOURCE_TYPE.drawn),
    });
    expect(jobsOf(orderId)).toMatchObject([{ endpoint: 'fal-ai/codeformer' }]);
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('an upscaled picture is four times as wide and as high when 4K was ordered', async () => {
    const { start, orderId, isCalledBack, findUpscale, jobsOf } = await setup();

    await start({ size: '4k' });
    await isCalledBack();

    expect(jobsOf(orderId)[0]?.input).toMatchObject({ upscale_factor: 4 });
    expect(await findUpscale(orderId)).toMatchObject({ state: 'succeeded', size: '4k', width: 4096, height: 4096 });
  });

  it('no model is asked about an upscaled picture while our storage is away; once it is back it is checked and delivered', async () => {
    const { start, orderId, isCalledBack, said, outlastsStorage } = await setup();
    await start();

    await outlastsStorage(orderId, isCalledBack);

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('a person can delete only their own upscaled picture, and its source stays', async () => {
    const { start, orderId, app, isCalledBack, findUpscale, userId, filePath } = await setup();
    await start();
    await isCalledBack();
    const large = fromReference((await findUpscale(orderId)).filePath ?? '');

    await app.removeUpscale({ orderId, userId: newId<UserId>() });
    await expect(storage().head(large)).resolves.toMatchObject({});
    await app.removeUpscale({ orderId, userId });
    await app.removeUpscale({ orderId, userId });

    expect(await findUpscale(orderId)).toMatchObject({ state: 'succeeded', filePath: null });
    await expect(storage().head(large)).rejects.toMatchObject({ code: 'file-missing' });
    await expect(storage().head(fromReference(filePath))).resolves.toMatchObject({});
  });

  it('an upscale leaves the address of its picture neither in the row nor in the log', async () => {
    const { start, orderId, isCalledBack, findUpscale, jobsOf, logged } = await setup();

    await start();
    const { sourceUrl } = await findUpscale(orderId);
    expect(jobsOf(orderId)[0]?.input['image_url']).toBe(sourceUrl);
    await isCalledBack();

    expect((await findUpscale(orderId)).sourceUrl).toBeNull();
    expect(logged('order.ended')).toHaveLength(1);
    expect(JSON.stringify(logged('order.ended'))).not.toContain(fal.cdnHost);
  });

  it('the picture of an upscale is uploaded again when FAL has lost it before the order has its turn', async () => {
    const { start, orderId, isCalledBack, replica, work, clock, uploads, findUpscale, said } = await setup({
      falSlots: 0,
    });
    await start();
    expect(uploads()).toBe(1);
    expect((await findUpscale(orderId)).sourceUrl).not.toBeNull();
    fal.expireFiles();

    const { dispatcher } = replica(10);
    for (let rounds = 0; rounds < 4; rounds += 1) {
      clock.advance(60_000);
      await dispatcher.tick();
      await dispatcher.settled();
    }
    await isCalledBack();
    await work();

    expect(uploads()).toBe(2);
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });
});

describe('an upscale that ends without a charge', () => {
  it.each([
    ["when the picture is a stranger's", async () => ({ userId: newId<UserId>() })],
    [
      'when there is no such picture',
      async (input: StartUpscale['input']) => ({ input: { ...input, pictureId: newId<PictureId>() } }),
    ],
  ])('an upscale ends without a charge %s, and FAL gets no request', async (_when, changed) => {
    const { start, asked, orderId, said, jobsOf, uploads } = await setup();

    await start(await changed(asked.input));

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-found'));
    expect(jobsOf(orderId)).toEqual([]);
    expect(uploads()).toBe(0);
  });

  it('an upscale ends without a charge when its picture is as large as the ordered size, and FAL gets no request', async () => {
    const { start, postgres, asked, orderId, said, jobsOf, uploads } = await setup();
    await postgres.admin.query('UPDATE generator.picture SET width = 2368, height = 1792 WHERE id = $1', [
      asked.input.pictureId,
    ]);

    await start();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'price-changed'));
    expect(jobsOf(orderId)).toEqual([]);
    expect(uploads()).toBe(0);
  });

  it('an upscale ends without a charge when its picture was deleted before', async () => {
    const { app, start, asked, orderId, userId, said, jobsOf } = await setup();
    await app.remove({ orderId: asked.input.orderId, userId });

    await start();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-found'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an upscale ends without a charge when its picture is deleted while FAL works on it, and no copy of the picture stays', async () => {
    const { start, orderId, app, isCalledBack, findUpscale, said, asked, userId } = await setup();
    await start();

    await app.remove({ orderId: asked.input.orderId, userId });
    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-found'));
    expect(await findUpscale(orderId)).toMatchObject({ state: 'failed', filePath: null });
    expect(await storage().removePrefix({ bucket: 'files', key: `upscales/${userId}/` })).toBe(0);
  });

  it('an upscale ends without a charge when FAL fails', async () => {
    const { start, orderId, isCalledBack, said, findUpscale } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail' });

    await start();
    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'provider-failed'));
    expect(await findUpscale(orderId)).toMatchObject({ state: 'failed', filePath: null, sourceUrl: null });
  });

  it.each([
    ['content_policy_violation', 'result-not-decent'],
    ['no_media_generated', 'provider-failed'],
  ] as const)(
    'an upscale that FAL refuses with %s ends without a charge, and its person reads nothing of an idea',
    async (errorType, code) => {
      const { start, orderId, isCalledBack, said } = await setup();
      fal.faults.add({ on: 'job', kind: 'fail', errorType });

      await start();
      await isCalledBack();

      expect(await said(orderId)).toEqual(givenBack(orderId, code));
    },
  );

  it('an upscale ends without a charge when FAL’s file is larger than any size that we order', async () => {
    const { start, orderId, filePath, isCalledBack, pollAgain, said, findUpscale } = await setup();
    // The fake enlarges the given picture by its factor: this one becomes 2400 × 2400 although 2048 × 2048 were ordered.
    const size = { width: 1200, height: 1200, channels: 3, background: 'red' } as const;
    const picture = await sharp({ create: size }).jpeg().toBuffer();
    await storage().put(fromReference(filePath), picture, { contentType: 'image/jpeg' });

    await start();
    await isCalledBack();
    await pollAgain(2 * 60_000);

    expect(await said(orderId)).toEqual(givenBack(orderId, 'provider-failed'));
    expect(await findUpscale(orderId)).toMatchObject({ state: 'failed', filePath: null });
  });

  fetchesHalfAFileAgain('an upscaled picture', 'upscale', setup);

  it('an upscale ends without a charge within minutes when FAL’s file stays no picture', async () => {
    const { start, orderId, isCalledBack, pollAgain, said, findUpscale } = await setup();
    fal.faults.add({ on: 'cdn', kind: 'malformed', match: orderId, times: 100 });

    await start();
    await isCalledBack();
    await pollAgain(2 * 60_000);

    expect(await said(orderId)).toEqual(givenBack(orderId, 'provider-failed'));
    expect(await findUpscale(orderId)).toMatchObject({ state: 'failed', filePath: null });
  });

  it('an upscale that is cancelled in our queue ends without a charge, and is never sent', async () => {
    const { start, app, work, orderId, userId, said, jobsOf } = await setup({ falSlots: 0 });
    await start();

    await app.cancelUpscale({ orderId, userId });
    await work();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'cancelled-by-user'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an upscale that is cancelled too late for FAL costs nothing, and the file that FAL still makes is not delivered', async () => {
    const { start, app, orderId, userId, isCalledBack, said, findUpscale } = await setup();
    fal.faults.add({ on: 'cancel', kind: 'too-late' }); // the cancel comes too late, however quick FAL is
    await start();

    await app.cancelUpscale({ orderId, userId });
    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'cancelled-by-user'));
    expect(await findUpscale(orderId)).toMatchObject({ state: 'cancelled', filePath: null, sourceUrl: null });
  });
});
