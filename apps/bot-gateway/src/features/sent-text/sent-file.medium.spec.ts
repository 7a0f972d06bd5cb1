import { documentTexts, menuTexts, orderTexts, sentTextTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import type { StartDocument } from '@aisha/kinds/messages';
import { eventually } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { saying } from '@aisha/testing/words';
import { answerText } from '../../../spec/answer-text';
import { botHarness } from '../../../spec/bot-harness';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const FILE = Buffer.from('Анна подготовит отчёт.');

/** A person with credits and an avatar. The test plays the transcriber. */
const setup = async () => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  await postgres.fixtures.avatar({ userId });
  const jobs = async (name: string) =>
    (await postgres.outboxOf('bot')).filter(({ job }) => job === name).map(({ payload }) => payload);
  const fetched = async () => (await jobs('fetch-file')) as unknown as FetchFile[];
  return {
    ...harness,
    anna,
    jobs,
    fetched,
    /** Plays the transcriber, which has read the newest file. */
    answers: (answer: Parameters<typeof answerText>[1]) => answerText({ postgres, bot }, answer),
  };
};
type Anna = Awaited<ReturnType<typeof setup>>['anna'];

describe('a sent file', () => {
  it('a sent file is read free of charge, and then becomes a document of the chosen type', async () => {
    const { anna, answers, fetched, jobs, isNoted } = await setup();
    await anna.presses(saying(menuTexts.ru.storey, { storey: 'assistant' }));
    await anna.presses(documentTexts.ru.entryDocuments);
    await anna.sees(/Пришлите файл с текстом — TXT, MD, DOCX или PDF/);
    await anna.sendsDocument(FILE, 'отчёт.docx', DOCX);
    const reading = await anna.sees(/Читаю файл/);
    await isNoted(reading);
    expect(await jobs('place-hold')).toEqual([]);

    const { textId } = await answers({ text: { characters: 41_250, language: 'ru' } });

    expect(await fetched()).toMatchObject([{ countedAs: 'texts', onStored: { job: 'read-text' } }]);
    const asked = await anna.sees(saying(documentTexts.ru.which, { characters: 41_250 }));
    expect(asked.message_id).toBe(reading.message_id);
    await anna.presses(saying(documentTexts.ru.button, { type: 'summary' }));
    await anna.sees(/Текст длинный: 3 части по 20\s000 знаков[^]*Цена: 6 кредитов/);
    await anna.presses(documentTexts.ru.start);
    await anna.sees(saying(orderTexts.ru.accepted));
    const [hold] = await eventually(async () => {
      const holds = await jobs('place-hold');
      return holds.length > 0 && holds;
    });
    expect((hold as unknown as { onHeld: { payload: StartDocument } }).onHeld.payload).toMatchObject({
      ...{ transcriptId: null, textId, documentType: 'summary', language: 'ru', units: 3 },
    });
  });

  it.each([
    ['a text', (anna) => anna.sendsDocument(FILE, 'заметки.txt', 'text/plain')],
    ['a document of Word’s', (anna) => anna.sendsDocument(FILE, 'отчёт.docx', DOCX)],
    ['a PDF', (anna) => anna.sendsDocument(FILE, 'отчёт.pdf', 'application/pdf')],
    ['a file of no type, by its ending', (anna) => anna.sendsDocument(FILE, 'README.md')],
  ] satisfies [string, (anna: Anna) => Promise<SeenMessage>][])(
    'a sent file may come unasked: %s',
    async (_, sends) => {
      const { anna, fetched } = await setup();

      await sends(anna);

      await anna.sees(/Читаю файл/);
      expect(await fetched()).toHaveLength(1);
    },
  );

  it.each([
    ['a sound', (anna) => anna.sendsDocument(FILE, 'talk.mp3', 'audio/mpeg'), /Слушаю запись/],
    ['a picture', (anna) => anna.sendsDocument(FILE, 'me.jpg', 'image/jpeg'), /./],
    ['a file of no type', (anna) => anna.sendsDocument(FILE, 'picture.heic'), /./],
  ] satisfies [string, (anna: Anna) => Promise<SeenMessage>, RegExp][])(
    'a sent file that is %s is answered, and is not read as a text',
    async (_, sends, seen) => {
      const { anna, fetched } = await setup();

      const sent = await sends(anna);

      await anna.sees(seen, { after: sent });
      expect((await fetched()).filter(({ countedAs }) => countedAs === 'texts')).toEqual([]);
    },
  );

  it.each([
    ['text-locked', /под паролем[^]*Снимите пароль/],
    ['text-scanned', /только снимки страниц/],
    ['text-too-long', /до 2 МБ[^]*по частям/],
    ['text-too-complex', /слишком сложно устроен[^]*\.txt/],
    ['text-not-taken', /Такой файл я прочитать не умею[^]*RTF или ODT сохраните как DOCX/],
  ] as const)('a sent file without a usable text gets a clear answer (%s)', async (refusal, words) => {
    const { anna, answers, fetched } = await setup();
    await anna.sendsDocument(FILE, 'отчёт.pdf', 'application/pdf');
    await anna.sees(/Читаю файл/);

    await answers({ refusal });

    const { buttons } = await anna.sees(words);
    expect(buttons.flat().map(({ text }) => text)).toEqual(['🏠 Меню']);
    await anna.sends('а так?');
    expect((await anna.sees(/Это не текст/)).text).not.toMatch(words);
    await anna.sendsDocument(FILE, 'другой.pdf', 'application/pdf');
    await eventually(async () => expect(await fetched()).toHaveLength(2));
  });

  it('a sent file that the bot could not read because of an error of ours is read again on a tap', async () => {
    const { anna, answers, fetched } = await setup();
    await anna.sendsDocument(FILE, 'отчёт.pdf', 'application/pdf');
    await anna.sees(/Читаю файл/);
    await answers({ refusal: 'unavailable' });
    await anna.sees(/сбой у меня/);

    await anna.presses(sentTextTexts.ru.again);

    await eventually(async () => expect(await fetched()).toHaveLength(2));
  });

  it('the button that leads to the documents of a sent file works for a person who has gone to the menu', async () => {
    const { anna, answers, isNoted } = await setup();
    await anna.sendsDocument(FILE, 'отчёт.pdf', 'application/pdf');
    await isNoted(await anna.sees(/Читаю файл/));
    await anna.presses(sentTextTexts.ru.menu);
    await anna.sees(saying(menuTexts.ru.menu));

    await answers({ text: { characters: 300, language: null } });
    await anna.sees(/Прочитала ваш файл\. Могу сделать/);
    await anna.presses(saying(sentTextTexts.ru.toOffer, { usedFor: 'document' }));

    await anna.sees(saying(documentTexts.ru.which, { characters: 300 }));
  });
});
