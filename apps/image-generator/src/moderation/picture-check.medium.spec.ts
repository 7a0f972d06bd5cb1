import { afterAll, describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import type { StartUpscale } from '@aisha/kinds/messages';
import { fromReference, pictureKey, upscaleKey } from '@aisha/storage';
import { explicitPicture } from '@aisha/fakes/fal';
import { pictureFile } from '@aisha/pictures';
import { Logger, newId } from '@aisha/platform';
import {
  delivered,
  drawsWhole,
  explained,
  fal,
  generatorHarness,
  openAi,
  settled,
  storage,
} from '../../spec/generator-harness';
import { ContentClassifier } from './content-classifier';

/** How long a review may take in these tests: longer than a fake takes to answer. */
const REVIEW_MS = 15_000;
const PIXEL_LIMIT = 24_000_000;
/** A classifier whose child does not start, so that it classifies no picture. */
const absent = new ContentClassifier(Logger.silent(), '/no/such/child.mjs');
afterAll(() => absent.beforeApplicationShutdown());

type Options = NonNullable<Parameters<typeof generatorHarness>[0]> & { readonly pictureCount?: number };

const setup = async ({ pictureCount = 1, ...options }: Options = {}) => {
  const harness = await generatorHarness(options);
  const { app, avatar, work, order, userId, webhook, find, done } = harness;
  const asked = order({ avatarId: (await avatar()).id, pictureCount });
  const { orderId } = asked;
  const places = Array.from({ length: pictureCount }, (_, position) => pictureKey(userId, orderId, position, 'jpg'));
  return {
    ...harness,
    orderId,
    /** Starts the order, so that FAL gets its request. */
    submitted: async () => {
      await app.start(asked);
      await work();
    },
    /** Lets FAL's callback arrive, and the app collect the pictures. */
    collected: async () => {
      await webhook(orderId);
      await work();
    },
    /** Waits until FAL has drawn, and resolves to the checksums of the pictures as we would keep them. */
    drawn: async () => {
      const [job] = (await done(orderId)) as ReturnType<typeof harness.jobsOf>;
      const [owner, alias] = job!.endpoint.split('/');
      const result = await fetch(`${fal.queueUrl}/${owner}/${alias}/requests/${job!.requestId}`, {
        headers: { authorization: 'Key id:secret' },
      });
      const { images } = (await result.json()) as { images: { url: string }[] };
      return Promise.all(
        images.map(async ({ url }) => {
          const file = Buffer.from(await (await fetch(url)).arrayBuffer());
          return (await pictureFile(file, PIXEL_LIMIT)).sha256;
        }),
      );
    },
    files: async () => {
      const found = await Promise.allSettled(places.map((place) => storage().head(place)));
      return found.filter(({ status }) => status === 'fulfilled').length;
    },
    clearedBy: async () => (await find(orderId)).pictures.map((picture) => picture.clearedBy),
  };
};

const withheld = (orderId: OrderId) => [
  settled(orderId, 0, 1, 'result-not-decent'),
  explained(orderId, 'result-not-decent'),
];
/** Makes FAL draw a picture that may not be shown, without FAL's own warning. */
const explicitAtFal = (images?: number): void => {
  fal.faults.add({ on: 'job', kind: 'explicit', ...(images === undefined ? {} : { images }) });
};
/** Makes every request to the moderator fail from now on; its earlier verdicts on texts stay. */
const moderatorGoes = (): void => {
  openAi.faults.add({ on: 'moderations', kind: '401', times: 100 });
};

describe('a drawn picture', () => {
  it('a drawn picture is checked by the moderator and the classifier, and its row records both', async () => {
    const { submitted, collected, orderId, said, clearedBy } = await setup({ pictureCount: 2 });
    await submitted();

    await collected();

    expect(await said(orderId)).toEqual([settled(orderId, 2, 2, null), delivered(orderId)]);
    expect(await clearedBy()).toEqual(['both', 'both']);
  });

  it('a drawn picture that may not be shown is neither stored nor delivered nor charged; the other pictures of its order are delivered and charged', async () => {
    const { submitted, collected, orderId, said, clearedBy, files, logged } = await setup({ pictureCount: 3 });
    explicitAtFal(1);
    await submitted();

    await collected();

    expect(await said(orderId)).toEqual([settled(orderId, 2, 3, 'result-not-decent'), delivered(orderId)]);
    expect(await clearedBy()).toEqual(['both', 'both']);
    expect(await files()).toBe(2);
    expect(logged('picture.withheld')).toMatchObject([{ orderId, by: 'moderator' }]);
  });

  it('a drawn picture is cleared by the classifier alone while the moderator is away', async () => {
    const { submitted, collected, orderId, said, clearedBy } = await setup();
    await submitted();
    moderatorGoes();

    await collected();

    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
    expect(await clearedBy()).toEqual(['classifier']);
  });

  it('a drawn picture that may not be shown is withheld by the classifier alone while the moderator is away', async () => {
    const { submitted, collected, orderId, said, files, logged } = await setup();
    explicitAtFal();
    await submitted();
    moderatorGoes();

    await collected();

    expect(await said(orderId)).toEqual(withheld(orderId));
    expect(await files()).toBe(0);
    expect(logged('picture.withheld')).toMatchObject([{ by: 'classifier' }]);
  });

  it('a drawn picture is cleared by the moderator alone while the classifier does not start', async () => {
    const [good, bad] = [await setup({ classifies: absent }), await setup({ classifies: absent })];
    await good.submitted();
    await good.collected();
    explicitAtFal();
    await bad.submitted();
    await bad.collected();

    expect(await good.clearedBy()).toEqual(['moderator']);
    expect(await bad.said(bad.orderId)).toEqual(withheld(bad.orderId));
  });

  it('a drawn picture waits while neither the moderator nor the classifier can check it, and is delivered once one of them can', async () => {
    const { submitted, collected, orderId, said, clearedBy, files, pollAgain } = await setup({ classifies: absent });
    await submitted();
    moderatorGoes();

    await collected();
    expect(await said(orderId)).toEqual([]);
    expect(await files()).toBe(0);
    openAi.faults.clear();
    await pollAgain(60_000);

    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
    expect(await clearedBy()).toEqual(['moderator']);
  });

  it('a drawn picture that neither moderator nor classifier can check in time is not delivered, and the order ends without a charge', async () => {
    const { submitted, collected, orderId, said, files, pollAgain } = await setup({ classifies: absent });
    await submitted();
    moderatorGoes();

    await collected();
    await pollAgain(3 * 60_000);

    expect(await said(orderId)).toEqual([
      settled(orderId, 0, 1, 'picture-unchecked'),
      explained(orderId, 'picture-unchecked'),
    ]);
    expect(await files()).toBe(0);
  });

  it('a drawn picture is withheld when vision sees a minor in a scene that no minor may be in', async () => {
    const { submitted, collected, orderId, said, files, logged } = await setup({ reviewMs: REVIEW_MS });
    await submitted();
    openAi.faults.add({ on: 'responses', kind: 'unsafe' });

    await collected();

    expect(await said(orderId)).toEqual(withheld(orderId));
    expect(await files()).toBe(0);
    expect(logged('picture.withheld')).toMatchObject([{ by: 'vision' }]);
  });

  it.each([
    ['once, and is then asked about each picture alone', 1, [3, null, 3]],
    ['and declines again to look at one of them alone', 2, [2, 'result-not-decent', 2]],
    ['and declines again to look at each of them alone', 4, [0, 'result-not-decent', 0]],
  ] as const)(
    'drawn pictures that vision declines to look at are delivered, except those that it also declines alone: it declines %s',
    async (_what, times, [charged, reason, stored]) => {
      const { submitted, collected, orderId, said, files, logged } = await setup({
        pictureCount: 3,
        reviewMs: REVIEW_MS,
      });
      await submitted();
      openAi.faults.add({ on: 'responses', kind: 'refusal', times });

      await collected();

      expect((await said(orderId))[0]).toEqual(settled(orderId, charged, 3, reason));
      expect(await files()).toBe(stored);
      expect(logged('picture.withheld')).toEqual(
        Array(3 - stored).fill(expect.objectContaining({ orderId, by: 'vision' })),
      );
    },
  );

  it('vision withholds only the picture in which it sees such a minor; the others of the order are delivered and charged', async () => {
    const { submitted, collected, orderId, said, find, drawn } = await setup({ pictureCount: 3, reviewMs: REVIEW_MS });
    await submitted();
    const [first, second, third] = await drawn();
    openAi.faults.add({ on: 'responses', kind: 'unsafe', picture: 1 });

    await collected();

    expect(await said(orderId)).toEqual([settled(orderId, 2, 3, 'result-not-decent'), delivered(orderId)]);
    expect((await find(orderId)).pictures.map(({ sha256 }) => sha256)).toEqual([first, third]);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it.each(['violence/graphic', 'self-harm'] as const)('a drawn picture is withheld for %s', async (category) => {
    const { submitted, collected, orderId, said } = await setup();
    await submitted();
    openAi.faults.add({ on: 'moderations', kind: 'flagged', category });

    await collected();

    expect(await said(orderId)).toEqual(withheld(orderId));
  });
});

describe('an upscaled picture', () => {
  const enlarged = async (isExplicit: boolean) => {
    const harness = await generatorHarness();
    drawsWhole(); // an enlarged picture has to be as large as was ordered
    const { filePath, ...input } = await harness.picture();
    if (isExplicit) {
      const bad = await explicitPicture({ width: 1024, height: 1024 }).jpeg().toBuffer();
      await storage().put(fromReference(filePath), bad, { contentType: 'image/jpeg' });
    }
    const asked: StartUpscale = { orderId: newId<OrderId>(), userId: harness.userId, input, size: '2k' };
    const { orderId, userId } = asked;
    await harness.app.startUpscale(asked);
    await harness.work();
    const [job] = (await harness.done(orderId)) as ReturnType<typeof harness.jobsOf>;
    await harness.app.finishUpscale({ orderId, requestId: job?.requestId ?? null, source: 'webhook' });
    return { ...harness, orderId, place: upscaleKey(userId, orderId, 'jpg') };
  };

  it('an upscaled picture is checked by the moderator and the classifier', async () => {
    const { findUpscale, orderId } = await enlarged(false);

    expect(await findUpscale(orderId)).toMatchObject({ state: 'succeeded', clearedBy: 'both' });
  });

  it('an upscaled picture that may not be shown is neither stored nor delivered nor charged', async () => {
    const { findUpscale, orderId, said, place } = await enlarged(true);

    expect(await findUpscale(orderId)).toMatchObject({ state: 'failed', filePath: null, clearedBy: null });
    expect(await said(orderId)).toEqual([
      settled(orderId, 0, 1, 'result-not-decent', 'upscale'),
      explained(orderId, 'result-not-decent'),
    ]);
    await expect(storage().head(place)).rejects.toMatchObject({ code: 'file-missing' });
  });
});

it('the database accepts a delivered picture or upscale only with a verdict', async () => {
  const { postgres } = await generatorHarness();
  const { id } = await postgres.fixtures.picture();

  await expect(
    postgres.admin.query(`UPDATE generator.picture SET cleared_by = NULL WHERE id = $1`, [id]),
  ).rejects.toThrow(/cleared_by/);
  await expect(
    postgres.admin.query(`UPDATE generator.upscale SET cleared_by = NULL WHERE order_id = $1`, [
      (await postgres.fixtures.upscale({ state: 'succeeded' })).orderId,
    ]),
  ).rejects.toThrow(/upscale_cleared/);
});
