import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Transaction } from '@aisha/database';
import { PICTURE_MARKS, type UserId } from '@aisha/domain';
import { Picture } from '@aisha/kinds/tables';
import { fromReference } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { newId } from '@aisha/platform';
import {
  delivered,
  explained,
  fal,
  generatorHarness,
  settled,
  SMALLEST_LORA,
  storage,
} from '../../spec/generator-harness';
import { forgetFiles, forgetPicture, markMain } from './picture.store';

/** Runs `other` while another change, for which `other` must wait, is not yet committed. */
const besides =
  (postgres: Awaited<ReturnType<typeof generatorHarness>>['postgres']) =>
  async (change: (tx: Transaction) => Promise<void>, other: () => Promise<void>): Promise<void> => {
    let waits: Promise<void> | undefined;
    await postgres.database.transaction(async (tx) => {
      await change(tx);
      waits = other();
      waits.catch(() => undefined); // awaited below
      await eventually(async () => {
        expect(await postgres.admin.waitingForLocks()).not.toEqual([]);
      });
    });
    await waits;
  };

describe('fewer pictures than ordered', () => {
  it('the generator delivers and charges two pictures of four when the other two are not decent', async () => {
    const { app, avatar, order, work, webhook, said, find } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'nsfw', images: 2 });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 4 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 2, 4, 'result-not-decent'),
      delivered(asked.orderId),
    ]);
    expect((await find(asked.orderId)).pictures).toHaveLength(2);
  });

  it('the generator delivers and charges nothing when no picture is decent', async () => {
    const { app, avatar, order, work, webhook, said } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'nsfw' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'result-not-decent'),
      explained(asked.orderId, 'result-not-decent'),
    ]);
  });

  it('the generator charges three pictures when FAL draws three of the four ordered', async () => {
    const { app, avatar, order, work, webhook, said } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'fewer', images: 3 });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 4 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 3, 4, 'provider-failed'),
      delivered(asked.orderId),
    ]);
  });

  it('pictures from a host that is not allowed are not fetched, and the order ends without a charge', async () => {
    const hits: string[] = [];
    const elsewhere = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { app, avatar, order, work, webhook, said, loraUrl } = await generatorHarness({
      allowedHosts: [`127.0.0.1:${(elsewhere.address() as AddressInfo).port}`],
    });
    // The host of the LoRA's link is not allowed either, so our copy of the LoRA is uploaded and used.
    const { id: avatarId } = await avatar({ loraUrl, loraKey: 'files:copy' });
    await storage().put({ bucket: 'files', key: 'copy' }, SMALLEST_LORA, { contentType: 'application/octet-stream' });
    const asked = order({ avatarId, pictureCount: 1 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);
    elsewhere.close();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 1, 'provider-failed'),
      explained(asked.orderId, 'provider-failed'),
    ]);
    expect(hits).toEqual([]);
  });
});

describe('deleting pictures', () => {
  it('deleting pictures removes their enlarged copies, too, and no other pictures', async () => {
    const { postgres, app, picture, findUpscale, userId } = await generatorHarness();
    const { filePath, ...input } = await picture();
    const kept = { userId, state: 'succeeded', delivered: 1 } as const;
    const mine = await postgres.fixtures.upscale({ ...kept, input });
    const other = await postgres.fixtures.upscale({ ...kept });
    const open = await postgres.fixtures.upscale({ userId, input });
    const large = [mine, other].map((upscale) => fromReference(upscale.filePath ?? ''));
    for (const place of large) await storage().put(place, Buffer.from('large'), { contentType: 'image/jpeg' });

    await app.remove({ orderId: input.orderId, userId });
    await app.remove({ orderId: input.orderId, userId });

    await expect(storage().head(fromReference(filePath))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(storage().head(large[0]!)).rejects.toMatchObject({ code: 'file-missing' });
    expect((await storage().head(large[1]!)).size).toBeGreaterThan(0);
    expect(await findUpscale(mine.orderId)).toMatchObject({ state: 'succeeded', delivered: 1, filePath: null });
    expect((await findUpscale(other.orderId)).filePath).not.toBeNull();
    expect(await findUpscale(open.orderId)).toMatchObject({ state: 'queued', filePath: null });
  });

  it('deleting one picture leaves the others of its order, and removes its enlarged copy; a stranger can remove nothing', async () => {
    const { postgres, app, picture, findUpscale, userId } = await generatorHarness();
    const { filePath, ...input } = await picture();
    const kept = { userId, state: 'succeeded', delivered: 1 } as const;
    const mine = await postgres.fixtures.upscale({ ...kept, input });
    const beside = await postgres.fixtures.picture({ orderId: input.orderId, position: 1, look: 'noir' });
    await postgres.admin.query(`UPDATE generator.picture SET look = 'noir' WHERE id = $1`, [input.pictureId]);
    const other = await postgres.fixtures.upscale({ ...kept, input: { ...input, pictureId: beside.id } });
    const large = fromReference(mine.filePath ?? '');
    await storage().put(large, Buffer.from('large'), { contentType: 'image/jpeg' });
    const asked = { orderId: input.orderId, userId, pictureId: input.pictureId };

    await app.removeOne({ ...asked, userId: newId<UserId>() });
    expect((await storage().head(fromReference(filePath))).size).toBeGreaterThan(0);
    await app.removeOne(asked);
    await app.removeOne(asked);

    for (const file of [fromReference(filePath), large]) {
      await expect(storage().head(file)).rejects.toMatchObject({ code: 'file-missing' });
    }
    const pictures = await postgres.database.read.find(Picture, { where: { orderId: input.orderId } });
    expect(pictures.filter((one) => one.filePath !== null).map(({ id }) => id)).toEqual([beside.id]);
    expect(pictures.filter(({ look }) => look !== null).map(({ id }) => id)).toEqual([beside.id]);
    expect((await findUpscale(mine.orderId)).filePath).toBeNull();
    expect((await findUpscale(other.orderId)).filePath).not.toBeNull();
  });

  const WORDS = {
    ...{ prompt: 'маяк', promptInEnglish: 'a lighthouse', enhancedPrompt: 'a lighthouse, fog' },
    ...{ negativePrompt: 'people', promptStages: [{ stage: 'subject', added: {} }] },
  } as const;
  const NO_WORDS = { prompt: '', promptInEnglish: null, enhancedPrompt: null, negativePrompt: null, promptStages: [] };
  const ofIdea = async (harness: Awaited<ReturnType<typeof generatorHarness>>) => {
    const { postgres, userId } = harness;
    const delivered = { state: 'succeeded', units: 2, delivered: 2 } as const;
    const { orderId } = await postgres.fixtures.generation({ userId, input: { kind: 'idea' }, ...delivered, ...WORDS });
    const first = await postgres.fixtures.picture({ orderId, filePath: 'files:pictures/1.jpg' });
    const second = await postgres.fixtures.picture({ orderId, position: 1, filePath: 'files:pictures/2.jpg' });
    return { orderId, userId, first: first.id, second: second.id };
  };

  it('deleting pictures without an avatar deletes every word about them, too', async () => {
    const harness = await generatorHarness();
    const { orderId, userId } = await ofIdea(harness);

    await harness.app.remove({ orderId, userId });

    expect((await harness.find(orderId)).generation).toMatchObject(NO_WORDS);
  });

  it('deleting pictures without an avatar one by one deletes the words about them together with the last picture', async () => {
    const harness = await generatorHarness();
    const { orderId, userId, first, second } = await ofIdea(harness);

    await harness.app.removeOne({ orderId, userId, pictureId: first });
    expect((await harness.find(orderId)).generation).toMatchObject(WORDS);
    await harness.app.removeOne({ orderId, userId, pictureId: second });

    expect((await harness.find(orderId)).generation).toMatchObject(NO_WORDS);
  });

  it('deleting pictures without an avatar deletes the words even if the last two are deleted at the same moment', async () => {
    const harness = await generatorHarness();
    const { orderId, userId, first, second } = await ofIdea(harness);

    await besides(harness.postgres)(
      (tx) => forgetPicture(tx, { id: first, orderId }, []),
      () => harness.app.removeOne({ orderId, userId, pictureId: second }),
    );

    expect((await harness.find(orderId)).generation).toMatchObject(NO_WORDS);
  });

  it('deleting pictures removes the files and keeps the row; a stranger can remove nothing', async () => {
    const { app, avatar, order, work, webhook, find, userId } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start(asked);
    await work();
    await webhook(asked.orderId);
    const { filePath } = (await find(asked.orderId)).pictures[0] ?? {};
    const stored = fromReference(filePath ?? '');

    await app.remove({ orderId: asked.orderId, userId: newId<UserId>() });
    expect((await storage().head(stored)).size).toBeGreaterThan(0);
    await app.remove({ orderId: asked.orderId, userId });
    await app.remove({ orderId: asked.orderId, userId });

    await expect(storage().head(stored)).rejects.toMatchObject({ code: 'file-missing' });
    expect(await find(asked.orderId)).toMatchObject({ generation: { state: 'succeeded', delivered: 1 }, pictures: [] });
  });
});

describe('marking a picture', () => {
  const setup = async () => {
    const harness = await generatorHarness();
    const { postgres, avatar, userId } = harness;
    const { id: avatarId } = await avatar();
    const { orderId } = await postgres.fixtures.generation({
      ...{ userId, input: { kind: 'avatar', avatarId } },
      ...{ state: 'succeeded', units: 2, delivered: 2 },
    });
    const first = await postgres.fixtures.picture({ orderId, filePath: 'files:pictures/1.jpg' });
    const second = await postgres.fixtures.picture({ orderId, position: 1, filePath: 'files:pictures/2.jpg' });
    const marks = async () => {
      const { read } = postgres.database;
      const pictures = await read.find(Picture, { where: { orderId }, order: { position: 'ASC' } });
      return pictures.map(({ favouriteAt, mainOf }) => [favouriteAt !== null, mainOf === avatarId]);
    };
    const meanwhile = besides(postgres);
    const asked = { orderId, userId, isOn: true };
    return { ...harness, asked, avatarId, first: first.id, second: second.id, marks, meanwhile };
  };

  it('marking a picture as the main photo of its avatar replaces the earlier main photo', async () => {
    const { app, asked, first, second, marks } = await setup();

    await app.mark({ ...asked, pictureId: first, mark: 'main-photo' });
    expect(await marks()).toEqual([
      [false, true],
      [false, false],
    ]);
    await app.mark({ ...asked, pictureId: second, mark: 'main-photo' });
    expect(await marks()).toEqual([
      [false, false],
      [false, true],
    ]);
    await app.mark({ ...asked, pictureId: second, mark: 'main-photo', isOn: false });

    expect(await marks()).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  it('marking a picture as the main photo waits for another picture that is marked at the same moment', async () => {
    const { app, asked, avatarId, first, second, marks, meanwhile } = await setup();

    await meanwhile(
      (tx) => markMain(tx, first, avatarId, true),
      () => app.mark({ ...asked, pictureId: second, mark: 'main-photo' }),
    );

    expect(await marks()).toEqual([
      [false, false],
      [false, true],
    ]);
  });

  it.each(PICTURE_MARKS)('marking a picture that is being deleted changes nothing (%s)', async (mark) => {
    const { app, asked, first, marks, meanwhile } = await setup();

    await meanwhile(
      (tx) => forgetFiles(tx, asked.orderId, []),
      () => app.mark({ ...asked, pictureId: first, mark }),
    );

    expect(await marks()).toEqual([
      [false, false],
      [false, false],
    ]);
  });

  it('marking a picture as a favourite leaves the others as they are, and can be undone', async () => {
    const { app, asked, first, second, marks } = await setup();

    await app.mark({ ...asked, pictureId: first, mark: 'favourite' });
    await app.mark({ ...asked, pictureId: second, mark: 'favourite' });
    await app.mark({ ...asked, pictureId: first, mark: 'favourite', isOn: false });

    expect(await marks()).toEqual([
      [false, false],
      [true, false],
    ]);
  });

  it('only the owner can mark a picture, and the mark is deleted with the picture', async () => {
    const { app, asked, first, marks } = await setup();
    await app.mark({ ...asked, userId: newId<UserId>(), pictureId: first, mark: 'favourite' });
    expect(await marks()).toEqual([
      [false, false],
      [false, false],
    ]);
    await app.mark({ ...asked, pictureId: first, mark: 'favourite' });
    await app.mark({ ...asked, pictureId: first, mark: 'main-photo' });

    await app.remove(asked);
    await app.mark({ ...asked, pictureId: first, mark: 'favourite' });

    expect(await marks()).toEqual([
      [false, false],
      [false, false],
    ]);
  });
});
