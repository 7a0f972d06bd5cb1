import { ownedFilesOf } from '@aisha/database';
import { describe, expect, it } from '@jest/globals';
import type { OrderId, SourceId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { sourceKey, toReference, transcriptKey } from '@aisha/storage';
import { onPostgres } from '@aisha/testing';

const setup = async () => {
  const postgres = await onPostgres('transcriber');
  const transcripts = ownedFilesOf(postgres.database, 'transcriber').find(
    ({ prefix }) => prefix.key === 'transcripts/',
  )!;
  const orderId = newId<OrderId>();
  const userId = newId<UserId>();
  const { key } = transcriptKey(userId, orderId, 1);
  const isOwned = async () => (await transcripts.ownedOf([key], [transcripts.form.exec(key)![1]!])).length === 1;
  return { ...postgres, orderId, userId, isOwned };
};

describe('the owner of a recording’s text', () => {
  it('a recording’s text that no order names has no owner', async () => {
    const { isOwned, fixtures } = await setup();
    await fixtures.transcription();

    expect(await isOwned()).toBe(false);
  });

  it('the text of a recording belongs to its order while the order’s hold is open', async () => {
    const { isOwned, fixtures, orderId } = await setup();
    await fixtures.hold({ orderId });

    expect(await isOwned()).toBe(true);
    await fixtures.forgottenHold(orderId);
    expect(await isOwned()).toBe(false);
  });

  it('the text of a recording belongs to an open order, even when the order’s row names no file', async () => {
    const { isOwned, fixtures, orderId, userId } = await setup();
    await fixtures.transcription({ orderId, userId, state: 'running', audioFilePath: null });

    expect(await isOwned()).toBe(true);
  });

  it('the text of a recording belongs to an ended order as long as a transcript names it', async () => {
    const { isOwned, fixtures, admin, orderId, userId } = await setup();
    await fixtures.transcription({ orderId, userId, state: 'succeeded' });
    await admin.query(
      `INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path) VALUES ($1, $2, 'да', '[]', $3)`,
      [orderId, userId, toReference(transcriptKey(userId, orderId, 1))],
    );

    expect(await isOwned()).toBe(true);
    // The row names the text of two pieces now. The stored file has one piece: a cancel at the same moment has left it behind.
    await admin.query(`UPDATE transcriber.transcript SET document_path = replace(document_path, '-1.', '-2.')`);
    expect(await isOwned()).toBe(false);
  });
});

it('a measured recording belongs to its row until it is ordered, then to its order, and then to nobody', async () => {
  const { database, admin, fixtures } = await onPostgres('transcriber');
  const sources = ownedFilesOf(database, 'transcriber').find(({ prefix }) => prefix.key === 'sources/')!;
  const [userId, sourceId] = [newId<UserId>(), newId<SourceId>()];
  const file = sourceKey(userId, sourceId);
  const isOwned = async () => (await sources.ownedOf([file.key], [sources.form.exec(file.key)![1]!])).length === 1;

  expect(await isOwned()).toBe(false);
  await admin.query('INSERT INTO transcriber.source (id, user_id, audio_file_path) VALUES ($1, $2, $3)', [
    sourceId,
    userId,
    toReference(file),
  ]);
  expect(await isOwned()).toBe(true);
  await admin.query('DELETE FROM transcriber.source');
  expect(await isOwned()).toBe(false);
  const { orderId } = await fixtures.transcription({ userId, state: 'succeeded', audioFilePath: toReference(file) });
  expect(await isOwned()).toBe(true);
  await admin.query('UPDATE transcriber.recording SET audio_file_path = NULL WHERE order_id = $1', [orderId]);
  expect(await isOwned()).toBe(false);
});

/**
 * A text that has the length of an id but is not an id. If a query contained it, Postgres would refuse the whole query,
 * with every other key in it.
 */
const OTHER = '-'.repeat(36);

describe('a key that is not ours', () => {
  it('a key in a foreign form does not count as a file of ours', async () => {
    const { database } = await onPostgres('transcriber');
    const foreign = [
      `sources/u/${newId<SourceId>()}.ogg`,
      `sources/${OTHER}/${newId<SourceId>()}.ogg`,
      `speech/${newId<UserId>()}/${OTHER}-1.ogg`,
      `voice-samples/${OTHER}.ogg`,
    ];

    expect(foreign.filter((key) => ownedFilesOf(database, 'transcriber').some(({ form }) => form.test(key)))).toEqual(
      [],
    );
  });
});
