import { describe, expect, it } from '@jest/globals';
import type { StartDocument } from '@aisha/contracts/transcriber';
import type { DocumentPoint, OrderId } from '@aisha/domain';
import { newId, withWorkFacts } from '@aisha/platform';
import { documentKey, toReference, transcriptKey } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { orderKindViews } from '../../features';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../readers';
import { DeliverDocumentHandler } from './deliver-document.handler';

interface Hold {
  readonly orderId: OrderId;
  readonly quotedCentiCredits: string;
  readonly onHeld: { readonly receiver: string; readonly job: string; readonly payload: StartDocument };
}

/** A person with credits, whose recording has just become a transcript. */
const setup = async ({ content = 'Анна подготовит отчёт до пятницы.', language = 'ru' as string | null } = {}) => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
  const bot = await harness.replica();
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(/Чем займёмся/);
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: 300 });
  await postgres.fixtures.consent({ userId });
  const transcriptId = newId<OrderId>();
  const key = transcriptKey(userId, transcriptId, 'txt');
  await objects.put(key, Buffer.from(content), { contentType: 'text/plain' });
  const documentPath = toReference(key);
  await postgres.fixtures.transcript({ orderId: transcriptId, userId, content, language, documentPath });
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
    placed,
    /** Transcriber has made it: the file lies in the storage, and its points in the row. */
    isMade: async (points: readonly DocumentPoint[]) => {
      const orderId = newId<OrderId>();
      const key = documentKey(userId, orderId, 'txt');
      await objects.put(key, Buffer.from('Список дел'), { contentType: 'text/plain' });
      const made = { documentType: 'to_do', points, documentPath: toReference(key), bytes: 20, delivered: 1 } as const;
      await postgres.fixtures.document({ orderId, userId, transcriptId, state: 'succeeded', ...made });
      const handler = new DeliverDocumentHandler(new Readers(postgres.database), cards);
      const job = { orderId, userId };
      await withWorkFacts({ traceId: orderId }, () => handler.handle(job, jobContext(postgres)));
    },
  };
};
const point = (text: string, isSupported: boolean): DocumentPoint => ({
  ...{ section: 'to_do', text, owner: null, due: null, at: isSupported ? 5 : null },
  isSupported,
});

describe('a document of a transcript', () => {
  it('is chosen under the transcript, priced and ordered', async () => {
    const { anna, placed, transcriptId, userId } = await setup();

    await anna.presses('📑 Сделать документ');
    await anna.sees(/Какой документ сделать/);
    await anna.presses('✅ Список дел');
    await anna.sees(/Список дел[^]*На русском, файлом[^]*Цена: 2 кредита[^]*Останется: 298 кредитов/);
    await anna.presses('📑 Сделать');

    await anna.sees(/Заказ принят/);
    const { orderId, quotedCentiCredits, onHeld } = await placed();
    expect(quotedCentiCredits).toBe('200');
    expect(onHeld).toMatchObject({
      receiver: 'transcriber',
      job: 'start-document',
      payload: { orderId, userId, transcriptId, documentType: 'to_do', language: 'ru', units: 1 },
    });
  });

  it('is made of an opened transcript, too', async () => {
    const { anna } = await setup();
    await anna.presses('📚 Мои расшифровки');
    await anna.presses(/Анна подготовит/);
    const opened = await anna.sees(/Весь текст — в файле\. DOCX/);

    await anna.pressesIn(opened, '📑 Сделать документ');

    await anna.sees(/Какой документ сделать/);
  });

  it('costs more with each started part of a long text', async () => {
    const { anna, placed } = await setup({ content: 'я'.repeat(20_001) });

    await anna.presses('📑 Сделать документ');
    await anna.presses('📌 Кратко');
    await anna.sees(/Текст длинный: 2 части по 20 000 знаков[^]*Цена: 4 кредита/);
    await anna.presses('📑 Сделать');

    expect((await placed()).onHeld.payload.units).toBe(2);
  });

  it.each([
    ['ru', 'Всем привет.', 'английском'],
    ['en', 'Hello, everyone.', 'русском'],
    ['de', 'Guten Tag.', 'русском'],
    [null, 'Всем привет.', 'английском'],
    [null, 'Hello, everyone.', 'русском'],
  ])('is translated into the language that the text is not in (%s: %s)', async (language, content, into) => {
    const { anna } = await setup({ language, content });

    await anna.presses('📑 Сделать документ');
    await anna.presses('🌐 Перевод');

    await anna.sees(new RegExp(`Перевод[^]*На ${into}, файлом`));
  });

  it('comes as a file with its beginning, and says how much of it was not found in the recording', async () => {
    const { anna, isMade } = await setup();

    await isMade([point('Подготовить отчёт', true), point('Купить слона', false)]);

    const { document } = await anna.sees(
      /Список дел[^]*Подготовить отчёт[^]*Купить слона[^]*⚠️ 1 пункта в записи не нашлось/,
    );
    expect(document?.name).toMatch(/^список-дел-\d{4}-\d\d-\d\d\.txt$/);
    const { buttons } = await anna.sees(/Документ — в файле/);
    expect(buttons.flat().map(({ text }) => text)).toEqual(['📚 Мои расшифровки', '🗂️ Мои файлы', '🏠 Меню']);

    await anna.presses('🗂️ Мои файлы');
    await anna.presses(/📑 Документ · /);
    await anna.sees('🔊 Озвучить');
  });

  it('has nothing to warn of when all of it was found', async () => {
    const { anna, isMade } = await setup();

    await isMade([point('Подготовить отчёт', true)]);

    const { text } = await anna.sees(/Список дел[^]*Подготовить отчёт/);
    expect(text).not.toContain('⚠️');
  });
});
