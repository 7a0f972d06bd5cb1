import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { likenessWord, type OrderId, type UserId } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { newId } from '@aisha/platform';
import { editKey, pictureKey, toReference } from '@aisha/storage';
import { register } from 'prom-client';
import sharp from 'sharp';
import { onTrainer, type Trainer } from '../../spec/trainer-harness';

let selfies: Buffer[];
beforeAll(async () => {
  selfies = await drawnSelfies(3, 2);
});

const PEOPLE = path.join(path.dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo/sample6.jpg');
const somebodyElse = (): Promise<Buffer> =>
  sharp(PEOPLE).extract({ left: 30, top: 290, width: 690, height: 690 }).jpeg().toBuffer();
/** The photo of four people, in which the one with the smallest face has another head. */
const withAnotherFace = async (): Promise<Buffer> => {
  const head = await sharp(selfies[0]).resize(470).toBuffer();
  return sharp(PEOPLE)
    .composite([{ input: head, left: 130, top: 330 }])
    .jpeg()
    .toBuffer();
};
const place = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 640, channels: 3, background: '#7aa5d8' } })
    .jpeg()
    .toBuffer();
/** The same photo at dusk, as a change of the light would make it. */
const atDusk = (photo: Buffer): Promise<Buffer> =>
  sharp(photo).modulate({ brightness: 0.8 }).tint('#d8a088').jpeg().toBuffer();

/** Asks, as the generator does, about a picture before and after its change; null stands for a deleted picture. */
const asking = async (trainer: Trainer, before: Buffer | null, after: Buffer | null) => {
  const [userId, orderId] = [newId<UserId>(), newId<OrderId>()];
  const [was, is] = [pictureKey(userId, newId<OrderId>(), 0, 'jpg'), editKey(userId, orderId)];
  if (before) await trainer.storage.put(was, before, { contentType: 'image/jpeg' });
  if (after) await trainer.storage.put(is, after, { contentType: 'image/jpeg' });
  return { orderId, userId, before: toReference(was), after: toReference(is) };
};

describe('a changed picture', () => {
  it.each<[string, string, () => Promise<[Buffer, Buffer]>]>([
    ['is alike in another light', 'alike', async () => [selfies[0]!, await atDusk(selfies[0]!)]],
    ['is unlike when another face came out', 'unlike', async () => [selfies[0]!, await somebodyElse()]],
    [
      'is unlike when the smallest face of four became another one',
      'unlike',
      async () => [await readFile(PEOPLE), await withAnotherFace()],
    ],
    ['lost its face when none is found', 'lost', async () => [selfies[0]!, await place()]],
    ['has nothing to compare when it never had a face', 'no-face', async () => [await place(), selfies[0]!]],
  ])('a changed picture %s, and the answer contains no embedding', async (_what, likeness, pictures) => {
    const trainer = await onTrainer();
    register.getSingleMetric('aisha_edits_likeness_total')!.reset();
    const asked = await asking(trainer, ...(await pictures()));

    await trainer.do('measure-edit', asked, { messageId: 'm1' });
    await trainer.do('measure-edit', asked, { messageId: 'm1' });

    const [answer, ...more] = (await trainer.sent('keep-edit-likeness')) as {
      distance: number | null;
      isFaceLost: boolean;
    }[];
    expect(more).toEqual([]);
    const { distance, isFaceLost } = answer!;
    expect(distance === null ? (isFaceLost ? 'lost' : 'no-face') : likenessWord(distance)).toBe(likeness);
    expect(answer).toEqual({ orderId: asked.orderId, userId: asked.userId, distance, isFaceLost });
    expect(JSON.stringify(trainer.logged('edit.measured'))).not.toContain('embedding');
  });

  it.each<[string, (trainer: Trainer) => Promise<Awaited<ReturnType<typeof asking>>>]>([
    ['whose original was deleted', (trainer) => asking(trainer, null, selfies[0]!)],
    ['that was deleted', (trainer) => asking(trainer, selfies[0]!, null)],
    [
      'of another person',
      async (trainer) => ({ ...(await asking(trainer, selfies[0]!, selfies[0]!)), userId: newId<UserId>() }),
    ],
  ])('a changed picture %s gets no answer', async (_what, asked) => {
    const trainer = await onTrainer();

    await trainer.do('measure-edit', await asked(trainer));

    expect(await trainer.sent('keep-edit-likeness')).toEqual([]);
  });
  it('a changed picture that cannot be decoded gets no answer, because nobody knows whether it lost its face', async () => {
    const trainer = await onTrainer();
    const asked = await asking(trainer, selfies[0]!, selfies[1]!.subarray(0, 2_000));

    await expect(trainer.do('measure-edit', asked)).rejects.toMatchObject({ code: 'unexpected' });

    expect(await trainer.sent('keep-edit-likeness')).toEqual([]);
  });
});
