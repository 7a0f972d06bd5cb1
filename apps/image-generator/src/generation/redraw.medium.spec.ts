import { createHash } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import type { Picture } from '@aisha/kinds/tables';
import { pictureKey } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { delivered, explained, fal, generatorHarness, openAi, settled, storage } from '../../spec/generator-harness';

/** How long a review may take in these tests: longer than a fake takes to answer, and shorter than a fake hangs. */
const REVIEW_MS = 15_000;
const MOST_BYTES = 16 * 1024 * 1024;
const SOUND = { eyes: 'good', hands: 'good', artefacts: 'good', score: 91 };
const BROKEN = { eyes: 'broken', hands: 'good', artefacts: 'broken', score: 12 };

interface Asked {
  readonly prompt: string;
  readonly seed: number;
  readonly num_images: number;
}

/** An order whose pictures are reviewed, taken by the first of two processes. */
const setup = async ({ pictureCount = 1, reviewMs = REVIEW_MS, falSlots = 10, order = {} } = {}) => {
  const harness = await generatorHarness({ reviewMs, falSlots });
  const { app, avatar, work, jobsOf, clock } = harness;
  const asked = harness.order({ avatarId: (await avatar()).id, pictureCount, seed: 100, ...order });
  const { orderId } = asked;
  const requests = () => jobsOf(orderId).toSorted((one, other) => one.requestId.localeCompare(other.requestId));
  /** Waits until FAL has drawn this many requests. */
  const drawn = (count: number) =>
    eventually(() => {
      const jobs = requests();
      return jobs.length >= count && jobs.every(({ state }) => state === 'COMPLETED') && jobs;
    });
  return {
    ...harness,
    asked,
    orderId,
    drawn,
    requests,
    inputs: () => requests().map(({ input }) => input as unknown as Asked),
    start: async () => {
      await app.start(asked);
      await work();
    },
    /** Lets FAL's callback for the request of this number arrive, and waits until the work after it is done. */
    callback: async (count: number): Promise<string> => {
      const { requestId } = (await drawn(count))[count - 1]!;
      await app.finish({ orderId, requestId, source: 'webhook' });
      await work();
      return requestId;
    },
    /** Moves the clock past the pause after FAL's refusal, and lets the app work. */
    afterPause: async () => {
      clock.advance(60_000);
      await work();
    },
    /** The files of the order in our storage. */
    files: async () => {
      const { bucket, key } = pictureKey(harness.userId, orderId, 0, 'jpg');
      const found: { name: string; sha256: string }[] = [];
      for await (const { key: stored } of storage().list({ bucket, key: path.dirname(key) })) {
        const content = await storage().getBuffer({ bucket, key: stored }, { maxBytes: MOST_BYTES });
        found.push({ name: path.basename(stored), sha256: createHash('sha256').update(content).digest('hex') });
      }
      return found;
    },
    reviews: async () => (await harness.find(orderId)).pictures.map(({ review }) => review),
    looks: () => looksFor('picture_review'),
  };
};

/** How many requests vision has had that ask for an answer in this form. */
const looksFor = (form: string): number =>
  openAi.requests().filter(({ body }) => JSON.stringify(body).includes(form)).length;

const spoilNext = (images?: number, kind: 'broken' | 'ruined' = 'broken'): void => {
  fal.faults.add({ on: 'job', kind, times: 1, ...(images === undefined ? {} : { images }) });
};

/** The file of a delivered picture, as the picture's row records it. */
const fileNamed = ({ filePath, sha256 }: Pick<Picture, 'filePath' | 'sha256'>) => ({
  name: filePath?.split('/').at(-1),
  sha256,
});

describe('a picture before it is delivered', () => {
  it('pictures are reviewed before they are delivered, all those of an order in one request, and the findings are stored with them', async () => {
    const harness = await setup({ pictureCount: 3 });
    const { start, callback, orderId, reviews, said, looks, find } = harness;
    await start();
    const before = looks();

    await callback(1);

    expect(looks() - before).toBe(1);
    expect(await reviews()).toEqual([SOUND, SOUND, SOUND]);
    expect(await said(orderId)).toEqual([settled(orderId, 3, 3, null), delivered(orderId)]);
    expect((await find(orderId)).generation).toMatchObject({ redraw: null, redrawn: 0, seed: 100 });
  });

  it('no review is paid for pictures while our storage is away; once it is back they are reviewed once and delivered', async () => {
    const { start, callback, orderId, said, outlastsStorage } = await setup();
    await start();

    await outlastsStorage(orderId, () => callback(1));

    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });

  it.each([
    ['is down', { kind: '503', times: 3 }, 0],
    ['is out of credit', { kind: 'insufficient_quota' }, 0],
    ['declines once', { kind: 'refusal' }, 1],
    ['breaks off', { kind: 'incomplete', times: 2 }, 0],
    ['answers another question', { kind: 'nonsense' }, 0],
    ['answers no JSON', { kind: 'malformed' }, 0],
  ] as const)('a picture is delivered even when vision %s', async (_what, fault, asksAboutMinors) => {
    const { start, callback, orderId, reviews, said, logged, requests } = await setup();
    await start();
    const before = looksFor('shown_in_pictures');
    openAi.faults.add({ on: 'responses', ...fault });

    await callback(1);

    expect(await reviews()).toEqual([null]);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
    expect(requests()).toHaveLength(1);
    expect(logged('pictures.not-reviewed')).toHaveLength(1);
    expect(looksFor('shown_in_pictures') - before).toBe(asksAboutMinors);
  });

  it.each([['hang'], ['slow']] as const)(
    'a picture waits for vision no longer than a review may take: %s',
    async (kind) => {
      const { start, callback, orderId, reviews, said } = await setup({ reviewMs: 200 });
      await start();
      openAi.faults.add({ on: 'responses', kind, delayMs: 3_600_000 });

      await callback(1);

      expect(await reviews()).toEqual([null]);
      expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
    },
  );

  it('the findings about a picture are deleted with it', async () => {
    const { start, callback, app, orderId, userId, postgres, find } = await setup({ pictureCount: 2 });
    const left = () =>
      postgres.admin.query('SELECT review FROM generator.picture WHERE order_id = $1 AND review IS NOT NULL', [
        orderId,
      ]);
    await start();
    await callback(1);

    await app.removeOne({ orderId, userId, pictureId: (await find(orderId)).pictures[0]!.id });
    expect(await left()).toEqual([{ review: SOUND }]);
    await app.remove({ userId, orderId });

    expect(await left()).toEqual([]);
  });

  it('a picture stays with its process while vision gives no answer: no other process collects it, and its deadline does not end it', async () => {
    const { start, drawn, app, work, replica, clock, postgres, orderId, find, said, requests } = await setup({
      reviewMs: 1_500,
    });
    await start();
    const [only] = await drawn(1);
    openAi.faults.add({ on: 'responses', kind: 'hang' });
    const finished = app.finish({ orderId, requestId: only?.requestId ?? null, source: 'webhook' });
    await eventually(async () => (await find(orderId)).generation.leaseUntil !== null);

    await postgres.admin.query('UPDATE generator.image_generation SET deadline_at = $2 WHERE order_id = $1', [
      orderId,
      clock.now(),
    ]);
    clock.advance(20_000);
    const { dispatcher } = replica();
    await dispatcher.tick();
    await dispatcher.settled();
    await finished;
    await work();

    expect(requests()).toHaveLength(1);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });

  it('a picture is not reviewed while the review is off', async () => {
    const { start, callback, orderId, reviews, said, looks } = await setup({ reviewMs: 0 });
    spoilNext();
    await start();
    const before = looks();

    await callback(1);

    expect(looks()).toBe(before);
    expect(await reviews()).toEqual([null]);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });
});

describe('a picture that came out broken', () => {
  it('a broken picture is drawn again once with another seed and better words, and charged once; the order then has the second seed', async () => {
    const { start, callback, inputs, orderId, reviews, said, find } = await setup();
    spoilNext();
    await start();

    await callback(1);
    expect(await said(orderId)).toEqual([]);
    await callback(2);

    const [first, second] = inputs();
    expect(second).toMatchObject({ seed: 1_100, num_images: 1 });
    expect(second?.prompt).toContain(first?.prompt);
    expect(second?.prompt).toMatch(/one round pupil in each, one clean whole picture/);
    expect(second?.prompt).not.toMatch(/fingers on each/);
    expect(await reviews()).toEqual([SOUND]);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
    const { generation } = await find(orderId);
    expect(generation).toMatchObject({ state: 'succeeded', delivered: 1, redraw: null, redrawn: 1, seed: 1_100 });
    expect(generation.enhancedPrompt).toBe(first?.prompt);
  });

  it.each([
    ['the second, which is broken too and less so', ['ruined', 'broken'], 1_100],
    ['the first, because the second is worse', ['broken', 'ruined'], 100],
    ['the second, as good as the first', ['broken', 'broken'], 1_100],
  ] as const)('the better one of a broken picture and its redraw is delivered: %s', async (_what, faults, seed) => {
    const { start, callback, inputs, orderId, reviews, said, find, files } = await setup();
    for (const kind of faults) spoilNext(undefined, kind);
    await start();

    await callback(1);
    await callback(2);

    expect(inputs()).toHaveLength(2);
    expect(await reviews()).toEqual([BROKEN]);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
    const { generation, pictures } = await find(orderId);
    expect(generation).toMatchObject({ state: 'succeeded', redrawn: 1, seed });
    expect(pictures[0]).toMatchObject({ seed });
    // The file of the picture that is not delivered belongs to no order, so it is removed.
    await eventually(async () => expect(await files()).toEqual(pictures.map(fileNamed)));
  });

  it('a broken picture is replaced by its redraw when vision gives no answer about the redraw, because the redraw is more likely to be sound', async () => {
    const { start, callback, orderId, reviews, find } = await setup();
    spoilNext();
    await start();
    await callback(1);
    openAi.faults.add({ on: 'responses', kind: 'insufficient_quota' });

    await callback(2);

    expect(await reviews()).toEqual([null]);
    expect((await find(orderId)).generation.seed).toBe(1_100);
  });

  it('a broken picture is delivered when writing its redraw to the database fails and FAL then loses the redraw; no second file stays', async () => {
    const { start, callback, pollAgain, postgres, orderId, find, files, reviews } = await setup();
    spoilNext();
    await start();
    await callback(1);
    await postgres.admin.query(`ALTER TABLE generator.picture ADD CONSTRAINT none CHECK (false) NOT VALID`);
    await callback(2);
    expect(await files()).toEqual([{ name: '0-again.jpg' }, { name: '0.jpg' }].map(expect.objectContaining));
    await postgres.admin.query(`ALTER TABLE generator.picture DROP CONSTRAINT none`);
    fal.faults.add({ on: 'result', kind: '404' });

    await pollAgain(60_000);

    expect(await reviews()).toEqual([BROKEN]);
    const { pictures } = await find(orderId);
    await eventually(async () => expect(await files()).toEqual(pictures.map(fileNamed)));
  });

  it('only the broken picture is drawn again, and the others of its order stay', async () => {
    const { start, callback, inputs, orderId, reviews, said, find } = await setup({ pictureCount: 4 });
    spoilNext(1);
    await start();
    await callback(1);
    const kept = (await find(orderId)).generation.redraw?.drawn.slice(1).map(({ sha256 }) => sha256);

    await callback(2);

    expect(inputs().map(({ num_images: count }) => count)).toEqual([4, 1]);
    expect(await reviews()).toEqual([SOUND, SOUND, SOUND, SOUND]);
    const { generation, pictures } = await find(orderId);
    expect(pictures.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    expect(pictures.slice(1).map(({ sha256 }) => sha256)).toEqual(kept);
    expect(pictures.map(({ seed }) => seed)).toEqual([1_100, 100, 100, 100]);
    expect(generation).toMatchObject({ redrawn: 1, seed: 100 });
    expect(await said(orderId)).toEqual([settled(orderId, 4, 4, null), delivered(orderId)]);
  });

  it('a broken picture of a person’s own prompt is drawn again from the same words', async () => {
    const words = { prompt: 'a person by the sea, calm light', enhance: false };
    const { start, callback, inputs } = await setup({ order: words });
    spoilNext();
    await start();

    await callback(1);

    const [first, second] = inputs();
    expect(second).toEqual({ ...first, seed: 1_100 });
  });

  it('a broken picture is drawn again before later orders of other people, even with only one slot', async () => {
    const { start, callback, app, avatar, order, work, requests, jobsOf, clock } = await setup({ falSlots: 1 });
    spoilNext();
    await start();
    const others: OrderId[] = [];
    for (let n = 0; n < 3; n += 1) {
      const userId = newId<UserId>();
      const other = order({ avatarId: (await avatar({ userId })).id, userId, pictureCount: 1 });
      await app.start(other);
      await work();
      others.push(other.orderId);
    }
    clock.advance(1);

    await callback(1);

    expect(requests()).toHaveLength(2);
    expect(others.flatMap((orderId) => jobsOf(orderId))).toEqual([]);
  });

  it('a broken picture is drawn again only once when the first callback comes four times', async () => {
    const { start, callback, drawn, app, work, orderId, requests, said, find } = await setup();
    spoilNext();
    await start();
    const [only] = await drawn(1);
    const first = only?.requestId ?? '';

    for (let times = 0; times < 3; times += 1) await app.finish({ orderId, requestId: first, source: 'webhook' });
    await work();
    await app.finish({ orderId, requestId: first, source: 'webhook' });

    expect(requests()).toHaveLength(2);
    expect((await find(orderId)).generation).toMatchObject({ state: 'waiting', redrawn: 1 });
    await callback(2);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });

  it('another process draws a broken picture again and delivers it when the first process died after collecting it', async () => {
    const { start, drawn, app, replica, clock, orderId, requests, said, find } = await setup();
    spoilNext();
    await start();
    const [only] = await drawn(1);
    await app.finish({ orderId, requestId: only?.requestId ?? null, source: 'webhook' });

    // The first process is gone and leaves the order in our queue. The other process takes the order in its turn, and finds the picture by
    // polling.
    const { dispatcher } = replica();
    await eventually(async () => {
      clock.advance(5_000);
      await dispatcher.tick();
      await dispatcher.settled();
      return (await find(orderId)).generation.state === 'succeeded';
    });

    expect(requests()).toHaveLength(2);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });

  it.each([
    ['fails', 'fail'],
    ['is not decent', 'nsfw'],
  ] as const)('a broken picture is delivered as it is, and charged, when its redraw %s', async (_what, kind) => {
    const { start, callback, orderId, reviews, said, find } = await setup();
    spoilNext();
    fal.faults.add({ on: 'job', kind, times: 1 });
    await start();

    await callback(1);
    await callback(2);

    expect(await reviews()).toEqual([BROKEN]);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
    expect((await find(orderId)).generation).toMatchObject({ state: 'succeeded', seed: 100 });
  });

  it('a broken picture is delivered at once as it is when FAL does not accept the second request', async () => {
    const { start, callback, afterPause, orderId, requests, reviews, said } = await setup();
    spoilNext();
    await start();
    fal.faults.add({ on: 'submit', kind: '503', times: 1 });

    await callback(1);
    await afterPause();

    expect(requests()).toHaveLength(1);
    expect(await reviews()).toEqual([BROKEN]);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });

  it('a broken picture is delivered as it is when the second request gets no answer until its deadline', async () => {
    const { start, callback, clock, pollAgain, find, orderId, requests, said, logged } = await setup();
    spoilNext();
    await start();
    fal.faults.add({ on: 'job', kind: 'never-finish', times: 1 });
    await callback(1);
    // The redraw has an earlier deadline than a first drawing, because the first pictures can be delivered already.
    const { deadlineAt } = (await find(orderId)).generation;
    expect(deadlineAt).toEqual(new Date(clock.now().getTime() + 120_000));

    await pollAgain(120_001);

    expect(requests()).toHaveLength(2);
    // The redraw is no longer needed, so the app cancels it at FAL.
    expect(logged('order.cancelled-at-provider')).toMatchObject([{ requestId: requests()[1]?.requestId }]);
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });

  it('the card says that a broken picture is drawn again, and offers no cancel while all pictures are there, because a cancel would give nothing back', async () => {
    const { start, callback, shown, orderId } = await setup({ pictureCount: 2 });
    spoilNext(1);
    await start();
    fal.faults.add({ on: 'job', kind: 'never-finish', times: 1 });

    await callback(1);

    const redrawing = { step: 'redrawing', mayCancel: false, made: null };
    expect(await shown(orderId)).toContainEqual(expect.objectContaining(redrawing));
  });

  it.each([
    ['the second request is silent', 'provider-failed'],
    ['its person cancels it', 'cancelled-by-user'],
  ])(
    'an order with one broken and one missing picture ends with the reason of the missing one when %s',
    async (_what, reason) => {
      const { start, callback, drawn, pollAgain, app, orderId, userId, said } = await setup({ pictureCount: 4 });
      spoilNext();
      await start();
      await drawn(1); // FAL has fetched the model
      fal.faults.add({ on: 'cdn', kind: '404', times: 1 });
      fal.faults.add({ on: 'job', kind: 'never-finish', times: 1 });
      await callback(1);

      if (reason === 'cancelled-by-user') await app.cancel({ orderId, userId });
      else await pollAgain(3_600_000);

      expect(await said(orderId)).toEqual([settled(orderId, 3, 4, reason), delivered(orderId)]);
    },
  );

  it('an order with one broken and one missing picture counts the pictures that it has, so that its cancel says what is charged', async () => {
    const { start, callback, drawn, shown, orderId } = await setup({ pictureCount: 4 });
    spoilNext();
    await start();
    await drawn(1); // FAL has fetched the model
    fal.faults.add({ on: 'cdn', kind: '404', times: 1 });
    fal.faults.add({ on: 'job', kind: 'never-finish', times: 1 });

    await callback(1);

    const counted = { step: 'working', mayCancel: true, made: 3, of: 4 };
    expect(await shown(orderId)).toContainEqual(expect.objectContaining(counted));
  });

  it.each([
    ['waits in our queue', false],
    ['is drawn', true],
  ])('a broken picture is delivered and charged when the person cancels while its redraw %s', async (_what, isSent) => {
    const { start, drawn, app, work, orderId, userId, said, requests } = await setup({ pictureCount: 2 });
    spoilNext(1);
    await start();
    fal.faults.add({ on: 'job', kind: 'never-finish', times: 1 });
    const [only] = await drawn(1);
    await app.finish({ orderId, requestId: only?.requestId ?? null, source: 'webhook' });
    if (isSent) await work();

    await app.cancel({ orderId, userId });
    await work();

    expect(requests()).toHaveLength(isSent ? 2 : 1);
    expect(await said(orderId)).toEqual([settled(orderId, 2, 2, null), delivered(orderId)]);
  });

  it('no picture of an order is shown when its avatar is stopped while a broken picture is drawn again', async () => {
    const { start, callback, orderId, said, stop, files } = await setup({ pictureCount: 4 });
    spoilNext(1);
    await start();
    await callback(1);
    await stop('misused');

    await callback(2);

    expect(await said(orderId)).toEqual([
      settled(orderId, 0, 4, 'avatar-stopped'),
      explained(orderId, 'avatar-stopped'),
    ]);
    await eventually(async () => expect(await files()).toEqual([]));
  });

  it('an order whose hold was forgotten while a broken picture is drawn again charges nothing, delivers nothing and leaves no file', async () => {
    const { start, forget, orderId, userId, said, requests, drawn, app, work, find } = await setup();
    const file = pictureKey(userId, orderId, 0, 'jpg');
    spoilNext();
    await start();
    const [only] = await drawn(1);
    await app.finish({ orderId, requestId: only?.requestId ?? null, source: 'webhook' });
    await storage().head(file);
    await forget(orderId);

    await work();

    expect(requests()).toHaveLength(1);
    expect(await said(orderId)).toContainEqual(settled(orderId, 0, 1, 'hold-forgotten'));
    expect((await find(orderId)).generation.redraw).toBeNull();
    await eventually(() => expect(storage().head(file)).rejects.toThrow());
  });
});

describe('a photo session', () => {
  const session = { pictureCount: 8, order: { prompt: 'Кино', session: 'cinema' as const } };

  it('a photo session draws a broken look again before the next look, and charges each look once', async () => {
    const { start, callback, inputs, orderId, said, find, reviews } = await setup(session);
    await start();
    await callback(1);
    spoilNext();
    await callback(2);

    for (let count = 3; count <= 9; count += 1) await callback(count);

    expect(inputs().map(({ seed }) => seed)).toEqual([100, 101, 102, 1_102, 103, 104, 105, 106, 107]);
    expect(await said(orderId)).toEqual([settled(orderId, 8, 8, null), delivered(orderId)]);
    expect((await find(orderId)).generation).toMatchObject({ redraw: null, redrawn: 1, seed: 100 });
    expect(await reviews()).toEqual(Array.from({ length: 8 }, () => SOUND));
  });

  it('a photo session keeps the first picture of a look whose redraw fails, and draws at most four looks again', async () => {
    const { start, callback, inputs, orderId, said, reviews } = await setup(session);
    fal.faults.add({ on: 'job', kind: 'broken', times: 1 });
    fal.faults.add({ on: 'job', kind: 'fail', times: 1 });
    fal.faults.add({ on: 'job', kind: 'broken', times: 20 });
    await start();

    for (let count = 1; count <= 12; count += 1) await callback(count);

    expect(inputs().map(({ seed }) => seed)).toEqual([
      ...[100, 1_100, 101, 1_101, 102, 1_102, 103, 1_103],
      ...[104, 105, 106, 107],
    ]);
    expect(await said(orderId)).toEqual([settled(orderId, 8, 8, null), delivered(orderId)]);
    expect(await reviews()).toEqual(Array.from({ length: 8 }, () => BROKEN));
  });
});
