import { describe, expect, it } from '@jest/globals';
import type { OrderId, PhotoId, PictureId, UserId } from '@aisha/domain';
import type { StartAnimation } from '@aisha/kinds/messages';
import { explicitPicture } from '@aisha/fakes/fal';
import { DIGITAL_SOURCE_TYPE, VideoReader } from '@aisha/pictures';
import { newId } from '@aisha/platform';
import { findFfmpeg } from '@aisha/platform/ffmpeg';
import { fromReference } from '@aisha/storage';
import {
  delivered as deliveredOf,
  explained,
  fal,
  generatorHarness,
  openAi,
  settled,
  storage,
} from '../../spec/generator-harness';
import { fetchesHalfAFileAgain } from '../../spec/half-a-file';

const MAX_BYTES = 50_000_000;
/** The frames at which a look is taken in a video of five seconds: one for each second, the first and the last. */
const FRAMES = 6;

/** How many pictures each request to the vision model carried, in the order of the requests. */
const imagesSeen = (): number[] =>
  openAi
    .requests()
    .map(({ body }) => JSON.stringify(body).split('input_image').length - 1)
    .filter((count) => count > 0);

/** A person with a delivered picture who orders a video of it. */
const setup = async (options: Parameters<typeof generatorHarness>[0] = {}) => {
  const harness = await generatorHarness(options);
  const { filePath, ...input } = await harness.picture();
  const asked: StartAnimation = { orderId: newId<OrderId>(), userId: harness.userId, input, motion: 'wind' };
  const { orderId } = asked;
  const { app, work, done, jobsOf, findAnimation } = harness;
  return {
    ...harness,
    filePath,
    asked,
    orderId,
    start: async (changed: Partial<StartAnimation> = {}) => {
      await app.startAnimation({ ...asked, ...changed });
      await work();
    },
    isCalledBack: async () => {
      await done(orderId);
      await app.finishAnimation({ orderId, requestId: jobsOf(orderId)[0]?.requestId ?? null, source: 'webhook' });
    },
    video: async () =>
      storage().getBuffer(fromReference((await findAnimation(orderId)).filePath ?? ''), { maxBytes: MAX_BYTES }),
  };
};

const delivered = (orderId: OrderId) => deliveredOf(orderId, 'animation');
const charged = (orderId: OrderId) => settled(orderId, 1, 1, null, 'animation');
const givenBack = (orderId: OrderId, code: string) => [
  settled(orderId, 0, 1, code, 'animation'),
  explained(orderId, code),
];

describe('a picture that becomes a video', () => {
  it('a picture becomes a video of five seconds that is marked as made by a model, with one paid request, even if FAL calls back twice', async () => {
    const { start, orderId, app, asked, isCalledBack, findAnimation, jobsOf, said, video } = await setup();

    await start();
    await app.startAnimation(asked);
    await Promise.all([isCalledBack(), isCalledBack()]);

    const { sourceUrl, ...order } = await findAnimation(orderId);
    const mp4 = await video();
    const look = await new VideoReader(findFfmpeg({}, process.env['PATH'] ?? '')).look(mp4);
    expect(order).toMatchObject({ state: 'succeeded', delivered: 1, bytes: mp4.length, clearedBy: 'both' });
    expect(order).toMatchObject({ width: look.width, height: look.height, seconds: expect.closeTo(look.seconds, 3) });
    expect(look.seconds).toBeCloseTo(5, 0);
    expect(mp4.toString('latin1')).toContain(DIGITAL_SOURCE_TYPE.drawn);
    expect(sourceUrl).toBeNull();
    expect(jobsOf(orderId)).toMatchObject([{ input: { prompt: expect.stringContaining('breeze') } }]);
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('a sent photo becomes a video, too; an order whose photo is no longer kept ends without a charge', async () => {
    const { start, orderId, sentPhoto, isCalledBack, findAnimation, said } = await setup();

    await start({ input: await sentPhoto() });
    await isCalledBack();

    expect(await findAnimation(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
    const late = newId<OrderId>();
    await start({ orderId: late, input: { kind: 'photo', photoId: newId<PhotoId>() } });
    expect(await said(late)).toEqual(givenBack(late, 'file-missing'));
  });

  it('a person can delete only their own video, and the picture that it was made of stays', async () => {
    const { start, orderId, app, isCalledBack, findAnimation, userId, filePath, video } = await setup();
    await start();
    await isCalledBack();
    const place = fromReference((await findAnimation(orderId)).filePath ?? '');

    await app.removeAnimation({ orderId, userId: newId<UserId>() });
    expect((await video()).length).toBeGreaterThan(0);
    await app.removeAnimation({ orderId, userId });

    expect(await findAnimation(orderId)).toMatchObject({ state: 'succeeded', filePath: null });
    await expect(storage().head(place)).rejects.toMatchObject({ code: 'file-missing' });
    await expect(storage().head(fromReference(filePath))).resolves.toMatchObject({});
  });

  it('no model is asked about a video while our storage is away; once it is back it is checked and delivered', async () => {
    const { start, orderId, isCalledBack, said, outlastsStorage } = await setup();
    await start();

    await outlastsStorage(orderId, isCalledBack);

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });
});

describe('a child in a sent photo or a video', () => {
  it('a sent photo of a child that may not be shown is not animated: the order ends without a charge, and FAL gets neither photo nor request', async () => {
    const { start, orderId, sentPhoto, said, jobsOf, uploads } = await setup();
    openAi.faults.add({ on: 'responses', kind: 'unsafe' });

    await start({ input: await sentPhoto() });

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-changed'));
    expect([jobsOf(orderId), uploads()]).toEqual([[], 0]);
  });

  it('a harmless photo of a child is animated', async () => {
    const { start, orderId, sentPhoto, isCalledBack, said } = await setup();
    openAi.faults.add({ on: 'responses', kind: 'child', times: 2 });

    await start({ input: await sentPhoto() });
    await isCalledBack();

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it('a sent photo waits while the vision model cannot say whether it shows a child, and is animated afterwards', async () => {
    const { start, orderId, sentPhoto, isCalledBack, findAnimation, jobsOf, clock, work, said } = await setup();
    openAi.faults.add({ on: 'responses', kind: 'malformed', times: 10 });
    await start({ input: await sentPhoto() });
    const waiting = await findAnimation(orderId);
    const before = jobsOf(orderId);
    openAi.faults.clear();

    clock.advance(60_000);
    await work();
    await isCalledBack();

    expect([waiting.deferredBy, before]).toEqual(['moderator-unavailable', []]);
    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });

  it.each([
    ['the key is refused', '403', 'provider-refused-key'],
    ['the account is out of credit', 'insufficient_quota', 'provider-out-of-credit'],
  ])(
    'a sent photo that the vision model cannot judge because %s waits for the account, not for a check that is away',
    async (_why, kind, deferredBy) => {
      const { start, orderId, sentPhoto, findAnimation, jobsOf, logged } = await setup();
      openAi.faults.add({ on: 'responses', kind: kind as '403', times: 10 });

      await start({ input: await sentPhoto() });

      expect([(await findAnimation(orderId)).deferredBy, jobsOf(orderId)]).toEqual([deferredBy, []]);
      expect(logged('picture.not-looked-at')).toMatchObject([{ orderId, code: deferredBy }]);
    },
  );

  it('a request that the vision model refuses ends the animation of a sent photo at once without a charge: it would refuse it again', async () => {
    const { start, orderId, sentPhoto, said, jobsOf } = await setup();
    openAi.faults.add({ on: 'responses', kind: '400', times: 10 });

    await start({ input: await sentPhoto() });

    expect(await said(orderId)).toEqual(givenBack(orderId, 'provider-failed'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('a video whose last frame alone shows a child that may not be shown is withheld, and no file of it is kept', async () => {
    const { start, orderId, userId, isCalledBack, said } = await setup();
    await start();
    openAi.faults.add({ on: 'responses', kind: 'unsafe', picture: FRAMES - 1 });

    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'result-not-decent'));
    expect(await storage().removePrefix({ bucket: 'files', key: `animations/${userId}/` })).toBe(0);
  });

  it('the vision model looks at no picture of ours before it is animated, and at every frame of the video in one request: one for each second, the first and the last', async () => {
    const { start, orderId, isCalledBack, said } = await setup();
    const before = imagesSeen().length;
    await start();
    await isCalledBack();

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
    expect(imagesSeen().slice(before)).toEqual([FRAMES]);
  });

  it('a video is delivered while the vision model is away, because the moderator and our classifier have seen its frames', async () => {
    const { start, orderId, isCalledBack, said } = await setup();
    await start();
    openAi.faults.add({ on: 'responses', kind: 'malformed', times: 10 });

    await isCalledBack();

    expect(await said(orderId)).toEqual([charged(orderId), delivered(orderId)]);
  });
});

describe('an animation that ends without a charge', () => {
  it.each([
    ["when the picture is a stranger's", (asked: StartAnimation) => ({ ...asked, userId: newId<UserId>() })],
    [
      'when there is no such picture',
      ({ input, ...asked }: StartAnimation) => ({
        ...asked,
        input: { ...input, pictureId: newId<PictureId>() } as never,
      }),
    ],
  ])('an animation ends without a charge %s, and FAL gets no request', async (_when, changed) => {
    const { start, asked, orderId, said, jobsOf, uploads } = await setup();

    await start(changed(asked));

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-found'));
    expect([jobsOf(orderId), uploads()]).toEqual([[], 0]);
  });

  it('an animation ends without a charge when one frame may not be shown, and no file of it is kept', async () => {
    const { start, orderId, userId, isCalledBack, said, findAnimation } = await setup();
    await start();
    openAi.faults.add({ on: 'moderations', kind: 'flagged', category: 'sexual' });

    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'result-not-decent'));
    expect(await findAnimation(orderId)).toMatchObject({ state: 'failed', filePath: null });
    expect(await storage().removePrefix({ bucket: 'files', key: `animations/${userId}/` })).toBe(0);
  });

  it('an animation ends without a charge when the avatar in its picture is stopped while the order waits, and FAL gets no request', async () => {
    const { start, orderId, avatar, stop, postgres, replica, clock, work, said, asked, jobsOf } = await setup({
      falSlots: 0,
    });
    const { id: avatarId } = await avatar();
    const { orderId: from } = asked.input as { orderId: OrderId };
    const drawn = [from, { kind: 'avatar', avatarId }];
    await postgres.admin.query('UPDATE generator.image_generation SET input = $2 WHERE order_id = $1', drawn);
    await start();
    await stop('reported');

    const { dispatcher } = replica(10);
    for (let rounds = 0; rounds < 3; rounds += 1) {
      clock.advance(60_000);
      await dispatcher.tick();
      await dispatcher.settled();
    }
    await work();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'avatar-reported'));
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an animation ends without a charge when the avatar in its picture is stopped while FAL works on it', async () => {
    const { start, orderId, avatar, stop, postgres, isCalledBack, said, asked } = await setup();
    const { id: avatarId } = await avatar();
    const { orderId: from } = asked.input as { orderId: OrderId };
    await postgres.admin.query('UPDATE generator.image_generation SET input = $2 WHERE order_id = $1', [
      from,
      { kind: 'avatar', avatarId },
    ]);
    await start();
    await stop('reported');

    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'avatar-reported'));
  });

  it('an animation ends without a charge when FAL refuses the picture, and the reason does not blame an idea', async () => {
    const { start, orderId, filePath, isCalledBack, said } = await setup();
    const explicit = await explicitPicture({ width: 1024, height: 1024 }).jpeg().toBuffer();
    await storage().put(fromReference(filePath), explicit, { contentType: 'image/jpeg' });

    await start();
    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'result-not-decent'));
  });

  it.each([
    ['FAL fails', 'fail'],
    ['what FAL made is no video', 'broken'],
    ['what FAL made lasts for a moment', 'fewer'],
  ] as const)('an animation ends without a charge within minutes when %s', async (_what, kind) => {
    const { start, orderId, isCalledBack, pollAgain, said } = await setup();
    fal.faults.add({ on: 'job', kind });

    await start();
    await isCalledBack();
    await pollAgain(2 * 60_000);

    expect(await said(orderId)).toEqual(givenBack(orderId, 'provider-failed'));
  });

  fetchesHalfAFileAgain('a video', 'animation', setup);

  it('an animation ends without a charge when its picture is deleted while FAL works on it', async () => {
    const { start, orderId, app, isCalledBack, said, asked, userId } = await setup();
    await start();

    await app.remove({ orderId: (asked.input as { orderId: OrderId }).orderId, userId });
    await isCalledBack();

    expect(await said(orderId)).toEqual(givenBack(orderId, 'picture-not-found'));
  });
});
