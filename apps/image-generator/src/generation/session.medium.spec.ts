import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, looksFor, type OrderId, type UserId } from '@aisha/domain';
import { lookName } from '@aisha/words';
import { GalleryReader } from '@aisha/kinds/tables';
import { pictureKey } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { delivered, explained, fal, generatorHarness, settled, storage } from '../../spec/generator-harness';

/** A photo session of eight looks, ordered and taken by the first of two processes. */
const setup = async (options: Parameters<typeof generatorHarness>[0] = {}) => {
  const harness = await generatorHarness(options);
  const { app, avatar, order, jobsOf, work } = harness;
  const { id: avatarId } = await avatar();
  const asked = order({ avatarId, prompt: 'Кино', pictureCount: 8, session: 'cinema', seed: 100 });
  const { orderId } = asked;
  const requests = () => jobsOf(orderId);
  /** Waits until FAL has been asked for this many looks, and has drawn the last of them. */
  const drawn = (count: number) =>
    eventually(() => {
      const jobs = requests();
      return jobs.length >= count && jobs.every(({ state }) => state === 'COMPLETED') && jobs;
    });
  const newest = (jobs: ReturnType<typeof requests>) =>
    jobs.toSorted((one, other) => one.requestId.localeCompare(other.requestId)).at(-1)!.requestId;
  return {
    ...harness,
    asked,
    orderId,
    requests,
    drawn,
    start: async () => {
      await app.start(asked);
      await work();
    },
    /** Lets FAL's callback for the look of this number arrive, after which the next look is requested. */
    callback: async (count: number): Promise<string> => {
      const requestId = newest(await drawn(count));
      await app.finish({ orderId, requestId, source: 'webhook' });
      await work();
      return requestId;
    },
    session: async () => (await harness.find(orderId)).generation.session,
  };
};
type Setup = Awaited<ReturnType<typeof setup>>;

const drawLooks = async ({ callback }: Setup, from: number, to: number): Promise<void> => {
  for (let count = from; count <= to; count += 1) await callback(count);
};

describe('a photo session', () => {
  it('a photo session requests each look of its group once, with a seed of its own, and delivers all eight pictures together', async () => {
    const harness = await setup();
    const { start, requests, find, said, orderId } = harness;
    await start();
    expect(requests()).toHaveLength(1);

    await drawLooks(harness, 1, 8);

    const asked = requests()
      .toSorted((one, other) => one.requestId.localeCompare(other.requestId))
      .map(({ input }) => input as { prompt: string; seed: number; num_images: number });
    expect(asked.map(({ prompt }) => prompt.replace(/^\S+ \S+, /, ''))).toEqual(
      looksFor('cinema', 'portrait').map(({ prompt }) => prompt),
    );
    expect(asked.map(({ seed }) => seed)).toEqual([100, 101, 102, 103, 104, 105, 106, 107]);
    expect(new Set(asked.map(({ num_images: count }) => count))).toEqual(new Set([1]));
    const { generation, pictures } = await find(orderId);
    expect(generation).toMatchObject({
      state: 'succeeded',
      delivered: 8,
      slotTakenAt: null,
      attempts: 1,
      timedAs: 'session.normal.8',
    });
    expect(pictures.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(pictures.map(({ sha256 }) => sha256)).size).toBe(8);
    // The gallery finds all pictures by their theme: those of the earlier requests and that of the last request.
    expect(pictures.map(({ lookGroup }) => lookGroup)).toEqual(Array(8).fill('cinema'));
    expect(await said(orderId)).toEqual([settled(orderId, 8, 8, null), delivered(orderId)]);
  });

  it('a photo session is stored with the look and the seed of each picture, and is found by the words of its looks in both languages', async () => {
    const harness = await setup();
    fal.faults.add({ on: 'job', kind: 'nsfw', times: 1 });
    await harness.start();
    const [, ...shown] = looksFor('cinema', 'portrait');

    await drawLooks(harness, 1, 8);

    const { generation, pictures } = await harness.find(harness.orderId);
    expect(pictures.map(({ position, look, seed }) => [position, look, seed])).toEqual(
      shown.map(({ id }, place) => [place, id, 101 + place]), // the first picture is missing, and no other takes its look
    );
    expect(generation).toMatchObject({ prompt: 'Кино', promptWriter: 'look' });
    const gallery = new GalleryReader(harness.postgres.database);
    for (const look of shown)
      for (const words of [...LANGUAGES.map((language) => lookName(look, language)), `"${look.prompt}"`]) {
        expect((await gallery.page(harness.userId, { words }, { limit: 8 })).pictures).toHaveLength(7);
      }
  });

  it('all pictures of a photo session have the same time, that of the last one, so that the gallery keeps them together', async () => {
    const harness = await setup();
    const { start, find, orderId, clock, callback } = harness;
    await start();
    for (let count = 1; count <= 8; count += 1) {
      clock.advance(1_000);
      await callback(count);
    }

    const { pictures } = await find(orderId);
    expect(pictures.map(({ createdAt }) => createdAt)).toEqual(Array(8).fill(clock.now()));
  });

  it('a photo session counts the finished looks on its card, and holds one slot at a time', async () => {
    const harness = await setup();
    const { start, shown, orderId, postgres, clock, callback } = harness;
    await start();
    for (const count of [1, 2, 3]) {
      clock.advance(10_000);
      await callback(count);
    }

    expect((await shown(orderId)).filter(({ made }) => made === 3)).toContainEqual(
      expect.objectContaining({ made: 3, of: 8, fraction: 0.38, secondsLeft: 50 }),
    );
    const held = await postgres.admin.query(
      'SELECT order_id FROM generator.image_generation WHERE slot_taken_at IS NOT NULL',
    );
    expect(held).toHaveLength(1);
  });

  it('a photo session takes turns with other orders: with one slot, two other people’s pictures come before its second look', async () => {
    const harness = await setup({ falSlots: 1 });
    const { start, callback, app, order, postgres, avatar, work, webhook, jobsOf, requests, clock } = harness;
    await start();
    const singles: OrderId[] = [];
    for (let n = 0; n < 2; n += 1) {
      const userId = newId<UserId>();
      const single = order({ avatarId: (await avatar({ userId })).id, userId, pictureCount: 1 });
      await app.start(single);
      await work();
      clock.advance(1);
      singles.push(single.orderId);
    }
    const [first, second] = singles as [OrderId, OrderId];
    const asked = () => [requests().length, jobsOf(first).length, jobsOf(second).length];
    expect(asked()).toEqual([1, 0, 0]);

    await callback(1);
    expect(asked()).toEqual([1, 1, 0]);
    await webhook(first);
    await work();
    expect(asked()).toEqual([1, 1, 1]);
    await webhook(second);
    await work();

    expect(asked()).toEqual([2, 1, 1]);
    expect(
      await postgres.admin.query('SELECT order_id FROM generator.image_generation WHERE slot_taken_at IS NOT NULL'),
    ).toHaveLength(1);
  });

  it('a repeated callback does not advance a photo session: no look is requested again, and no picture takes another’s place', async () => {
    const harness = await setup();
    const { start, drawn, app, work, orderId, requests, session, find } = harness;
    await start();
    const [only] = await drawn(1);
    const first = only?.requestId ?? '';

    // The first callback advances the session. The repeated ones find the session waiting for the slot of its next look, and change nothing.
    for (let times = 0; times < 3; times += 1) await app.finish({ orderId, requestId: first, source: 'webhook' });
    await work();

    expect(requests()).toHaveLength(2);
    expect(await session()).toMatchObject({ at: 1 });
    expect((await find(orderId)).generation.pastRequests).toEqual([first]);
  });

  it('a late callback of an earlier request does not count as the current look', async () => {
    const harness = await setup();
    const { start, callback, app, work, orderId, postgres, session } = harness;
    await start();
    const first = await callback(1);
    // The changed rows look as if FAL's first answer had never named its request, and as if the second request had no answer.
    await postgres.admin.query(
      `UPDATE generator.image_generation SET request_id = NULL, past_requests = '{}' WHERE order_id = $1`,
      [orderId],
    );

    await app.finish({ orderId, requestId: first, source: 'webhook' });
    await work();

    expect(await session()).toMatchObject({ at: 1, drawn: [expect.anything()] });
  });

  it('a photo session goes on in another process when the first one dies, and requests no look twice', async () => {
    const harness = await setup();
    const { start, orderId, requests, replica, drawn, clock, find, said } = harness;
    await start();
    await drawLooks(harness, 1, 4);

    // From here on the first process is gone: the test passes it no callback and runs no round of it. The other process finds the pictures
    // by polling.
    const { dispatcher } = replica();
    for (let count = 5; count <= 8; count += 1) {
      await drawn(count);
      await eventually(async () => {
        clock.advance(5_000);
        await dispatcher.tick();
        await dispatcher.settled();
        const { state } = (await find(orderId)).generation;
        return requests().length > count || state === 'succeeded';
      });
    }

    expect(requests()).toHaveLength(8);
    expect(await said(orderId)).toEqual([settled(orderId, 8, 8, null), delivered(orderId)]);
  });

  it('a photo session goes on after a failed look, and a repeated callback about that failure does not end the next look', async () => {
    const harness = await setup();
    const { start, callback, app, work, orderId, said, find } = harness;
    fal.faults.add({ on: 'job', kind: 'fail', times: 1 });
    await start();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset', times: 1 });
    const failed = await callback(1);

    // FAL has not answered the second request, so only its own callback, or its deadline, may decide about it.
    await app.finish({ orderId, requestId: failed, source: 'webhook' });
    await work();
    expect((await find(orderId)).generation).toMatchObject({ state: 'waiting', requestId: null, attempts: 1 });

    await drawLooks(harness, 2, 9);
    expect(await said(orderId)).toEqual([settled(orderId, 8, 8, null), delivered(orderId)]);
  });

  it('a photo session goes on without a look that is not decent, and blames the look and not the person', async () => {
    const harness = await setup();
    fal.faults.add({ on: 'job', kind: 'nsfw', times: 1 });
    await harness.start();

    await drawLooks(harness, 1, 8);

    const { orderId, said, find } = harness;
    expect(await said(orderId)).toEqual([settled(orderId, 7, 8, 'look-not-drawn'), delivered(orderId)]);
    expect((await find(orderId)).pictures.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('a photo session requests a look that failed by chance once more at the end, and is complete when this second request succeeds', async () => {
    const harness = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', times: 2 });
    await harness.start();

    await drawLooks(harness, 1, 10);

    const { orderId, said, find } = harness;
    const looks = looksFor('cinema', 'portrait').map(({ id }) => id);
    expect(await said(orderId)).toEqual([settled(orderId, 8, 8, null), delivered(orderId)]);
    expect((await find(orderId)).pictures.map(({ look, seed }) => [look, seed])).toEqual([
      ...looks.slice(2, 8).map((look, place) => [look, 102 + place]),
      [looks[0], 108],
      [looks[1], 109],
    ]);
  });

  it.each([[[1, 2, 3]], [[1, 4, 8]], [[6, 7, 8]]])(
    'a photo session delivers the other five looks when FAL refuses the looks %j',
    async (refused) => {
      const harness = await setup();
      const refuseNext = (count: number) => {
        if (refused.includes(count))
          fal.faults.add({ on: 'job', kind: 'fail', errorType: 'content_policy_violation', times: 1 });
      };
      refuseNext(1);
      await harness.start();
      for (let count = 1; count <= 8; count += 1) {
        await harness.drawn(count);
        refuseNext(count + 1);
        await harness.callback(count);
      }

      const { orderId, said, requests } = harness;
      expect(await said(orderId)).toEqual([settled(orderId, 5, 8, 'look-not-drawn'), delivered(orderId)]);
      expect(requests()).toHaveLength(8);
    },
  );

  it('a photo session that is cancelled while a look is drawn delivers the finished looks and gives the other credits back', async () => {
    const harness = await setup();
    const { start, app, orderId, userId, said, find, requests } = harness;
    await start();
    await drawLooks(harness, 1, 2);
    fal.faults.add({ on: 'job', kind: 'never-finish', times: 1 });
    await drawLooks(harness, 3, 3);

    await app.cancel({ orderId, userId });

    const { generation, pictures } = await find(orderId);
    expect(generation).toMatchObject({ state: 'cancelled', delivered: 3, slotTakenAt: null });
    expect(pictures).toHaveLength(3);
    expect(await said(orderId)).toEqual([settled(orderId, 3, 8, 'cancelled-by-user'), delivered(orderId)]);
    expect(requests()).toHaveLength(4);
  });

  it('a photo session that is cancelled between two looks requests no further look', async () => {
    const harness = await setup();
    const { start, app, drawn, orderId, userId, said, requests, work } = harness;
    await start();
    const [only] = await drawn(1);
    await app.finish({ orderId, requestId: only?.requestId ?? null, source: 'webhook' });

    await app.cancel({ orderId, userId });
    await work();

    expect(requests()).toHaveLength(1);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 8, 'cancelled-by-user'), delivered(orderId)]);
  });

  it('a photo session whose next look waits too long, because FAL takes no work, delivers the finished looks', async () => {
    const harness = await setup();
    const { start, drawn, app, clock, tick, work, orderId, said, find } = harness;
    await start();
    fal.faults.add({ on: 'submit', kind: '503', times: 2 });
    const [only] = await drawn(1);
    await app.finish({ orderId, requestId: only?.requestId ?? null, source: 'webhook' });
    await work();

    clock.advance(61 * 60_000);
    await tick();
    await work();

    expect((await find(orderId)).generation).toMatchObject({ state: 'succeeded', delivered: 1, slotTakenAt: null });
    expect(await said(orderId)).toEqual([settled(orderId, 1, 8, 'provider-busy'), delivered(orderId)]);
  });

  it.each([
    ['while a look is drawn', true],
    ['between two looks', false],
  ])(
    'a photo session whose avatar is stopped %s shows its finished looks to nobody, and leaves no file',
    async (_what, isDrawn) => {
      const harness = await setup();
      const { start, drawn, app, work, orderId, userId, said, requests, session, stop } = harness;
      const file = pictureKey(userId, orderId, 0, 'jpg');
      await start();
      const [only] = await drawn(1);
      await app.finish({ orderId, requestId: only?.requestId ?? null, source: 'webhook' });
      await storage().head(file);
      if (isDrawn) await work();
      await stop('misused');

      if (isDrawn) await harness.callback(2);
      else await work();

      expect(requests()).toHaveLength(isDrawn ? 2 : 1);
      expect(await said(orderId)).toEqual([
        settled(orderId, 0, 8, 'avatar-stopped'),
        explained(orderId, 'avatar-stopped'),
      ]);
      expect((await session())?.drawn).toEqual([]);
      await eventually(() => expect(storage().head(file)).rejects.toThrow());
    },
  );

  it.each([
    ['cancelled', 'stopped'],
    ['cancelled', 'stopped and deleted'],
  ])('a photo session that is %s shows no finished look if its avatar was %s before that', async (_end, what) => {
    const harness = await setup();
    const { start, app, orderId, userId, said, stop, postgres } = harness;
    await start();
    await drawLooks(harness, 1, 2);
    await stop('reported');
    if (what.endsWith('deleted')) await postgres.admin.query('UPDATE trainer.avatar SET deleted_at = now()');

    await app.cancel({ orderId, userId });

    expect(await said(orderId)).toEqual([
      settled(orderId, 0, 8, 'avatar-reported'),
      explained(orderId, 'avatar-reported'),
    ]);
  });

  it('a photo session whose hold was forgotten meanwhile charges nothing, delivers nothing and leaves no file', async () => {
    const harness = await setup();
    const { start, forget, orderId, userId, said, requests, session } = harness;
    const files = [0, 1].map((position) => pictureKey(userId, orderId, position, 'jpg'));
    await start();
    await drawLooks(harness, 1, 1);
    await storage().head(files[0]!);
    await forget(orderId);

    await drawLooks(harness, 2, 2);

    expect(requests()).toHaveLength(2);
    expect(await said(orderId)).toContainEqual(settled(orderId, 0, 8, 'hold-forgotten'));
    expect((await session())?.drawn).toEqual([]);
    await eventually(() => Promise.all(files.map((file) => expect(storage().head(file)).rejects.toThrow())));
  });
});
