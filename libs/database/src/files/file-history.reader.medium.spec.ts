import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { FILE_KINDS, FILE_ROWS } from '@aisha/kinds/tables';
import { FileHistoryReader, type FilePlace } from './file-history.reader';

/** Kinds of orders whose own row names a file. */
const WITH_A_FILE = ORDER_KINDS.filter((kind) =>
  FILE_KINDS.some((file) => FILE_ROWS[file].from === ORDER_KIND[kind].table),
);

/** A person with a file of each kind, two photos of an avatar, and orders without a file. */
const setup = async () => {
  const { fixtures, admin, database } = await onPostgres('bot');
  const userId = newId<UserId>();
  const { orderId: generation } = await fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
  const picture = await fixtures.picture({ orderId: generation });
  await fixtures.picture({ orderId: generation, position: 1, filePath: null });
  const avatar = await fixtures.avatar({ userId, photos: 2 });
  await fixtures.photo({ avatarId: avatar.id, accepted: false });
  const gone = await fixtures.avatar({ userId, photos: 1 });
  await admin.query('UPDATE trainer.avatar SET deleted_at = now() WHERE id = $1', [gone.id]);
  const recording = await fixtures.transcription({ userId, state: 'succeeded', bytes: 3e9 });
  await fixtures.transcription({ userId, state: 'running' });
  await admin.query(
    `INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path) VALUES ($1, $2, 'да', '[]', 'files:t.txt')`,
    [recording.orderId, userId],
  );
  const made: OrderId[] = [];
  for (const kind of WITH_A_FILE.filter((kind) => kind !== 'transcription')) {
    made.unshift((await fixtures.order(kind, { userId, state: 'succeeded', delivered: 1 })).orderId);
    await fixtures.order(kind, { userId, state: 'failed' });
    await fixtures.order(kind, { state: 'succeeded', delivered: 1 });
  }
  const speech = await fixtures.speech({ userId, state: 'succeeded' });
  await fixtures.animation({ userId, state: 'succeeded', filePath: null });
  return { reader: new FileHistoryReader(database), userId, picture, avatar, recording, made, speech };
};

describe('the files of a person', () => {
  it('the files of a person are those of each kind that are still there, newest first', async () => {
    const { reader, userId, picture, avatar, recording, made, speech } = await setup();

    const files = await reader.page(userId, { limit: 50 });

    expect(new Set(files.map(({ kind }) => kind))).toEqual(new Set(FILE_KINDS));
    expect(files).toMatchObject([
      { kind: 'speech', id: speech.orderId, orderId: speech.orderId, bytes: 300_000, filePath: speech.mp3Path },
      ...made.map((orderId) => ({ id: orderId, orderId, bytes: expect.any(Number), filePath: expect.any(String) })),
      { kind: 'transcript', id: recording.orderId, bytes: 4, filePath: 'files:t.txt' },
      { kind: 'recording', id: recording.orderId, bytes: 3e9, filePath: recording.audioFilePath },
      { kind: 'photo', orderId: avatar.id, bytes: 200_000 },
      { kind: 'photo', orderId: avatar.id },
      { kind: 'picture', id: picture.id, orderId: picture.orderId, bytes: 100_000, at: expect.any(Date) },
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
    'the files of a person can be listed by kind, found one by one, and counted: %s',
    async (kind) => {
      const { reader, userId } = await setup();
      const page = await reader.page(userId, { kind, limit: 50 });
      const [first] = page;

      expect(page.every((file) => file.kind === kind)).toBe(true);
      expect(await reader.find(userId, { kind, id: first!.id })).toEqual(first);
      expect(await reader.find(userId, { kind, id: newId<OrderId>() })).toBeNull();
      expect(await reader.these(userId, [...page, { kind, id: newId<OrderId>() }])).toEqual(page);
      expect((await reader.usage(userId)).find((one) => one.kind === kind)).toEqual({
        kind,
        files: page.length,
        bytes: page.reduce((sum, { bytes }) => sum + bytes, 0),
      });
    },
  );
});
