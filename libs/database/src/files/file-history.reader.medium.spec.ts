import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { FILE_KINDS } from '@aisha/kinds/tables';
import { FileHistoryReader, type FilePlace } from './file-history.reader';

/** A person with a picture, its enlarged copy, an avatar's two photos, a recording with its transcript, a document, speech, a restored photo, and what has no file. */
const setup = async () => {
  const { fixtures, admin, database } = await onPostgres('bot');
  const userId = newId<UserId>();
  const { orderId: generation } = await fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
  const picture = await fixtures.picture({ orderId: generation });
  await fixtures.picture({ orderId: generation, position: 1, filePath: null });
  const input = { kind: 'picture', orderId: generation, pictureId: picture.id } as const;
  const upscale = await fixtures.upscale({ userId, input, state: 'succeeded', delivered: 1 });
  await fixtures.upscale({ userId, input, state: 'failed' });
  const avatar = await fixtures.avatar({ userId, photos: 2 });
  await fixtures.photo({ avatarId: avatar.id, accepted: false });
  const gone = await fixtures.avatar({ userId, photos: 1 });
  await admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [gone.id]);
  const recording = await fixtures.recording({ userId, state: 'succeeded', bytes: 3e9 });
  await fixtures.recording({ userId, state: 'running' });
  await admin.query(
    `INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path) VALUES ($1, $2, 'да', '[]', 'files:t.txt')`,
    [recording.orderId, userId],
  );
  const document = await fixtures.document({ userId, state: 'succeeded', documentPath: 'files:d.txt', bytes: 500 });
  await fixtures.document({ userId, state: 'failed' });
  const speech = await fixtures.speech({ userId, state: 'succeeded' });
  await fixtures.speech({ userId, state: 'running' });
  const restoration = await fixtures.restoration({ userId, state: 'succeeded', bytes: 700_000 });
  await fixtures.restoration({ userId, state: 'succeeded', filePath: null });
  const animation = await fixtures.animation({ userId, state: 'succeeded' });
  await fixtures.animation({ userId, state: 'succeeded', filePath: null });
  await fixtures.recording({ state: 'succeeded' });
  return {
    reader: new FileHistoryReader(database),
    userId,
    picture,
    upscale,
    avatar,
    recording,
    document,
    speech,
    restoration,
    animation,
  };
};

describe('the files of a person', () => {
  it('the files of a person are those of each kind that are still there, newest first', async () => {
    const { reader, userId, picture, upscale, avatar, recording, document, speech, restoration, animation } =
      await setup();

    const files = await reader.page(userId, { limit: 50 });

    expect(files.map(({ kind }) => kind)).toEqual([
      'animation',
      ...['restoration', 'speech', 'document', 'transcript', 'recording', 'photo', 'photo', 'upscale', 'picture'],
    ]);
    expect(files).toMatchObject([
      { id: animation.orderId, orderId: animation.orderId, bytes: 2_000_000, filePath: animation.filePath },
      { id: restoration.orderId, orderId: restoration.orderId, bytes: 700_000, filePath: restoration.filePath },
      { id: speech.orderId, bytes: 300_000, filePath: speech.mp3Path },
      { id: document.orderId, bytes: 500, filePath: 'files:d.txt' },
      { id: recording.orderId, bytes: 4, filePath: 'files:t.txt' },
      { id: recording.orderId, bytes: 3e9, filePath: recording.audioFilePath },
      { orderId: avatar.id, bytes: 200_000 },
      { orderId: avatar.id },
      { id: upscale.orderId, bytes: 900_000 },
      { id: picture.id, orderId: picture.orderId, bytes: 100_000, at: expect.any(Date) },
    ]);
  });

  it.each([1, 2, 4])(
    'the files of a person come page by page, none twice and none left out: %s at a time',
    async (limit) => {
      const { reader, userId } = await setup();
      const seen: FilePlace[] = [];
      for (let before: FilePlace | undefined; ;) {
        const page = await reader.page(userId, { limit, ...(before && { before }) });
        seen.push(...page);
        before = page.at(-1);
        if (!before) break;
      }

      expect(seen).toEqual(await reader.page(userId, { limit: 50 }));
    },
  );

  it.each(FILE_KINDS)(
    'the files of a person may be asked for by kind, one by one, and are counted: %s',
    async (kind) => {
      const { reader, userId } = await setup();
      const page = await reader.page(userId, { kind, limit: 50 });
      const [first] = page;

      expect(page.every((file) => file.kind === kind)).toBe(true);
      expect(await reader.find(userId, { kind, id: first!.id })).toEqual(first);
      expect(await reader.find(userId, { kind, id: newId<OrderId>() })).toBeNull();
      expect((await reader.usage(userId)).find((one) => one.kind === kind)).toEqual({
        kind,
        files: page.length,
        bytes: page.reduce((sum, { bytes }) => sum + bytes, 0),
      });
    },
  );
});
