import { ownedFilesOf } from '@aisha/database';
import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { documentKey, speechKey, speechPieceKey, toReference, type StoredObject } from '@aisha/storage';
import { onPostgres } from '@aisha/testing';

const setup = async () => {
  const postgres = await onPostgres('transcriber');
  const orderId = newId<OrderId>();
  const userId = newId<UserId>();
  const files = {
    document: documentKey(userId, orderId, 'txt'),
    voice: speechKey(userId, orderId, 1, 'ogg'),
    mp3: speechKey(userId, orderId, 1, 'mp3'),
    piece: speechPieceKey(userId, orderId, 3),
  };
  const prefixes = ownedFilesOf(postgres.database, 'transcriber');
  const isOwned = async ({ key, bucket }: StoredObject) => {
    const of = prefixes.find(({ prefix }) => prefix.bucket === bucket && key.startsWith(prefix.key));
    return (await of!.ownedOf([key], [of!.form.exec(key)![1]!])).length === 1;
  };
  /** The names of the order's files that have an owner. */
  const owned = async () => {
    const entries = Object.entries(files).map(async ([name, file]) => [name, await isOwned(file)] as const);
    return (await Promise.all(entries)).flatMap(([name, is]) => (is ? [name] : []));
  };
  const piece = () =>
    postgres.admin.query(
      `INSERT INTO transcriber.speech_piece (order_id, position, text, sound_path) VALUES ($1, 3, 'да', $2)`,
      [orderId, toReference(files.piece)],
    );
  return { ...postgres, orderId, userId, files, owned, piece, prefixes };
};
const ALL_OF_SPEECH = ['voice', 'mp3', 'piece'];

describe('the owner of files of documents and speech', () => {
  it('of the transcriber’s files only the sounds of pieces are short-lived', async () => {
    const { prefixes } = await setup();

    expect(prefixes.filter(({ isShortLived }) => isShortLived).map(({ prefix }) => prefix.key)).toEqual([
      'speech-pieces/',
    ]);
  });

  it('files of documents and texts read aloud that no order names have no owner', async () => {
    const { owned, fixtures } = await setup();
    await fixtures.document({ state: 'succeeded' });
    await fixtures.speech({ state: 'succeeded' });

    expect(await owned()).toEqual([]);
  });

  it('files of documents and texts read aloud belong to their order while the order’s hold is open', async () => {
    const { owned, fixtures, orderId } = await setup();
    await fixtures.hold({ orderId, kind: 'speech', item: 'speech.part' });

    expect(await owned()).toEqual(['document', ...ALL_OF_SPEECH]);
    await fixtures.forgottenHold(orderId);
    expect(await owned()).toEqual([]);
  });

  it('files of documents and texts read aloud belong to an open order of their kind', async () => {
    const { owned, fixtures, orderId, userId, admin } = await setup();
    await fixtures.document({ orderId, userId, state: 'running' });
    expect(await owned()).toEqual(['document']);

    await admin.query('DELETE FROM transcriber.document');
    await fixtures.speech({ orderId, userId, state: 'running' });
    expect(await owned()).toEqual(ALL_OF_SPEECH);
  });

  it('the file of a document belongs to the document that names it', async () => {
    const { owned, fixtures, orderId, userId, files, admin } = await setup();
    await fixtures.document({ orderId, userId, state: 'succeeded', documentPath: toReference(files.document) });

    expect(await owned()).toEqual(['document']);
    await admin.query('UPDATE transcriber.document SET document_path = NULL');
    expect(await owned()).toEqual([]);
  });

  it('the files of a text read aloud belong to the order that names them, and the sounds of its pieces until their rows are deleted', async () => {
    const { owned, fixtures, orderId, userId, files, piece, admin } = await setup();
    const [voicePath, mp3Path] = [toReference(files.voice), toReference(files.mp3)];
    await fixtures.speech({ orderId, userId, state: 'succeeded', voicePath, mp3Path });
    await piece();

    expect(await owned()).toEqual(ALL_OF_SPEECH);
    await admin.query('DELETE FROM transcriber.speech_piece');
    expect(await owned()).toEqual(['voice', 'mp3']);
    await admin.query('UPDATE transcriber.speech SET voice_path = NULL, mp3_path = NULL');
    expect(await owned()).toEqual([]);
  });
});
