import { describe, expect, it } from '@jest/globals';
import { HOUR_MS, type OrderId, RETENTION_MS, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId, SystemClock } from '@aisha/platform';
import {
  comparisonKey,
  exportKey,
  FORGET_FILES_EVERY_MS,
  pictureKey,
  restorationKey,
  speechKey,
  toReference,
} from '@aisha/storage';
import { onPostgres } from '@aisha/testing';
import { type Change, PendingChangeStore } from '../engine/conversation/pending-change.store';
import { FilesOfRows } from './files-of-rows';

const setup = async () => {
  const postgres = await onPostgres('bot');
  const { userId } = await postgres.fixtures.person();
  const { orderId } = await postgres.fixtures.generation({ userId, state: 'succeeded', units: 2, delivered: 2 });
  const [first, second] = [0, 1].map((at) => toReference(pictureKey(userId, orderId, at, 'jpg'))) as [string, string];
  const picture = await postgres.fixtures.picture({ orderId, filePath: first });
  await postgres.fixtures.picture({ orderId, position: 1, filePath: second });
  const files = new FilesOfRows(new SystemClock());
  return {
    postgres,
    userId,
    orderId,
    first,
    second,
    picture,
    change: (change: Omit<Change, 'setId'>) =>
      postgres.database.transaction(async (tx) => {
        const asked = { receiver: 'image-generator', job: 'delete-result', payload: {} } as const;
        await new PendingChangeStore().add(tx, await new Outbox('bot').addTracked(tx, asked), {
          setId: userId,
          ...change,
        });
      }),
    /** Which of the files should still be there, for a delivery of this order and this age. */
    of: (references: readonly string[], of: OrderId = orderId, ageMs = 0, owner: UserId = userId) =>
      postgres.database.transaction((tx) => {
        const delivery = { userId: owner, traceId: of, addedAt: new Date(Date.now() - ageMs) };
        return files.of(tx, delivery, references);
      }),
  };
};

describe('files that a delivery needs and that are not stored', () => {
  it('files that a row names should be there; those that no row names, and another person’s, should not', async () => {
    const { postgres, of, orderId, first, second, userId } = await setup();
    const { userId: other } = await postgres.fixtures.person();

    expect(await of([first, second])).toEqual([first, second]);
    expect(await of([first, second], orderId, 0, other)).toEqual([]);
    expect(await of([toReference(pictureKey(userId, orderId, 2, 'jpg'))])).toEqual([]);
    await postgres.admin.query('UPDATE generator.picture SET file_path = NULL WHERE position = 1');
    expect(await of([first, second])).toEqual([first]);
  });

  it('files that are being deleted should not be there: all of an order, or one picture of it', async () => {
    const { of, change, orderId, picture, first, second } = await setup();

    await change({ change: 'removed', itemId: picture.id });
    expect(await of([first, second])).toEqual([second]);

    await change({ change: 'removed', itemId: orderId });
    expect(await of([first, second])).toEqual([]);
  });

  it('a recording that is being deleted should not be there, and its text should', async () => {
    const { of, change, postgres, userId } = await setup();
    const { orderId, audioFilePath } = await postgres.fixtures.transcription({ userId, state: 'succeeded' });
    const text = `files:transcripts/${userId}/${orderId}-1.txt`;
    await postgres.admin.query(
      `INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path) VALUES ($1, $2, 'да', '[]', $3)`,
      [orderId, userId, text],
    );
    expect(await of([audioFilePath!, text], orderId)).toEqual(expect.arrayContaining([audioFilePath, text]));

    await change({ change: 'recording-removed', itemId: orderId });

    expect(await of([audioFilePath!, text], orderId)).toEqual([text]);
  });

  it('files of a result that are in no list of files should be there as long as its row names them: a comparison, a voice', async () => {
    const { of, postgres, userId } = await setup();
    const [restored, spoken] = [newId<OrderId>(), newId<OrderId>()];
    const [comparison, voice] = [comparisonKey(userId, restored), speechKey(userId, spoken, 1, 'ogg')].map(toReference);
    await postgres.fixtures.restoration({
      ...{ orderId: restored, userId, state: 'succeeded', delivered: 1 },
      ...{ filePath: toReference(restorationKey(userId, restored)), comparisonPath: comparison! },
    });
    await postgres.fixtures.speech({ orderId: spoken, userId, state: 'succeeded', voicePath: voice! });

    expect(await of([comparison!], restored)).toEqual([comparison]);
    expect(await of([voice!], spoken)).toEqual([voice]);
  });

  it('an exported file should be there until a round removes it before it is a day old, while what it was made of is', async () => {
    const { of, postgres, userId } = await setup();
    const { orderId } = await postgres.fixtures.document({ userId, state: 'succeeded', delivered: 1 });
    const exported = toReference(exportKey(userId, orderId, 'pdf'));
    const day = RETENTION_MS.transcriptFile;

    expect(await of([exported], orderId, day - HOUR_MS)).toEqual([exported]);
    expect(await of([exported], orderId, day - FORGET_FILES_EVERY_MS)).toEqual([]);
    await postgres.admin.query('UPDATE transcriber.document SET document_path = NULL');
    expect(await of([exported], orderId)).toEqual([]);
  });
});
