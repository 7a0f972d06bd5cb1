import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import type { OrderId, UserId } from '@aisha/domain';
import { DIGITAL_SOURCE_TYPE } from '@aisha/pictures';
import { comparisonKey, originalKey, restorationKey, toReference } from '@aisha/storage';
import { contentOf, enhancerHarness, fal, isKept, storage } from '../../spec/enhancer-harness';

type Options = Parameters<typeof enhancerHarness>[0];

const setup = async (options: Options = {}) => {
  const harness = await enhancerHarness(options);
  const { userId, orderId } = harness;
  const places = {
    original: originalKey(userId, orderId),
    restored: restorationKey(userId, orderId),
    comparison: comparisonKey(userId, orderId),
  };
  return {
    ...harness,
    places,
    keptFiles: () => Promise.all(Object.values(places).map(isKept)),
    charged: expect.objectContaining({ job: 'settle-hold', orderId, kind: 'restoration', delivered: 1, of: 1 }),
    givenBack: (reason: string) => [
      expect.objectContaining({ job: 'settle-hold', orderId, delivered: 0, of: 1, reason }),
      expect.objectContaining({ job: 'explain-failure', orderId, code: reason }),
    ],
  };
};

describe('a photo that is restored', () => {
  it('a restored photo is twice as large, is stored with its original and a comparison of both, and costs one paid request', async () => {
    const { start, isCalledBack, pollAgain, find, jobs, said, photo, places, charged, orderId } = await setup();

    await start();
    await start();
    await Promise.all([isCalledBack(), isCalledBack()]);
    await pollAgain();

    expect(jobs()).toMatchObject([{ endpoint: 'fal-ai/codeformer', input: { upscale_factor: 2 } }]);
    expect(await sharp(await contentOf(places.restored)).metadata()).toMatchObject({
      ...{ format: 'jpeg', width: 400, height: 600 },
      xmpAsString: expect.stringContaining(DIGITAL_SOURCE_TYPE.enhanced),
    });
    expect((await contentOf(places.original)).equals(photo)).toBe(true);
    expect(await sharp(await contentOf(places.comparison)).metadata()).toMatchObject({ width: 812, height: 600 });
    const [comparisonPath, filePath] = [places.comparison, places.restored].map(toReference);
    const files = await Promise.all([places.original, places.restored, places.comparison].map(contentOf));
    const bytes = files.reduce((sum, { length }) => sum + length, 0);
    const made = { width: 400, height: 600, bytes, comparisonPath, filePath };
    expect(await find()).toMatchObject({ state: 'succeeded', ...made });
    expect(await said()).toEqual([
      charged,
      expect.objectContaining({ job: 'deliver-result', orderId, kind: 'restoration' }),
    ]);
  });

  it('a restored photo is four times as wide and as high when the person ordered ×4', async () => {
    const { start, isCalledBack, find } = await setup();

    await start({ scale: 'x4' });
    await isCalledBack();

    expect(await find()).toMatchObject({ state: 'succeeded', scale: 'x4', width: 800, height: 1_200 });
  });

  it('after a restoration no address of the original is left, neither in the row nor in the log', async () => {
    const { start, isCalledBack, find, jobs, logged } = await setup();

    await start();
    expect(jobs()[0]?.input['image_url']).toBe((await find()).sourceUrl);
    await isCalledBack();

    expect((await find()).sourceUrl).toBeNull();
    expect(JSON.stringify(logged('order.ended'))).not.toContain(fal.cdnHost);
  });

  it('a person deletes a restored photo together with its original; another person cannot', async () => {
    const { start, isCalledBack, find, keptFiles, remove, orderId, userId, waiting } = await setup();
    await start();
    await isCalledBack();

    await remove({ orderId, userId: newId<UserId>() });
    expect(await keptFiles()).toEqual([true, true, true]);
    await remove({ orderId, userId });
    await remove({ orderId, userId });

    expect([...(await keptFiles()), await isKept(waiting)]).toEqual([false, false, false, false]);
    expect(await find()).toMatchObject({
      originalPath: null,
      filePath: null,
      comparisonPath: null,
      state: 'succeeded',
    });
  });

  it('a restored photo cannot be deleted while its order is under way, and can be once the result has come', async () => {
    const { start, isCalledBack, said, charged, remove, orderId, userId, waiting, keptFiles } = await setup();
    await start();

    await remove({ orderId, userId });
    expect(await isKept(waiting)).toBe(true);
    await isCalledBack();

    expect(await said()).toEqual([charged, expect.objectContaining({ job: 'deliver-result', orderId })]);
    expect(await keptFiles()).toEqual([true, true, true]);
    await remove({ orderId, userId });
    expect(await keptFiles()).toEqual([false, false, false]);
  });
});

describe('a photo that two orders restore', () => {
  const twice = async () => {
    const harness = await setup();
    const second = newId<OrderId>();
    await harness.start();
    await harness.postgres.fixtures.hold({ orderId: second, kind: 'restoration', item: 'restoration.x2' });
    return { ...harness, second };
  };

  it('a photo that two orders restore stays for the second one when the person deletes the result of the first', async () => {
    const { start, isCalledBack, remove, orderId, userId, second, find, keptFiles } = await twice();
    await isCalledBack();
    await start({ orderId: second });

    await remove({ orderId, userId });
    await isCalledBack(second);

    expect(await keptFiles()).toEqual([false, false, false]);
    expect(await find(second)).toMatchObject({ state: 'succeeded', errorCode: null });
  });

  it('a photo that two orders restore stays for the second one when the result of the first comes too late to be charged and is deleted', async () => {
    const { isCalledBack, orderId, waiting, keptFiles, postgres } = await twice();
    await postgres.fixtures.forgottenHold(orderId);

    await isCalledBack();

    expect(await keptFiles()).toEqual([false, false, false]);
    expect(await isKept(waiting)).toBe(true);
  });
});

describe('a restoration that ends without a charge', () => {
  it('a restoration ends without a charge and leaves no file when FAL finds no face in the photo', async () => {
    const { start, isCalledBack, said, givenBack, keptFiles } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'face_detection_error' });

    await start();
    await isCalledBack();

    expect(await said()).toEqual(givenBack('no-face-to-restore'));
    expect(await keptFiles()).toEqual([false, false, false]);
  });

  it.each([
    ['content_policy_violation', 'result-not-decent'],
    ['no_media_generated', 'provider-failed'],
  ] as const)(
    'a restoration that FAL refuses with %s ends without a charge, and its person reads nothing of an idea',
    async (errorType, code) => {
      const { start, isCalledBack, said, givenBack } = await setup();
      fal.faults.add({ on: 'job', kind: 'fail', errorType });

      await start();
      await isCalledBack();

      expect(await said()).toEqual(givenBack(code));
    },
  );

  it('a restoration ends without a charge when FAL cannot read a photo that we could read, and the reason does not blame the photo', async () => {
    const { start, isCalledBack, said, givenBack } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'image_load_error' });

    await start();
    await isCalledBack();

    expect(await said()).toEqual(givenBack('provider-failed'));
  });

  it('a restoration ends without a charge when FAL fails, and its row names no file', async () => {
    const { start, isCalledBack, said, givenBack, find } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail' });

    await start();
    await isCalledBack();

    expect(await said()).toEqual(givenBack('provider-failed'));
    expect(await find()).toMatchObject({ state: 'failed', filePath: null, sourceUrl: null });
  });

  it('a restored photo that came only by half is fetched again, and delivered', async () => {
    const { start, isCalledBack, pollAgain, said, charged, orderId } = await setup();
    fal.faults.add({ on: 'cdn', kind: 'malformed', match: orderId, times: 1 });
    await start();

    await isCalledBack();
    expect(await said()).toEqual([]);
    await pollAgain(30_000);

    expect(await said()).toEqual([charged, expect.objectContaining({ job: 'deliver-result', orderId })]);
  });

  it('a restoration ends without a charge within minutes and leaves no file when FAL’s file is not a picture at each attempt', async () => {
    const { start, isCalledBack, pollAgain, said, givenBack, keptFiles, orderId } = await setup();
    fal.faults.add({ on: 'cdn', kind: 'malformed', match: orderId, times: 100 });

    await start();
    await isCalledBack();
    await pollAgain(2 * 60_000);

    expect(await said()).toEqual(givenBack('provider-failed'));
    expect(await keptFiles()).toEqual([false, false, false]);
  });

  it('a restoration ends without a charge, and FAL gets no request, when the sent photo is gone because it waited longer than we keep it', async () => {
    const { start, said, givenBack, waiting, jobs } = await setup();
    await storage().remove([waiting]);

    await start();

    expect(await said()).toEqual(givenBack('file-missing'));
    expect(jobs()).toEqual([]);
  });

  it('a restoration that is cancelled in our queue ends without a charge, and is never sent', async () => {
    const { start, cancel, work, said, givenBack, jobs } = await setup({ falSlots: 0 });
    await start();

    await cancel();
    await work();

    expect(await said()).toEqual(givenBack('cancelled-by-user'));
    expect(jobs()).toEqual([]);
  });

  it('a restoration that is cancelled too late for FAL costs nothing, and the file that FAL still makes is not delivered', async () => {
    const { start, cancel, isCalledBack, said, givenBack, keptFiles } = await setup();
    fal.faults.add({ on: 'cancel', kind: 'too-late' });
    await start();

    await cancel();
    await isCalledBack();

    expect(await said()).toEqual(givenBack('cancelled-by-user'));
    expect(await keptFiles()).toEqual([false, false, false]);
  });
});
