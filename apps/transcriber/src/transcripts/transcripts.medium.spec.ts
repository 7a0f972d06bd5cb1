import { describe, expect, it } from '@jest/globals';
import { AppError, type OrderId, type UserId, type SourceId } from '@aisha/domain';
import { EXPORT_FORMATS, type ExportFormat } from '@aisha/kinds';
import { Transcript } from '@aisha/kinds/tables';
import { exportKey, toReference, transcriptKey, sourceKey } from '@aisha/storage';
import { jobContext, ManualClock } from '@aisha/testing';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { onTranscriber } from '../../spec/transcriber-harness';
import { ExportTranscriptHandler } from './export-transcript.handler';
import { ForgetExports } from './forget-exports';
import { NameSpeakerHandler, RenameTranscriptHandler } from './naming.handlers';

const CONTENT = 'Купим ёлку. Решено.';

/** A person's transcript. Its text file, and the files made from it, lie in storage. */
const setup = async (text = CONTENT) => {
  const harness = await onTranscriber();
  const { postgres, objects, sent } = harness;
  const userId = newId<UserId>();
  const audioFilePath = toReference(sourceKey(userId, newId<SourceId>()));
  const { orderId } = await postgres.fixtures.transcription({ userId, state: 'succeeded', audioFilePath });
  const document = transcriptKey(userId, orderId, 1);
  await objects.put(document, Buffer.from(text), { contentType: 'text/plain' });
  await postgres.admin.insert(Transcript, {
    ...{ orderId, userId, content: text, title: null, language: 'ru', createdAt: new Date() },
    segments: [{ startsAt: 1, endsAt: 3, text, speaker: 'A', doubt: null }],
    speakers: { A: 'Анна' },
    documentPath: toReference(document),
  });
  const exporting = new ExportTranscriptHandler(postgres.database, objects, new Outbox('transcriber'));
  const asked = (format: ExportFormat, of: { orderId: OrderId; userId: UserId } = { orderId, userId }) =>
    ({ ...of, format, title: 'Планёрка', language: 'ru' }) as const;
  const isThere = (format: ExportFormat) =>
    objects.head(exportKey(userId, orderId, format)).then(
      () => true,
      () => false,
    );
  return {
    ...harness,
    userId,
    orderId,
    exporting,
    asked,
    isThere,
    exports: async (format: ExportFormat, context = jobContext(postgres)) => {
      await exporting.handle(asked(format), context);
      return (await sent('deliver-transcript-file')).at(-1);
    },
    renames: (title: string, owner = userId) =>
      new RenameTranscriptHandler().handle({ orderId, userId: owner, title }, jobContext(postgres)),
    names: (label: string, name: string, owner = userId) =>
      new NameSpeakerHandler().handle({ orderId, userId: owner, label, name }, jobContext(postgres)),
    deletes: (owner = userId) => harness.deletes({ orderId, userId: owner }),
    rows: () => postgres.admin.query<{ title: string | null }>('SELECT title FROM transcriber.transcript'),
  };
};

describe('a transcript', () => {
  it('a transcript becomes a file of the chosen format, with its title, speakers and times', async () => {
    const { exports, document, userId, orderId } = await setup();

    const answer = await exports('md');

    const place = toReference(exportKey(userId, orderId, 'md'));
    expect(answer).toEqual({ orderId, userId, asked: 'md', format: 'md', document: place });
    expect(await document(place)).toBe(`# Планёрка\n\n**\\[0:01\\] Анна:** ${CONTENT}\n`);
  });

  it.each(EXPORT_FORMATS)('a transcript becomes %s', async (format) => {
    const { exports, isThere } = await setup();

    expect(await exports(format)).toMatchObject({ format, asked: format });
    expect(await isThere(format)).toBe(true);
  });

  it('a transcript becomes a DOCX when the PDF’s font lacks its letters, and its message says so', async () => {
    const { exports, isThere } = await setup('Қазақ тілі');

    expect(await exports('pdf')).toMatchObject({ format: 'docx', asked: 'pdf' });
    expect(await isThere('docx')).toBe(true);
  });

  it('a request for a file is answered once when its message comes twice; a stranger gets an answer without a file, and so does a person after a failure', async () => {
    const { exporting, asked, exports, orderId, postgres, sent } = await setup();
    await exports('txt', jobContext(postgres, { messageId: 'm1' }));
    await exports('txt', jobContext(postgres, { messageId: 'm1' }));
    expect(await sent('deliver-transcript-file')).toHaveLength(1);

    for (const of of [
      { orderId, userId: newId<UserId>() },
      { orderId: newId<OrderId>(), userId: newId<UserId>() },
    ]) {
      await exporting.handle(asked('txt', of), jobContext(postgres));
      expect((await sent('deliver-transcript-file')).at(-1)).toMatchObject({ ...of, document: null });
    }
    await postgres.database.transaction((tx) =>
      exporting.giveUp(asked('srt'), new AppError('storage-unreachable'), tx),
    );
    expect((await sent('deliver-transcript-file')).at(-1)).toMatchObject({ document: null, asked: 'srt' });
  });

  it('only its person can rename a transcript', async () => {
    const { renames, rows } = await setup();

    await renames('Чужая', newId<UserId>());
    expect(await rows()).toEqual([{ title: null }]);
    await renames('Планёрка');
    expect(await rows()).toEqual([{ title: 'Планёрка' }]);
  });

  it('only its person can name the speakers of a transcript, and every file made afterwards has these names', async () => {
    const { names, exports, document, postgres } = await setup();
    const written = async () => document((await exports('md'))?.['document']);

    await names('A', 'Чужая', newId<UserId>());
    await names('Z', 'Никто');
    expect(await written()).toContain('Анна:');
    expect(await postgres.admin.query('SELECT speakers FROM transcriber.transcript')).toEqual([
      { speakers: { A: 'Анна' } },
    ]);
    await names('A', 'Мария');
    expect(await written()).toContain('Мария:');
    expect(await written()).not.toContain('Анна');
  });

  it('only its person can delete a transcript, with its text, its file and every file made from it; its order stays', async () => {
    const { deletes, exports, rows, objects, userId, orderId, postgres } = await setup();
    await exports('pdf');
    await exports('srt');

    await deletes(newId<UserId>());
    expect(await rows()).toHaveLength(1);
    await deletes();
    await deletes();

    expect(await rows()).toEqual([]);
    expect(await objects.removePrefix({ bucket: 'files', key: `transcripts/${userId}/` })).toBe(0);
    expect(await objects.removePrefix({ bucket: 'files', key: `exports/${userId}/` })).toBe(0);
    expect(await postgres.admin.tablesWith('ёлку')).toEqual([]);
    expect(await postgres.admin.query('SELECT FROM transcriber.recording WHERE order_id = $1', [orderId])).toHaveLength(
      1,
    );
  });

  it('the files made from a transcript are kept for less than a day', async () => {
    const { exports, isThere, objects } = await setup();
    await exports('pdf');
    const forgetAfter = (hours: number) =>
      new ForgetExports(objects, new ManualClock(new Date(Date.now() + hours * 3_600_000)), Logger.silent()).run();

    await forgetAfter(23);
    expect(await isThere('pdf')).toBe(true);
    await forgetAfter(23.95);
    expect(await isThere('pdf')).toBe(false);
  });
});
