import { describe, expect, it } from '@jest/globals';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { DOCUMENT_FORMATS, type DocumentFormat } from '@aisha/kinds';
import { exportKey, toReference } from '@aisha/storage';
import { jobContext } from '@aisha/testing';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { onDocuments } from '../../spec/documents-harness';
import { ExportDocumentHandler } from './export-document.handler';

const setup = async (text = 'Купить ёлку') => {
  const harness = await onDocuments();
  const { postgres, objects, sent } = harness;
  const { database } = postgres;
  const [orderId, userId] = [newId<OrderId>(), newId<UserId>()];
  const points = [{ section: 'to_do', text, owner: 'Анна', due: null, quote: 'купим ёлку', at: 65, isSupported: true }];
  const documentPath = `files:documents/${userId}/${orderId}.docx`;
  const made = { state: 'succeeded', documentType: 'to_do', language: 'ru', points, documentPath } as const;
  await postgres.fixtures.document({ orderId, userId, ...made });
  const exporting = new ExportDocumentHandler(database, objects, new Outbox('transcriber'));
  const asked = (format: DocumentFormat, owner = userId) => ({ orderId, userId: owner, format });
  return {
    ...harness,
    asked,
    exporting,
    orderId,
    userId,
    exports: async (format: DocumentFormat, context = jobContext(postgres), owner = userId) => {
      await exporting.handle(asked(format, owner), context);
      return (await sent('deliver-document-file')).at(-1);
    },
    written: async (format: DocumentFormat) =>
      (await objects.getBuffer(exportKey(userId, orderId, format), { maxBytes: 100_000 })).toString('utf8'),
    deletes: () => harness.deletes({ orderId, userId }),
  };
};

describe('a document that was made', () => {
  it('a document whose template is gone, as after a withdrawn consent, keeps only the headings that have points', async () => {
    const { exports, written, postgres, orderId } = await setup();
    await postgres.admin.query(`UPDATE transcriber.document SET document_type = 'template' WHERE order_id = $1`, [
      orderId,
    ]);

    await exports('md');
    expect(await written('md')).toMatch(/^# Документ по шаблону\n\n## to\\_do\n\n- \*\*\[1:05\]/);

    // The section of a template that had the line «## 1. Планы»: only the marks before the heading are left out.
    await postgres.admin.query(
      `UPDATE transcriber.document SET points = jsonb_set(points, '{0,section}', '"1. Планы"')`,
    );
    await exports('txt');
    expect(await written('txt')).toMatch(/1\. ПЛАНЫ\n\n• \[1:05\] Купить ёлку/);
  });

  it.each(DOCUMENT_FORMATS)('a document becomes %s', async (format) => {
    const { exports, orderId, userId } = await setup();

    const document = toReference(exportKey(userId, orderId, format));
    expect(await exports(format)).toEqual({ orderId, userId, asked: format, format, document });
  });

  it('a document as text has its points with their times and owners, and the quotes below', async () => {
    const { exports, written } = await setup();

    await exports('txt');

    expect(await written('txt')).toContain('• [1:05] Купить ёлку (кто: Анна)');
    expect(await written('txt')).toMatch(/ОТКУДА ЭТО\n\n\[1:05\] «купим ёлку»\n$/);
  });

  it('a document becomes a DOCX when the PDF’s font lacks its letters, and its message says so', async () => {
    const { exports } = await setup('Қазақ тілі');

    expect(await exports('pdf')).toMatchObject({ format: 'docx', asked: 'pdf' });
  });

  it('a file of a document is sent once when its message comes twice; a stranger gets an answer without a file, and so does a person whose request was given up', async () => {
    const { exports, exporting, asked, postgres, sent } = await setup();
    await exports('txt', jobContext(postgres, { messageId: 'm1' }));
    await exports('txt', jobContext(postgres, { messageId: 'm1' }));
    expect(await sent('deliver-document-file')).toHaveLength(1);

    const stranger = newId<UserId>();
    expect(await exports('txt', jobContext(postgres), stranger)).toMatchObject({ userId: stranger, document: null });
    await postgres.database.transaction((tx) => exporting.giveUp(asked('md'), new AppError('storage-unreachable'), tx));
    expect((await sent('deliver-document-file')).at(-1)).toMatchObject({ document: null, asked: 'md' });
  });

  it('all files of a document are deleted with the document', async () => {
    const { exports, deletes, objects, userId } = await setup();
    await exports('pdf');
    await exports('md');

    await deletes();

    expect(await objects.removePrefix({ bucket: 'files', key: `exports/${userId}/` })).toBe(0);
  });
});
