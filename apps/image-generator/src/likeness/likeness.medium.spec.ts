import { describe, expect, it } from '@jest/globals';
import type { PictureId, UserId } from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import { toReference } from '@aisha/storage';
import { newId } from '@aisha/platform';
import { generatorHarness } from '../../spec/generator-harness';

const delivered = async () => {
  const harness = await generatorHarness();
  const { postgres, userId } = harness;
  const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', units: 2, delivered: 2 });
  const first = await postgres.fixtures.picture({ orderId, position: 0 });
  const second = await postgres.fixtures.picture({ orderId, position: 1 });
  const measured = (...distances: (number | null)[]) => ({
    orderId,
    userId,
    pictures: [second, first]
      .slice(0, distances.length)
      .map(({ id }, i) => ({ pictureId: id, distance: distances[i]! })),
  });
  const kept = async () =>
    (await harness.find(orderId)).pictures.map(({ faceDistance, faceMeasuredAt }) => [
      faceDistance,
      faceMeasuredAt !== null,
    ]);
  const shown = async () => (await harness.said(orderId)).filter(({ job }) => job === 'show-likeness');
  return { ...harness, orderId, first, second, measured, kept, shown };
};

describe('likeness', () => {
  it('the generator asks the trainer to measure the likeness of pictures when these are delivered, and names their files', async () => {
    const { app, avatar, order, work, webhook, asked, find } = await generatorHarness();
    const ordered = order({ avatarId: (await avatar()).id });

    await app.start(ordered);
    await work();
    await webhook(ordered.orderId);

    const { pictures } = await find(ordered.orderId);
    expect(await asked(ordered.orderId)).toMatchObject([
      {
        receiver: 'avatar-trainer',
        job: 'measure-likeness',
        payload: {
          avatarId: avatarIn(ordered.input),
          pictures: pictures.map(({ id, filePath }) => ({ pictureId: id, file: filePath })),
        },
      },
    ]);
  });

  it('the likeness of pictures is stored with them and shown in their order, once', async () => {
    const { app, measured, kept, shown } = await delivered();

    await app.keepLikeness(measured(0.25, 0.5));
    await app.keepLikeness(measured(0.75, 0.75));

    expect(await kept()).toEqual([
      [0.5, true],
      [0.25, true],
    ]);
    const pictures = [
      { position: 0, distance: 0.5 },
      { position: 1, distance: 0.25 },
    ];
    expect(await shown()).toMatchObject([{ payload: { pictures } }]);
  });

  it('likeness is deleted with its picture', async () => {
    const { app, postgres, first, measured, orderId, userId } = await delivered();
    const file = toReference({ bucket: 'files', key: 'pictures/a.jpg' });
    await postgres.admin.query('UPDATE generator.picture SET file_path = $1', [file]);
    await app.keepLikeness(measured(0.25, 0.5));

    await app.removeOne({ orderId, userId, pictureId: first.id });

    const left = await postgres.admin.query('SELECT face_distance FROM generator.picture ORDER BY position');
    expect(left).toEqual([{ face_distance: null }, { face_distance: 0.25 }]);
  });

  it('pictures without a face have no likeness to show', async () => {
    const { app, measured, kept, shown } = await delivered();

    await app.keepLikeness(measured(null, null));

    expect(await kept()).toEqual([
      [null, true],
      [null, true],
    ]);
    expect(await shown()).toEqual([]);
  });

  it('no likeness is stored of pictures that are deleted meanwhile, unknown, or another person’s', async () => {
    const { app, measured, shown, postgres, orderId, first } = await delivered();
    const { pictures } = measured(0.25, 0.25);

    await app.keepLikeness({ ...measured(0.25, 0.25), userId: newId<UserId>() });
    await app.keepLikeness({ ...measured(0.25), pictures: [{ pictureId: newId<PictureId>(), distance: 0.25 }] });
    await postgres.admin.query('UPDATE generator.picture SET file_path = NULL WHERE order_id = $1', [orderId]);
    await app.keepLikeness({ ...measured(0.25), pictures });

    expect(await shown()).toEqual([]);
    expect(
      await postgres.admin.query('SELECT face_measured_at FROM generator.picture WHERE id = $1', [first.id]),
    ).toEqual([{ face_measured_at: null }]);
  });
});

describe('the scale of an avatar', () => {
  it.each([
    ['found when it was trained', 0.85, 0.85],
    ['that is not known is the usual one', null, 1],
  ])(
    'a picture is drawn with the scale of its avatar’s model, or with the usual one when none is known: a scale %s',
    async (_, loraScale, expected) => {
      const { app, avatar, order, work, done, find } = await generatorHarness();
      const ordered = order({ avatarId: (await avatar({ loraScale })).id });

      await app.start(ordered);
      await work();

      const [job] = (await done(ordered.orderId)) as Awaited<ReturnType<typeof done>> & object[];
      expect(job).toMatchObject({ input: { loras: [{ scale: expect.closeTo(expected) }] } });
      expect((await find(ordered.orderId)).generation.generationConfig).toMatchObject({
        loraScale: expect.closeTo(expected),
      });
    },
  );
});
