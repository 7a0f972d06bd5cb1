import { balanceTexts, menuTexts, orderTexts, questionTexts, transcribeTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import type { Answer, AnswerPoint } from '@aisha/kinds';
import type { StartQuestion } from '@aisha/kinds/messages';
import { eventually, jobContext } from '@aisha/testing';
import { newId, withWorkFacts } from '@aisha/platform';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { orderKindViews } from '../../features';
import { DeliverResultHandler } from '../../orders/deliver-result.handler';
import { OrderCards } from '../../orders/order-cards';
import { Readers } from '../../engine/conversation/readers';

interface Hold {
  readonly item: string;
  readonly units: number;
  readonly quotedCentiCredits: string;
  readonly onHeld: { readonly receiver: string; readonly job: string; readonly payload: StartQuestion };
}

/** A person with credits and a transcript. */
const setup = async ({ content = 'Анна подготовит отчёт до пятницы.', credits = 300 } = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits(credits);
  const { orderId: transcriptId } = await postgres.fixtures.transcript({ userId, content, title: 'Планёрка' });
  const placed = () =>
    eventually(async () => {
      const [hold] = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'place-hold');
      return (hold?.payload as Hold | undefined) ?? false;
    });
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  return {
    ...harness,
    anna,
    userId,
    transcriptId,
    placed,
    opensTranscript: async () => {
      await anna.presses(saying(menuTexts.ru.storey, { storey: 'works' }));
      await anna.presses(questionTexts.ru.transcripts);
      await anna.presses(/Планёрка/);
      return anna.sees(saying(transcribeTexts.ru.opened));
    },
    /** Plays the transcriber: writes the answer into the row of the order. */
    isAnswered: async (answer: Partial<Answer> & Pick<Answer, 'points'>, of: OrderId | null = transcriptId) => {
      const orderId = newId<OrderId>();
      const told = { question: 'Когда отчёт?', lookedAt: [transcriptId], ...answer };
      await postgres.fixtures.hold({ orderId, userId, kind: 'question', item: 'question', units: 1 });
      await postgres.fixtures.question({ orderId, userId, transcriptId: of, state: 'succeeded', answer: told });
      const handler = new DeliverResultHandler(new Readers(postgres.database), cards);
      await withWorkFacts({ traceId: orderId }, () =>
        handler.handle({ orderId, userId, kind: 'question' }, jobContext(postgres)),
      );
    },
    fails: async (code: 'not-in-recording', orderId: OrderId) => {
      await postgres.fixtures.question({ orderId, userId, transcriptId, state: 'failed', question: null });
      await postgres.database.transaction((tx) =>
        cards.end(tx, { orderId, userId, kind: 'question' }, { type: 'failed', code }),
      );
    },
  };
};

const quoted = (transcriptId: OrderId, words = 'отчёт до пятницы', at: number | null = 65): AnswerPoint => ({
  text: 'Отчёт будет готов до пятницы.',
  quotes: [{ transcriptId, words, speaker: 'Анна', at }],
  isSupported: true,
});

describe('a question to a transcript', () => {
  it('a person types a question to a transcript, reads its price, and orders the answer', async () => {
    const { anna, opensTranscript, placed, userId, transcriptId } = await setup();
    await anna.pressesIn(await opensTranscript(), questionTexts.ru.start);
    await anna.sees(/Планёрка[^]*Напишите вопрос/);

    await anna.sends('?');
    await anna.sees(/от 3 до 500 символов, и в нём есть хотя бы одно слово/);
    await anna.sends('Когда   будет\nотчёт?');
    await anna.sees(/Когда будет отчёт\?[^]*Прочитаю всю расшифровку[^]*Цена: 1 кредит[^]*Останется: 299 кредитов/);
    await anna.presses(questionTexts.ru.start);

    await anna.sees(saying(orderTexts.ru.accepted));
    const { item, units, quotedCentiCredits, onHeld } = await placed();
    expect({ item, units, quotedCentiCredits }).toEqual({ item: 'question', units: 1, quotedCentiCredits: '100' });
    const { orderId } = onHeld.payload;
    expect(onHeld).toMatchObject({
      receiver: 'transcriber',
      job: 'start-question',
      payload: { orderId, userId, transcriptId, question: 'Когда будет отчёт?', units: 1 },
    });
  });

  it('a typed question replaces the question before it, and costs a credit for each started part of a long text', async () => {
    const { anna, opensTranscript, placed } = await setup({ content: 'я'.repeat(20_001) });
    await anna.pressesIn(await opensTranscript(), questionTexts.ru.start);
    await anna.sends('Когда отчёт?');
    await anna.sees(/Текст длинный: 2 части по 20\s000 знаков[^]*Цена: 2 кредита/);

    await anna.sends('Кто пишет отчёт?');
    await anna.sees(/Кто пишет отчёт\?[^]*Цена: 2 кредита/);
    await anna.presses(questionTexts.ru.start);

    expect((await placed()).onHeld.payload).toMatchObject({ question: 'Кто пишет отчёт?', units: 2 });
  });

  it('the offer of a question says when its price is more than the balance', async () => {
    const { anna, opensTranscript } = await setup({ credits: 0 });
    await anna.pressesIn(await opensTranscript(), questionTexts.ru.start);

    await anna.sends('Когда отчёт?');

    await anna.sees(/Цена: 1 кредит[^]*Не хватает/);
  });

  it('a question may be asked about all transcripts, for one price', async () => {
    const { anna, placed } = await setup({ content: 'я'.repeat(50_000) });
    await anna.presses(saying(menuTexts.ru.storey, { storey: 'works' }));
    await anna.presses(questionTexts.ru.transcripts);
    await anna.presses(transcribeTexts.ru.askAll);
    await anna.sees(/Вопрос ко всем записям/);

    await anna.sends('Что обещали заказчику?');
    await anna.sees(/до 10 самых похожих мест из всех записей[^]*Цена: 1 кредит/);
    await anna.presses(questionTexts.ru.start);

    expect((await placed()).onHeld.payload).toMatchObject({ transcriptId: null, units: 1 });
  });

  it('a question about all transcripts can be asked only when there are transcripts', async () => {
    const { anna, postgres } = await setup();
    await postgres.admin.query('DELETE FROM transcriber.transcript');

    await anna.presses(saying(menuTexts.ru.storey, { storey: 'works' }));
    await anna.presses(questionTexts.ru.transcripts);

    const { buttons } = await anna.sees(/Пока пусто/);
    expect(JSON.stringify(buttons)).not.toContain('Спросить');
  });
});

describe('an answer', () => {
  it('an answer is shown with its quotes, their speakers and times, and marks the points that were not found in the recording', async () => {
    const { anna, isAnswered, transcriptId } = await setup();

    await isAnswered({
      points: [quoted(transcriptId), { text: 'Подпишут слоны.', quotes: [], isSupported: false }],
    });

    const { text } = await anna.sees(/Когда отчёт\?/);
    expect(text).toBe(`❓ Когда отчёт?

• Отчёт будет готов до пятницы. [1]
• Подпишут слоны. ⚠️ в записи не нашлось

Слова из записи
[1] 1:05, Анна: «отчёт до пятницы»`);
    await anna.sees(/Ответ готов/);
  });

  it('an answer from all transcripts names the transcript of each quote, and says which transcripts were read', async () => {
    const { anna, isAnswered, transcriptId, postgres, userId } = await setup();
    const { orderId: other } = await postgres.fixtures.transcript({ userId, createdAt: new Date('2026-11-20T12:00Z') });
    const gone = newId<OrderId>();

    await isAnswered(
      { points: [quoted(transcriptId), quoted(other, 'в пятницу', null)], lookedAt: [transcriptId, other, gone] },
      null,
    );

    const { text } = await anna.sees(/Когда отчёт\?/);
    expect(text).toContain('[1] Планёрка, 1:05, Анна: «отчёт до пятницы»');
    expect(text).toContain('[2] расшифровка, 20 ноября 2026, Анна: «в пятницу»');
    expect(text).toMatch(/из 3 записей: Планёрка, расшифровка, 20 ноября 2026, удалённая расшифровка\.$/);
  });

  it('an answer fits into one message, however long its question, points and quotes are', async () => {
    const { anna, isAnswered, transcriptId, postgres } = await setup();
    await postgres.admin.query('UPDATE transcriber.transcript SET title = $1', ['Т'.repeat(60)]);
    const quotes = [1, 2, 3, 4, 5, 6].map((n) => ({
      ...{ transcriptId, words: `Ц${n} `.repeat(400), speaker: 'И'.repeat(40), at: 36_000 + n },
    }));
    const point = (n: number): AnswerPoint => ({ text: `Д${n} `.repeat(400), quotes, isSupported: false });
    const lookedAt = [transcriptId, ...Array.from({ length: 9 }, () => newId<OrderId>())];

    await isAnswered({ question: 'В'.repeat(500), points: [1, 2, 3, 4, 5].map(point), lookedAt }, null);

    const { text } = await anna.sees(/ВВВ/);
    expect(text).toMatch(/Читала не всё/);
    expect(text?.length).toBeLessThanOrEqual(4_096);
  });

  it('an answer offers another question to the same transcript', async () => {
    const { anna, isAnswered, transcriptId } = await setup();
    await isAnswered({ points: [quoted(transcriptId)] });
    await anna.sees(/Ответ готов/);

    await anna.presses(questionTexts.ru.more);

    await anna.sees(/Планёрка[^]*Напишите вопрос/);
  });

  it('a person reads that the recording does not answer their question, and is offered another question', async () => {
    const { anna, fails } = await setup();
    await fails('not-in-recording', newId<OrderId>());
    await anna.sees(/В записи об этом не говорят/);

    await anna.presses(questionTexts.ru.more);

    await anna.sees(/Планёрка[^]*Напишите вопрос/);
  });

  it('an answer is sent again from its receipt, under the name of its question', async () => {
    const { anna, isAnswered, transcriptId } = await setup();
    await isAnswered({ points: [quoted(transcriptId)] });
    await anna.sends('/balance');
    await anna.presses(balanceTexts.ru.more);
    await anna.presses(balanceTexts.ru.history);
    await anna.sees(/❓ Вопрос «Когда отчёт\?»/);
    await anna.presses('1');

    await anna.presses(questionTexts.ru.orderAgain);

    await eventually(async () =>
      expect((await anna.chat()).filter(({ text = '' }) => text.includes('Слова из записи'))).toHaveLength(2),
    );
  });
});
