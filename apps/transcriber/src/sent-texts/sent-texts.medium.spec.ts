import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import JSZip from 'jszip';
import PDFDocument from 'pdfkit';
import { buffer } from 'node:stream/consumers';
import { SentText } from '@aisha/database/transcriber';
import { RETENTION_MS, type TextId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { incomingTextKey, type StoredObject } from '@aisha/storage';
import { jobContext, type ContextOptions } from '@aisha/testing';
import { onTranscriber } from '../../spec/transcriber-harness';
import { TextReader } from '../reading/text-reader';
import { ForgetSentTexts } from './forget-sent-texts';
import { ReadTextHandler } from './read-text.handler';
import { SentTextStore } from './sent-text.store';

const TEXT = 'Анна подготовит отчёт к пятнице. Борис проверит смету.';

let reader: TextReader;
beforeAll(() => {
  reader = new TextReader(Logger.silent());
});
afterAll(() => reader.beforeApplicationShutdown());

const pdf = (draw: (page: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> => {
  const page = new PDFDocument(options);
  draw(page);
  page.end();
  return buffer(page);
};
/** A .docx of some kilobytes that inflates to far more than any text. */
const zipBomb = (): Promise<Buffer> =>
  new JSZip()
    .file('word/document.xml', Buffer.alloc(80 * 1_048_576, ' '))
    .generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });

const setup = async () => {
  const harness = await onTranscriber();
  const { postgres, objects, clock, log, sent } = harness;
  const store = new SentTextStore(postgres.database);
  const handler = new ReadTextHandler(store, reader, objects, new Outbox('transcriber'));
  const isThere = (file: StoredObject) =>
    objects.head(file).then(
      () => true,
      () => false,
    );
  const arrives = async (file: Buffer) => {
    const job = { userId: newId<UserId>(), textId: newId<TextId>(), usedFor: 'speech' as const };
    await objects.put(incomingTextKey(job.userId, job.textId), file, { contentType: 'text/plain' });
    return job;
  };
  return {
    ...harness,
    handler,
    arrives,
    /** Reads a file and returns the answer that the person gets. */
    reads: async (file: Buffer, options: ContextOptions = {}) => {
      const job = await arrives(file);
      await handler.handle(job, jobContext(postgres, options));
      return { job, told: (await sent('show-text')).at(-1) };
    },
    told: () => sent('show-text'),
    waits: ({ userId, textId }: { userId: UserId; textId: TextId }) => isThere(incomingTextKey(userId, textId)),
    kept: () => postgres.database.read.find(SentText, {}),
    forget: new ForgetSentTexts(store, objects, clock, log),
  };
};

describe('a sent text', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['Windows-1251', iconv.encode(TEXT, 'win1251')],
    ['UTF-16', iconv.encode(`\uFEFF${TEXT}`, 'utf-16le')],
  ])('a sent text is answered with its length and language, and kept for its person (%s)', async (_, file) => {
    const { reads, kept, waits } = await setup();

    const { job, told } = await reads(file);

    expect(told).toEqual({ ...job, text: { characters: TEXT.length, language: 'ru' }, refusal: null });
    expect(await kept()).toMatchObject([{ id: job.textId, userId: job.userId, content: TEXT }]);
    expect(await waits(job)).toBe(false);
  });

  it.each([
    ['text-not-taken', () => Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1')],
    ['text-empty', () => Buffer.from(' \n ')],
    ['text-empty', () => Buffer.from('*** — ***')],
    ['text-too-long', () => Buffer.from('слово '.repeat(200_000))],
    ['text-too-long', zipBomb],
    ['text-locked', () => pdf((page) => page.text('secret'), { userPassword: 'secret' })],
    ['text-scanned', () => pdf((page) => page.rect(0, 0, 100, 100).fill())],
  ] as const)('a sent text is refused as %s, and nothing of it is kept', async (refusal, made) => {
    const { reads, kept, waits } = await setup();

    const { job, told } = await reads(await made());

    expect(told).toEqual({ ...job, text: null, refusal });
    expect(await kept()).toEqual([]);
    expect(await waits(job)).toBe(false);
  });

  it('a sent text is read once even when its message comes twice, and its person always gets an answer', async () => {
    const { arrives, handler, postgres, told, kept } = await setup();
    const job = await arrives(Buffer.from(TEXT));
    const messageId = newId<string>();
    await handler.handle(job, jobContext(postgres, { messageId }));
    await handler.handle(job, jobContext(postgres, { messageId }));
    expect(await told()).toHaveLength(1);
    expect(await kept()).toHaveLength(1);

    await handler.handle({ ...job, textId: newId<TextId>() }, jobContext(postgres));
    expect((await told()).at(-1)).toMatchObject({ refusal: 'unavailable' });
    await postgres.database.transaction((tx) => handler.giveUp(job, new Error() as never, tx));
    expect((await told()).at(-1)).toMatchObject({ refusal: 'unavailable' });
  });

  it('a sent text that no open order needs is deleted after a day, and so is a file that was never read', async () => {
    const { reads, arrives, waits, kept, forget, clock, postgres } = await setup();
    const { job } = await reads(Buffer.from(TEXT));
    const { job: ordered } = await reads(Buffer.from(TEXT));
    await postgres.fixtures.document({ userId: ordered.userId, textId: ordered.textId });
    const left = await arrives(Buffer.from(TEXT));
    clock.set(new Date(Date.now() + RETENTION_MS.sentText - 60_000));
    await forget.run();
    expect(await kept()).toHaveLength(2);
    expect(await waits(left)).toBe(true);

    clock.set(new Date(Date.now() + RETENTION_MS.sentText + 60_000));
    await forget.run();

    expect(await kept()).toMatchObject([{ id: ordered.textId }]);
    expect(await waits(left)).toBe(false);
    expect(await kept()).not.toMatchObject([{ id: job.textId }]);
  });

  it('a sent text is deleted with its person’s templates when that person withdraws the consent, and another person’s text and template stay', async () => {
    const { reads, kept, forget, postgres } = await setup();
    const { job } = await reads(Buffer.from(TEXT));
    const { job: other } = await reads(Buffer.from(TEXT));
    const [template, state] = ['Что решили', 'succeeded'] as const;
    for (const { userId } of [job, other]) await postgres.fixtures.document({ userId, template, state });
    for (const { userId } of [job, other]) await postgres.fixtures.person({ userId });
    await postgres.fixtures.consent({ userId: other.userId });
    await postgres.fixtures.consent({ userId: job.userId, agreedAt: new Date(0), withdrawnAt: new Date() });

    await forget.run();

    expect(await kept()).toMatchObject([{ id: other.textId }]);
    expect(
      await postgres.admin.query('SELECT user_id AS "userId" FROM transcriber.document WHERE template IS NOT NULL'),
    ).toEqual([{ userId: other.userId }]);
  });

  it('the template of an open order stays when its person withdraws the consent, because the order may still follow it', async () => {
    const { forget, postgres } = await setup();
    const { userId } = await postgres.fixtures.person();
    await postgres.fixtures.consent({ userId, agreedAt: new Date(0), withdrawnAt: new Date() });
    const { orderId } = await postgres.fixtures.document({ userId, template: 'Что решили', state: 'running' });
    await postgres.fixtures.document({ userId, template: 'Кто пришёл', state: 'succeeded' });

    await forget.run();

    expect(
      await postgres.admin.query('SELECT order_id AS "orderId" FROM transcriber.document WHERE template IS NOT NULL'),
    ).toEqual([{ orderId }]);
  });
});
