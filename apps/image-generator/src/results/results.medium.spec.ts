import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { fromReference } from '@aisha/storage';
import {
  delivered,
  explained,
  fal,
  generatorHarness,
  settled,
  SMALLEST_LORA,
  storage,
} from '../../spec/generator-harness';

describe('fewer pictures than asked for', () => {
  it('half of them not decent: two are delivered, two charged', async () => {
    const { app, avatar, order, work, webhook, said, find } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'nsfw', images: 2 });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 4 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 2, 4, 'result-not-decent'),
      delivered(asked.orderId, 2),
    ]);
    expect((await find(asked.orderId)).pictures).toHaveLength(2);
  });

  it('all of them not decent: nothing is delivered, nothing charged', async () => {
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

  it('three drawn of four: three are charged', async () => {
    const { app, avatar, order, work, webhook, said } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'fewer', images: 3 });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 4 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 3, 4, 'provider-failed'),
      delivered(asked.orderId, 3),
    ]);
  });

  it('from a host that is not allowed: nothing is fetched, and the credits go back', async () => {
    const hits: string[] = [];
    const elsewhere = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { app, avatar, order, work, webhook, said, loraUrl } = await generatorHarness({
      allowedHosts: [`127.0.0.1:${(elsewhere.address() as AddressInfo).port}`],
    });
    // The LoRA lies on a host that is not allowed either: it is uploaded again, and used.
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
  it('removes what was made larger of them, too, and of nothing else', async () => {
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

  it('removes the files and keeps the row; a stranger removes nothing', async () => {
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
