import {
  documentTexts,
  exportTexts,
  filesTexts,
  menuTexts,
  orderTexts,
  speechTexts,
  transcribeTexts,
} from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import type { DocumentFormat, DocumentPoint } from '@aisha/kinds';
import type { StartDocument } from '@aisha/kinds/messages';
import type { DocumentOrder } from '@aisha/kinds/tables';
import { documentKey, exportKey, toReference, transcriptKey } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import { newId, withWorkFacts } from '@aisha/platform';
import { inTurn, saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { FILE_BUDGETS, fileBudgetsIn, filePlaces } from '../../../spec/file-places';
import { orderKindViews } from '../../features';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { Exports } from '../../orders/exports';
import { DeliverDocumentFileHandler } from './document.feature';
import { Readers } from '../../engine/conversation/readers';

interface Hold {
  readonly orderId: OrderId;
  readonly quotedCentiCredits: string;
  readonly onHeld: { readonly receiver: string; readonly job: string; readonly payload: StartDocument };
}

/** A person with credits who has just got the transcript of a recording. */
const setup = async ({ content = 'Анна подготовит отчёт до пятницы.', language = 'ru' as string | null } = {}) => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const transcriptId = newId<OrderId>();
  const key = transcriptKey(userId, transcriptId, 1);
  await objects.put(key, Buffer.from(content), { contentType: 'text/plain' });
  const documentPath = toReference(key);
  const { message_id: messageId } = await anna.sends('голосовое');
  await postgres.fixtures.transcript({ orderId: transcriptId, userId, content, language, documentPath });
  await postgres.admin.query('UPDATE transcriber.recording SET message_id = $1', [messageId]);
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  const delivered = { type: 'delivered', avatarId: null } as const;
  await postgres.database.transaction((tx) =>
    cards.end(tx, { orderId: transcriptId, userId, kind: 'transcription' }, delivered),
  );
  const placed = () =>
    eventually(async () => {
      const [hold] = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
      return (hold?.payload as Hold | undefined) ?? false;
    });
  return {
    ...harness,
    anna,
    userId,
    transcriptId,
    messageId,
    placed,
    /** Plays the transcriber: stores the file of the order, writes its points into the row, and says that the order is delivered. */
    isMade: async (points: readonly DocumentPoint[], fields: Partial<DocumentOrder> = {}) => {
      const orderId = newId<OrderId>();
      const key = documentKey(userId, orderId, 'docx');
      await objects.put(key, Buffer.from('Список дел'), { contentType: 'text/plain' });
      const made = { documentType: 'to_do', points, documentPath: toReference(key), bytes: 20, delivered: 1 } as const;
      await postgres.fixtures.document({ orderId, userId, transcriptId, state: 'succeeded', ...made, ...fields });
      const handler = new DeliverResultHandler(new Readers(postgres.database), cards);
      const job = { orderId, userId, kind: 'document' } as const;
      await withWorkFacts({ traceId: orderId }, () => handler.handle(job, jobContext(postgres)));
      return orderId;
    },
    /** Plays the transcriber, which has made another file of the document, or has failed to make it. */
    isExported: async (orderId: OrderId, format: DocumentFormat, { asked = format, isThere = true } = {}) => {
      const place = exportKey(userId, orderId, format);
      if (isThere) await objects.put(place, Buffer.from(format), { contentType: 'application/pdf' });
      const readers = new Readers(postgres.database);
      const exports = new Exports(fileBudgetsIn(postgres.database), bot.deliveries);
      const handler = new DeliverDocumentFileHandler(readers, exports);
      const made = { asked, format, document: isThere ? toReference(place) : null };
      await handler.handle({ orderId, userId, ...made }, jobContext(postgres));
    },
    jobs: async (name: string) =>
      (await postgres.outboxOf('bot')).filter(({ job }) => job === name).map(({ payload }) => payload),
  };
};
const point = (text: string, isSupported: boolean): DocumentPoint => ({
  ...{ section: 'to_do', text, owner: null, due: null, quote: isSupported ? text : null, at: isSupported ? 5 : null },
  isSupported,
});

describe('a document of a transcript', () => {
  it('a person chooses a document with the button under a transcript, sees its price and orders it', async () => {
    const { anna, placed, transcriptId, userId } = await setup();

    await anna.pressesBehind(documentTexts.ru.useMakeDocument);
    await anna.sees(/Какой документ сделать/);
    await anna.presses(saying(documentTexts.ru.button, { type: 'to_do' }));
    await anna.sees(
      /Список дел[^]*На русском, файлом DOCX[^]*PDF, TXT или MD[^]*Цена: 2 кредита[^]*Останется: 298 кредитов/,
    );
    await anna.presses(documentTexts.ru.start);

    await anna.sees(saying(orderTexts.ru.accepted));
    const { orderId, quotedCentiCredits, onHeld } = await placed();
    expect(quotedCentiCredits).toBe('200');
    expect(onHeld).toMatchObject({
      receiver: 'transcriber',
      job: 'start-document',
      payload: { orderId, userId, transcriptId, documentType: 'to_do', language: 'ru', units: 1 },
    });
  });

  it('a transcript that is opened later can become a document, too', async () => {
    const { anna } = await setup();
    await anna.pressesBehind(documentTexts.ru.transcripts);
    await anna.presses(/Анна подготовит/);
    const opened = await anna.sees(saying(transcribeTexts.ru.opened));

    await anna.pressesBehind(documentTexts.ru.useMakeDocument, { within: opened });

    await anna.sees(/Какой документ сделать/);
  });

  it('the price of a document grows with each started part of a long text', async () => {
    const { anna, placed } = await setup({ content: 'я'.repeat(20_001) });

    await anna.pressesBehind(documentTexts.ru.useMakeDocument);
    await anna.presses(saying(documentTexts.ru.button, { type: 'summary' }));
    await anna.sees(/Текст длинный: 2 части по 20\s000 знаков[^]*Цена: 4 кредита/);
    await anna.presses(documentTexts.ru.start);

    expect((await placed()).onHeld.payload.units).toBe(2);
  });

  it('a document is translated into the language that the person taps, and its name contains that language', async () => {
    const { anna, placed, isMade } = await setup();
    await anna.pressesBehind(documentTexts.ru.useMakeDocument);
    await anna.presses(saying(documentTexts.ru.button, { type: 'translation' }));
    await anna.sees(/На какой язык перевести\?/);
    await anna.presses('Deutsch');
    const offer = await anna.sees(/Перевод на немецкий[^]*Весь текст целиком\. Файлом DOCX[^]*Цена: 2 кредита/);
    await anna.pressesIn(offer, documentTexts.ru.back);
    await anna.presses('Español');
    await anna.sees(/Перевод на испанский/);
    await anna.presses(documentTexts.ru.start);

    await anna.sees(inTurn(/Перевод на испанский/, saying(orderTexts.ru.accepted)));
    const { payload } = (await placed()).onHeld;
    expect(payload).toMatchObject({ documentType: 'translation', language: 'ru', targetLanguage: 'es' });
    await isMade([point('Anna preparará el informe', true)], {
      documentType: 'translation',
      targetLanguage: 'es',
    });
    const { document } = await anna.sees(/^Перевод на испанский\n\n0:05 Anna preparará/);
    expect(document?.name).toMatch(/^перевод-на-испанский-\d{4}-\d\d-\d\d\.docx$/);
  });

  it.each([
    ['ru', 'Всем привет.', 'English', 'Русский'],
    ['en', 'Hello, everyone.', 'Русский', 'English'],
    ['de', 'Guten Tag.', 'Русский', 'Deutsch'],
    [null, 'Всем привет.', 'English', 'Русский'],
    [null, 'Hello, everyone.', 'Русский', 'Қазақша'],
  ])(
    'a translation is offered first into the likeliest language, and last into the language of the text (%s: %s)',
    async (language, content, ...ends) => {
      const { anna } = await setup({ language, content });

      await anna.pressesBehind(documentTexts.ru.useMakeDocument);
      await anna.presses(saying(documentTexts.ru.button, { type: 'translation' }));

      const { buttons } = await anna.sees(/На какой язык перевести\?/);
      const languages = buttons.slice(0, -1).flatMap((row) => row.map(({ text }) => text));
      expect([languages.at(0), languages.at(-1)]).toEqual(ends);
      expect(languages).toHaveLength(9);
    },
  );

  it('a translation of a text in Latin letters is offered last into English when the bot speaks English', async () => {
    const { anna, postgres } = await setup({ language: null, content: 'Hello, everyone.' });
    await postgres.admin.query(`UPDATE bot.person SET language = 'en'`);

    await anna.pressesBehind(documentTexts.ru.useMakeDocument);
    await anna.presses(saying(documentTexts.en.button, { type: 'translation' }));

    const { buttons } = await anna.sees(/Into which language\?/);
    const languages = buttons.slice(0, -1).flatMap((row) => row.map(({ text }) => text));
    expect([languages.at(0), languages.at(-1)]).toEqual(['Русский', 'English']);
  });

  it('a translation into Kazakh is not offered as a PDF', async () => {
    const { anna } = await setup();
    await anna.pressesBehind(documentTexts.ru.useMakeDocument);
    await anna.presses(saying(documentTexts.ru.button, { type: 'translation' }));
    await anna.presses('Қазақша');
    await anna.sees(/Перевод на казахский[^]*можно взять и как TXT или MD/);
  });

  it('a document comes as a file; the caption has the beginning of the document and counts the points that were not found in the recording', async () => {
    const { anna, isMade } = await setup();

    await isMade([point('Подготовить отчёт', true), point('Купить слона', false)]);

    const { document } = await anna.sees(
      /Список дел[^]*Подготовить отчёт[^]*Купить слона[^]*⚠️ 1 пункта в записи не нашлось/,
    );
    expect(document?.name).toMatch(/^список-дел-\d{4}-\d\d-\d\d\.docx$/);
    const { buttons } = await anna.sees(/Документ — в файле/);
    expect(buttons.slice(0, 2).map((row) => row.map(({ text }) => text))).toEqual([
      ['📕 PDF', '📃 TXT', '📃 MD'],
      ['📚 Мои расшифровки', '🗂️ Мои файлы'],
    ]);

    await anna.presses(documentTexts.ru.files);
    await anna.presses(saying(filesTexts.ru.line, { one: '📑 Список дел' }));
    await anna.pressesBehind(speechTexts.ru.useReadAloud, { within: await anna.sees(/^📑 Список дел\n/) });
  });

  it('a document names in the chat, too, who is to do a task and by when', async () => {
    const { anna, isMade } = await setup();

    await isMade([
      { ...point('Подготовить отчёт', true), owner: 'Анна', due: 'до пятницы' },
      { ...point('Проверить смету', true), owner: 'Борис' },
      { ...point('Заказать зал', true), due: '5 мая' },
    ]);

    await anna.sees(
      /Список дел\n\n0:05 Подготовить отчёт \(кто: Анна; срок: до пятницы\)\n0:05 Проверить смету \(кто: Борис\)\n0:05 Заказать зал \(срок: 5 мая\)$/m,
    );
  });

  it('a document cuts no point short in the chat: points for which the chat has no room are only in the file', async () => {
    const { anna, isMade } = await setup();

    await isMade([point('Подготовить отчёт', true), point(`Позвонить ${'Анне '.repeat(140)}`, true)]);

    await anna.sees(/Список дел\n\n0:05 Подготовить отчёт\n…$/m);
  });

  it('a document of a transcript quotes the recording, so that a tap on a point’s time plays the recording from there', async () => {
    const { anna, isMade, messageId } = await setup();

    await isMade([point('Подготовить отчёт', true), point('Купить слона', false)]);

    const made = await anna.sees(/Список дел\n\n0:05 Подготовить отчёт\nКупить слона/);
    expect(made.reply_to_message_id).toBe(messageId);
  });

  it('a document warns of nothing when all its points were found in the recording', async () => {
    const { anna, isMade } = await setup();

    await isMade([point('Подготовить отчёт', true)]);

    const { text } = await anna.sees(/Список дел[^]*Подготовить отчёт/);
    expect(text).not.toContain('⚠️');
  });

  it('a document comes in another format on a tap, below its result and in «Мои файлы»', async () => {
    const { anna, isMade, isExported, jobs, userId } = await setup();
    const orderId = await isMade([point('Подготовить отчёт', true)]);

    await anna.pressesIn(await anna.sees(/Документ — в файле/), '📕 PDF');
    await eventually(async () => expect(await jobs('export-document')).toEqual([{ orderId, userId, format: 'pdf' }]));
    await isExported(orderId, 'pdf');
    const { document } = await anna.sees(/^📑 Список дел$/);
    expect(document?.name).toMatch(/^список-дел-\d{4}-\d\d-\d\d\.pdf$/);
    await anna.sends('/menu');
    await anna.presses(saying(menuTexts.ru.storey, { storey: 'works' }));
    await anna.presses(documentTexts.ru.files);
    await anna.presses(saying(filesTexts.ru.line, { one: '📑 Список дел' }));
    await anna.presses('📃 MD');

    await eventually(async () => expect(await jobs('export-document')).toHaveLength(2));
  });

  it('a document whose letters a PDF lacks comes as a DOCX with an explanation, and the person is told when a file could not be made', async () => {
    const { anna, isMade, isExported } = await setup();
    const orderId = await isMade([point('Подготовить отчёт', true)]);

    await isExported(orderId, 'docx', { asked: 'pdf' });
    await anna.sees(saying(exportTexts.ru.docxInstead));
    await isExported(orderId, 'txt', { isThere: false });
    await anna.sees(saying(exportTexts.ru.notMade));
  });

  it('a person who taps for another format of a document that was deleted meanwhile is told so, and no file is asked for', async () => {
    const { anna, isMade, jobs, postgres, telegram } = await setup();
    await isMade([point('Подготовить отчёт', true)]);
    await postgres.admin.query('UPDATE transcriber.document SET points = NULL, document_path = NULL, bytes = NULL');

    await anna.pressesIn(await anna.sees(/Документ — в файле/), '📕 PDF');

    await eventually(() =>
      expect(telegram.recorder.list({ method: 'answerCallbackQuery' }).at(-1)?.params['text']).toMatch(
        saying(documentTexts.ru.documentGone),
      ),
    );
    expect(await jobs('export-document')).toEqual([]);
  });

  it('a person who has used up the day’s exports gets no further file of a document', async () => {
    const { anna, isMade, jobs, postgres, userId, telegram } = await setup();
    await isMade([point('Подготовить отчёт', true)]);
    const budget = filePlaces(postgres);
    for (let taken = 0; taken < FILE_BUDGETS.exports.aDay; taken += 1) await budget.take(userId, 'exports');

    await anna.pressesIn(await anna.sees(/Документ — в файле/), '📕 PDF');

    await eventually(() =>
      expect(telegram.recorder.list({ method: 'answerCallbackQuery' }).at(-1)?.params['text']).toMatch(
        saying(exportTexts.ru.enoughFiles),
      ),
    );
    expect(await jobs('export-document')).toEqual([]);
  });

  it('a document is made by the person’s own template, typed once and offered again the next time', async () => {
    const { anna, placed, isMade, postgres } = await setup();
    await anna.pressesBehind(documentTexts.ru.useMakeDocument);
    await anna.presses(saying(documentTexts.ru.button, { type: 'template' }));
    await anna.sees(/Ваш шаблон[^]*каждый с новой строки, до 20[^]*Например/);
    await anna.sends('***');
    await anna.sees(/Нужно от 1 до 20 строк/);
    await anna.sends('Что решили\nКто за что отвечает');
    await anna.sees(/Документ по шаблону[^]*Ваши заголовки и вопросы[^]*Цена: 2 кредита/);
    await anna.presses(documentTexts.ru.start);
    await anna.sees(/📑 Документ · По шаблону/);

    const template = 'Что решили\nКто за что отвечает';
    expect((await placed()).onHeld.payload).toMatchObject({ documentType: 'template', template });
    await isMade([point('Подготовить отчёт', true)]);
    await postgres.admin.query('UPDATE transcriber.document SET template = $1', [template]);
    await anna.pressesBehind(documentTexts.ru.transcripts);
    await anna.presses(/Анна подготовит/);
    const opened = await anna.sees(saying(transcribeTexts.ru.opened));
    await anna.pressesBehind(documentTexts.ru.useMakeDocument, { within: opened });
    await anna.presses(saying(documentTexts.ru.button, { type: 'template' }));
    await anna.sees(/В прошлый раз:\nЧто решили\nКто за что отвечает/);
    await anna.presses(documentTexts.ru.takeLast);

    await anna.sees(/Документ по шаблону[^]*Цена: 2 кредита/);
  });
});
