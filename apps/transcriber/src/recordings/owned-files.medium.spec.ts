import { describe, expect, it } from '@jest/globals';
import type { Recording } from '@aisha/database/transcriber';
import type { OrderId, SourceId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { recordingKey, sourceKey, transcriptKey, toReference } from '@aisha/storage';
import { onPostgres } from '@aisha/testing';
import { ownedFiles } from './owned-files';

const setup = async () => {
  const postgres = await onPostgres('transcriber');
  const [recordings, transcripts] = ownedFiles(postgres.database);
  const orderId = newId<OrderId>();
  const userId = newId<UserId>();
  const [recording, transcript] = [recordingKey(userId, orderId, 'ogg'), transcriptKey(userId, orderId, 1)];
  /** Which of its two files belong to the order. */
  const owned = async () => ({
    recording: (await recordings!.ownedOf([recording.key], [recordings!.form.exec(recording.key)![1]!])).length === 1,
    transcript:
      (await transcripts!.ownedOf([transcript.key], [transcripts!.form.exec(transcript.key)![1]!])).length === 1,
  });
  const order = (fields: Partial<Recording>) =>
    postgres.fixtures.recording({ orderId, userId, audioFilePath: toReference(recording), ...fields });
  return { ...postgres, orderId, userId, owned, order };
};

describe('the files of a recording belong to', () => {
  it('nothing when no order names them', async () => {
    const { owned, fixtures } = await setup();
    await fixtures.recording();

    expect(await owned()).toEqual({ recording: false, transcript: false });
  });

  it('credits that are held: the recording is fetched before its order is written down', async () => {
    const { owned, fixtures, orderId } = await setup();
    await fixtures.hold({ orderId });

    expect(await owned()).toEqual({ recording: true, transcript: true });
    await fixtures.forgottenHold(orderId);
    expect(await owned()).toEqual({ recording: false, transcript: false });
  });

  it('an order that is open, whatever its row says', async () => {
    const { owned, order } = await setup();
    await order({ state: 'running', audioFilePath: null });

    expect(await owned()).toEqual({ recording: true, transcript: true });
  });

  it('an order that has ended: the recording while its row names it, the text while there is one', async () => {
    const { owned, order, admin, orderId, userId } = await setup();
    await order({ state: 'succeeded' });
    await admin.query(
      `INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path) VALUES ($1, $2, 'да', '[]', $3)`,
      [orderId, userId, toReference(transcriptKey(userId, orderId, 1))],
    );

    expect(await owned()).toEqual({ recording: true, transcript: true });
    // A cancel at the same time has left this one, of fewer pieces.
    await admin.query(`UPDATE transcriber.transcript SET document_path = replace(document_path, '-1.', '-2.')`);
    expect(await owned()).toEqual({ recording: true, transcript: false });
    await admin.query('UPDATE transcriber.recording SET audio_file_path = NULL');
    await admin.query('DELETE FROM transcriber.transcript');
    expect(await owned()).toEqual({ recording: false, transcript: false });
  });
});

it('a measured recording belongs to who was told its price, then to its order, then to nobody', async () => {
  const { database, admin, fixtures } = await onPostgres('transcriber');
  const sources = ownedFiles(database).find(({ prefix }) => prefix.key === 'sources/')!;
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
  const { orderId } = await fixtures.recording({ userId, state: 'succeeded', audioFilePath: toReference(file) });
  expect(await isOwned()).toBe(true);
  await admin.query('UPDATE transcriber.recording SET audio_file_path = NULL WHERE order_id = $1', [orderId]);
  expect(await isOwned()).toBe(false);
});
