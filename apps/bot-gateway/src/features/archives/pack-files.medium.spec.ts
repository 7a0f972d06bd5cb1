import { describe, expect, it } from '@jest/globals';
import type { PackFiles } from '@aisha/contracts/bot-gateway';
import { AppError } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { pictureKey, sourceKey, toReference } from '@aisha/storage';
import { jobContext } from '@aisha/testing';
import { chosenTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { fileBudgetsIn } from '../../../spec/file-places';
import { Readers } from '../../engine/conversation/readers';
import { fileKindViews } from '../../features';
import { FileKinds } from '../../orders/file-kind';
import { archiveCard, type ArchiveState } from './archive.card';
import { ArchivePacker } from './archive-packer';
import { ArchiveSet } from './archive-set';
import { PackFilesHandler } from './pack-files.handler';

/** The size of a file in bytes. An archive has no room for two such files. */
const HALF_A_PART = 24_000_000;

/** A person who has asked for a picture and a newer recording, each of which fills an archive. */
const setup = async () => {
  const harness = await botHarness();
  const { postgres, objects, replica } = harness;
  const { deliveries, cards } = await replica();
  const readers = new Readers(postgres.database);
  const packer = new ArchivePacker(objects, fileBudgetsIn(postgres.database));
  const archives = new ArchiveSet(packer, cards, deliveries, new Outbox('bot'));
  const handler = new PackFilesHandler(readers, archives, new FileKinds(fileKindViews));
  const { userId } = await postgres.fixtures.person();
  const { orderId: drawn } = await postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
  const key = pictureKey(userId, drawn, 0, 'jpg');
  await objects.put(key, Buffer.from('picture'), { contentType: 'image/jpeg' });
  const picture = await postgres.fixtures.picture({ orderId: drawn, filePath: toReference(key), bytes: HALF_A_PART });
  const voice = sourceKey(userId, newId());
  await objects.put(voice, Buffer.from('voice'), { contentType: 'audio/mpeg' });
  const { orderId: said } = await postgres.fixtures.transcription({
    ...{ userId, state: 'succeeded', audioFilePath: toReference(voice), bytes: HALF_A_PART },
  });
  const files: PackFiles['files'] = [
    { kind: 'picture', id: picture.id },
    { kind: 'recording', id: said },
  ];
  const job: PackFiles = { userId, archiveId: newId<string>(), part: 1, total: 2, packed: 0, files, of: 'files' };
  const sent = async () =>
    (
      await postgres.admin.query<{ caption: string }>(
        `SELECT content->>'markup' AS caption FROM bot.delivery WHERE content->>'kind' = 'document'`,
      )
    ).map(({ caption }) => caption);
  const card = async () =>
    (await postgres.admin.query<{ state: object }>('SELECT state FROM bot.card'))[0]?.state ?? null;
  const next = async () =>
    (await postgres.outboxOf('bot')).filter(({ job: name }) => name === 'pack-files').map(({ payload }) => payload);
  return { ...harness, handler, job, said, picture, voice, sent, card, next };
};

describe('an archive of files of several kinds', () => {
  it('an archive of files of several kinds is sent once even when the job runs twice, and the archive of the other files is asked for once', async () => {
    const { postgres, handler, job, picture, sent, card, next } = await setup();
    const dying = { ...jobContext(postgres), once: () => Promise.reject(new Error('killed')) };
    await expect(handler.handle(job, dying)).rejects.toThrow('killed');

    for (let run = 0; run < 2; run += 1) await handler.handle(job, jobContext(postgres, { messageId: 'm1' }));

    expect(await sent()).toEqual(['📦 Архив 1: 1 файл.']);
    const left = [{ kind: 'picture', id: picture.id }];
    expect(await next()).toMatchObject([{ part: 2, packed: 1, total: 2, files: left, of: 'files' }]);
    expect(await card()).toMatchObject({ of: 'files', packed: 1, archives: 1, outcome: null });
  });

  it('an archive of files of several kinds goes on without a file that was deleted, or whose object is gone', async () => {
    const { postgres, objects, handler, job, said, voice, sent, card, next } = await setup();
    await objects.remove([voice]);
    await handler.handle(job, jobContext(postgres));
    const [left] = await next();
    expect([await sent(), left]).toEqual([[], expect.objectContaining({ part: 1, packed: 0, total: 1 })]);
    await postgres.admin.query('UPDATE transcriber.recording SET audio_file_path = NULL WHERE order_id = $1', [said]);
    await postgres.admin.query('UPDATE generator.picture SET file_path = NULL');

    await handler.handle({ ...job, ...(left as object) }, jobContext(postgres));

    expect(await sent()).toEqual([]);
    expect(await card()).toMatchObject({ packed: 0, archives: 0, outcome: 'packed' });
    expect(archiveCard.render((await card()) as ArchiveState, 'ru').text).toEqual(chosenTexts.ru.nothingPacked);
  });

  it('an archive of files of several kinds that cannot be made is reported as failed, with words about files', async () => {
    const { postgres, handler, job, card } = await setup();

    await postgres.database.transaction((tx) => handler.giveUp(job, new AppError('storage-unreachable'), tx));

    expect(await card()).toMatchObject({ of: 'files', packed: 0, outcome: 'failed' });
  });

  it('an archive of files of several kinds holds no file of another person', async () => {
    const { postgres, handler, job, sent, card } = await setup();
    const { userId } = await postgres.fixtures.person();

    await handler.handle({ ...job, userId }, jobContext(postgres));

    expect(await sent()).toEqual([]);
    expect(await card()).toMatchObject({ packed: 0, outcome: 'packed' });
  });
});
