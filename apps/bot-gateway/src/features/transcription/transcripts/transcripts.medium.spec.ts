import { conversationTexts, exportTexts, menuTexts, orderTexts, transcribeTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { EXPORT_FORMATS, type ExportFormat, type Segment } from '@aisha/kinds';
import { Transcript } from '@aisha/kinds/tables';
import { exportKey, toReference, transcriptKey } from '@aisha/storage';
import { eventually, jobContext } from '@aisha/testing';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { newId, withWorkFacts } from '@aisha/platform';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../../spec/bot-harness';
import { FILE_BUDGETS, filePlaces } from '../../../../spec/file-places';
import { DeliverResultHandler } from '../../../orders/deliver-result.handler';
import { OrderCards } from '../../../orders/order-cards';
import { Exports } from '../../../orders/exports';
import { MORE } from '../../../engine/conversation';
import { Readers } from '../../../engine/conversation/readers';
import { orderKindViews } from '../../../features';
import { DeliverTranscriptFileHandler } from './transcripts.feature';

const SAID = 'Начнём планёрку. Купим ёлку и игрушки. Борис против съезда.';

const segment = (startsAt: number, text: string, speaker: string | null): Segment => ({
  startsAt,
  endsAt: startsAt + 20,
  text,
  speaker,
  doubt: null,
});
const SEGMENTS = [segment(0, 'Начнём планёрку.', 'A'), segment(60, 'Купим ёлку и игрушки.', 'B')];

const labelsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

/** A person with a transcript that was delivered just now. */
const setup = async ({ content = SAID, segments = SEGMENTS as readonly Segment[], duration = 80 } = {}) => {
  const harness = await botHarness();
  const { postgres, objects, replica, joins } = harness;
  const bot = await replica();
  const anna = await joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: 300 });
  await postgres.fixtures.consent({ userId });
  const readers = new Readers(postgres.database);
  const budget = filePlaces(postgres);

  const says = async (text: string, told: readonly Segment[] = []): Promise<OrderId> => {
    const { orderId } = await postgres.fixtures.transcription({ userId, state: 'succeeded', duration });
    const place = transcriptKey(userId, orderId, 1);
    await objects.put(place, Buffer.from(text), { contentType: 'text/plain' });
    await postgres.admin.insert(Transcript, {
      ...{ orderId, userId, content: text, title: null, segments: told, speakers: {} },
      ...{ documentPath: toReference(place), language: 'ru', createdAt: new Date('2026-11-21T22:30:00Z') }, // in Moscow this is the 22nd
    });
    return orderId;
  };
  const orderId = await says(content, segments);
  const cards = new OrderCards(bot.cards, bot.deliveries, orderKindViews);
  const delivering = new DeliverResultHandler(readers, cards);
  await withWorkFacts({ orderId }, () =>
    delivering.handle({ orderId, userId, kind: 'transcription' }, jobContext(postgres)),
  );
  const result = await anna.sees(saying(transcribeTexts.ru.orderDelivered));

  const exporting = new DeliverTranscriptFileHandler(readers, new Exports(budget.store, bot.deliveries));
  const jobs = async (name: string) =>
    (await postgres.outboxOf('bot')).filter(({ job }) => job === name).map(({ payload }) => payload);
  return {
    ...harness,
    anna,
    userId,
    orderId,
    result,
    budget,
    says,
    jobs,
    files: async () => (await anna.chat()).filter(({ document: file }) => file),
    /** Plays the transcriber, which has made a file of a transcript. */
    made: async (format: ExportFormat, { asked = format, isThere = true, messageId = newId<string>() } = {}) => {
      const place = exportKey(userId, orderId, format);
      if (isThere) await objects.put(place, Buffer.from(format), { contentType: 'text/plain' });
      const job = { orderId, userId, format, asked, document: isThere ? toReference(place) : null };
      await exporting.handle(job, jobContext(postgres, { messageId }));
    },
    choosesFormat: async (): Promise<SeenMessage> => {
      await anna.pressesIn(result, transcribeTexts.ru.asFile);
      return anna.sees(saying(transcribeTexts.ru.askFormat));
    },
    opens: async () => {
      await anna.pressesBehind(transcribeTexts.ru.entryTranscripts);
      await anna.sees(/Мои расшифровки[^]*Нажмите/);
      await anna.presses(/Начнём планёрку/);
      return anna.sees(/Расшифровка[^]*1:20 · 2 голоса/);
    },
    toastIn: ({ message_id: id }: SeenMessage): Promise<string> =>
      eventually(async () => {
        const pressed = (await anna.chat()).find(({ message_id: messageId }) => messageId === id)?.presses.at(-1);
        return pressed?.answer?.text ?? false;
      }),
  };
};

describe('a delivered transcript', () => {
  it('a delivered transcript comes with its first sentences, its length, the number of speakers and a button to its formats', async () => {
    const { result, files } = await setup();

    const [file] = await files();
    expect(file).toMatchObject({
      document: { name: 'расшифровка-2026-11-22.txt' },
      text: `${SAID}\n\n🎧 1:20 · 2 голоса`,
    });
    expect(result.buttons.map((row) => row.map(({ text }) => text))).toEqual([
      ['❓ Спросить', '📑 Документ'],
      ['📄 Файл…', '⋯'],
      ['🏠 Меню'],
    ]);
  });

  it('a transcript has the whole length of its recording, with the silence at the end, wherever the length is shown', async () => {
    const { anna, result, files } = await setup({ duration: 95.3 });

    expect((await files())[0]?.text).toContain('🎧 1:35 · 2 голоса');
    await anna.pressesBehind(transcribeTexts.ru.openIt, { within: result });
    await anna.sees(/Расшифровка[^]* · 1:35 · 2 голоса/);
  });

  it('the beginning of a long transcript is cut after a sentence', async () => {
    const { files } = await setup({ content: `${'Это предложение. '.repeat(100)}Конец.`, segments: [] });

    const [file] = await files();
    expect(file!.text).toMatch(/^(Это предложение\. )+…\n\n🎧 1:20$/);
    expect(file!.text!.length).toBeLessThan(430);
  });

  it('a transcript becomes a file on a tap, named by its date, and the transcriber is told the language', async () => {
    const { anna, choosesFormat, orderId, userId, jobs, made, files, toastIn } = await setup();

    const formats = await choosesFormat();
    await anna.pressesIn(formats, '📄 DOCX');
    expect(await toastIn(formats)).toBe('Готовлю файл.');
    expect(await jobs('export-transcript')).toEqual([
      { orderId, userId, format: 'docx', title: 'Расшифровка, 22 ноября 2026', language: 'ru' },
    ]);
    const messageId = newId<string>();
    await made('docx', { messageId });
    await made('docx', { messageId });
    await made('docx');

    await eventually(async () => expect(await files()).toHaveLength(2));
    const file = (await files()).at(-1)!;
    expect(file).toMatchObject({ document: { name: 'расшифровка-2026-11-22.docx' }, text: '📝 Ваша расшифровка' });
    expect(await anna.downloads(file)).toEqual([Buffer.from('docx')]);
  });

  it('a transcript with letters that a PDF cannot show comes as a DOCX with an explanation, and the person is told when a file could not be made', async () => {
    const { anna, made } = await setup();

    await made('docx', { asked: 'pdf' });
    await anna.sees(saying(exportTexts.ru.docxInstead));
    await made('srt', { isThere: false });
    await anna.sees(saying(exportTexts.ru.notMade));
  });

  it('a person is told before they choose a format that a PDF lacks the letters of their transcript, and gets no button for one', async () => {
    const { choosesFormat } = await setup({ content: 'Қазақ тілінде сөйлейік. Сіз қалайсыз?', segments: [] });

    const formats = await choosesFormat();

    expect(formats.text).toMatch(saying(transcribeTexts.ru.askFormat, { hasPdf: false }));
    expect(labelsOf(formats)).not.toContain('📕 PDF');
  });

  it('a person gets no further file of a transcript once the limit of the day is used up', async () => {
    const { anna, choosesFormat, userId, budget, jobs, toastIn } = await setup();
    for (let taken = 0; taken < FILE_BUDGETS.exports.aDay; taken += 1) await budget.take(userId, 'exports');

    const formats = await choosesFormat();
    await anna.pressesIn(formats, '📕 PDF');

    expect(await toastIn(formats)).toMatch(/Пока хватит: 60 файлов/);
    expect(await jobs('export-transcript')).toEqual([]);
  });
});

describe('«Мои расшифровки»', () => {
  it('«Мои расшифровки» open a transcript: its beginning and every format', async () => {
    const { anna, opens, jobs } = await setup();

    const opened = await opens();
    expect(opened.text).toContain('Купим ёлку');
    expect(labelsOf(opened)).toEqual([...['❓ Спросить', '📑 Документ', '📄 Файл…', '⋯', '‹ К списку', '🏠 Меню']]);
    await anna.presses(MORE);
    await eventually(async () =>
      expect(labelsOf((await anna.chat()).at(-1)!)).toEqual([
        ...['🔊 Озвучить', '👥 Кто говорит', '✏️ Назвать', '🗑️ Удалить', '‹ Назад'],
      ]),
    );
    await anna.presses(conversationTexts.ru.fewer);
    await anna.presses(transcribeTexts.ru.asFile);
    const formats = await anna.sees(saying(transcribeTexts.ru.askFormat, { hasPdf: true }));
    expect(labelsOf(formats)).toEqual([
      ...['📄 DOCX', '📕 PDF', '📃 TXT', '📃 MD', '🎬 SRT', '🎬 VTT', '‹ Назад', '🏠 Меню'],
    ]);
    for (const format of EXPORT_FORMATS) await anna.pressesIn(formats, new RegExp(format.toUpperCase()));

    await eventually(async () =>
      expect((await jobs('export-transcript')).map(({ format }) => format)).toEqual([...EXPORT_FORMATS]),
    );
  });

  it('«Мои расшифровки» open a transcript from its result, too', async () => {
    const { anna, result } = await setup();

    await anna.pressesBehind(transcribeTexts.ru.openIt, { within: result });

    expect(labelsOf(await anna.sees(/Расшифровка[^]*1:20/))).toContain('❓ Спросить');
  });

  it('«Мои расшифровки» are searched by typed words, in any grammatical form of each word', async () => {
    const { anna, says } = await setup();
    await says('Про бюджет и сроки.');
    await anna.pressesBehind(transcribeTexts.ru.entryTranscripts);
    expect(
      labelsOf(await anna.sees(/Мои расшифровки[^]*Нажмите/)).filter((label) => label.includes(' · ')),
    ).toHaveLength(2);

    await anna.sends('бюджета');
    const found = await anna.sees(/🔎 бюджета[^]*Нашлось/);
    expect(labelsOf(found).filter((label) => label.includes(' · '))).toEqual([expect.stringContaining('Про бюджет')]);

    await anna.sends('дирижабль');
    await anna.sees(/🔎 дирижабль[^]*Такого никто не говорил/);
    await anna.presses(transcribeTexts.ru.all);
    expect(labelsOf(await anna.sees(/Мои расшифровки[^]*Нажмите/))).toContainEqual(expect.stringContaining('бюджет'));
  });

  it('«Мои расшифровки» search a typed word that is the title of one transcript: it does not open', async () => {
    const { anna, says, postgres } = await setup();
    const orderId = await says('Про бюджет и сроки.');
    await postgres.admin.query(`UPDATE transcriber.transcript SET title = '2026 бюджет' WHERE order_id = $1`, [
      orderId,
    ]);
    await anna.pressesBehind(transcribeTexts.ru.entryTranscripts);
    const list = await anna.sees(/Мои расшифровки[^]*Нажмите/);
    const label = labelsOf(list).find((one) => one.includes('бюджет'))!;

    await anna.sends(label);

    await anna.sees(/🔎 /);
  });

  it('«Мои расшифровки» rename a transcript at once: in the list, on its screen and on its files', async () => {
    const { anna, orderId, userId, opens, jobs, made, files } = await setup();
    await opens();

    await anna.pressesBehind(transcribeTexts.ru.rename);
    await anna.sees(/Как назвать эту расшифровку/);
    await anna.sends('x'.repeat(61));
    await anna.sees(/Нужно от 1 до 60 символов/);
    await anna.sends('Планёрка: ёлка / <съезд>');

    const named = await anna.sees(/Планёрка: ёлка \/ <съезд>[^]*1:20/);
    expect(await jobs('rename-transcript')).toEqual([{ orderId, userId, title: 'Планёрка: ёлка / <съезд>' }]);
    await anna.pressesIn(named, transcribeTexts.ru.asFile);
    await anna.presses('📕 PDF');
    await eventually(async () =>
      expect(await jobs('export-transcript')).toMatchObject([{ title: 'Планёрка: ёлка / <съезд>' }]),
    );
    await made('pdf');
    await eventually(async () => expect((await files()).at(-1)?.document?.name).toBe('Планёрка ёлка съезд.pdf'));
    await anna.presses(transcribeTexts.ru.back);
    await anna.presses(transcribeTexts.ru.toList);
    expect(labelsOf(await anna.sees(/Мои расшифровки[^]*Нажмите/))).toContainEqual(
      expect.stringContaining('Планёрка: ёлка'),
    );
  });

  it('«Мои расшифровки» show the speakers with their first words, and let the person name one', async () => {
    const { anna, orderId, userId, opens, jobs } = await setup();
    await opens();

    await anna.pressesBehind(transcribeTexts.ru.speakers);
    await anna.sees(/Голос A: «Начнём планёрку\.»[^]*Голос B: «Купим ёлку и игрушки\.»/);
    await anna.presses(saying(transcribeTexts.ru.voice, { label: 'B' }));
    await anna.sees(/Чей это голос\?[^]*Купим ёлку/);
    await anna.sends('x'.repeat(41));
    await anna.sees(/Имя — от 1 до 40 символов/);
    await anna.sends('Борис');

    expect(labelsOf(await anna.sees(/Голос A: [^]*Борис: «Купим/))).toEqual(['Голос A', 'Борис', '‹ Назад', '🏠 Меню']);
    expect(await jobs('name-speaker')).toEqual([{ orderId, userId, label: 'B', name: 'Борис' }]);
  });

  it('a typed name of a speaker presses no button that has it with a number', async () => {
    const { anna, orderId, userId, opens, jobs, says, postgres } = await setup();
    const other = await says('Было раньше.');
    await postgres.admin.query(`UPDATE transcriber.transcript SET speakers = '{"A": "Иван 2"}' WHERE order_id = $1`, [
      other,
    ]);
    await opens();
    await anna.pressesBehind(transcribeTexts.ru.speakers);
    await anna.presses(saying(transcribeTexts.ru.voice, { label: 'B' }));
    expect(labelsOf(await anna.sees(/Напишите имя или нажмите/))).toContain('Иван 2');

    await anna.sends('Иван');

    await anna.sees(/Иван: «Купим/);
    expect(await jobs('name-speaker')).toEqual([{ orderId, userId, label: 'B', name: 'Иван' }]);
  });

  it('«Мои расшифровки» offer the names that the person gave in other transcripts, except those that this transcript has', async () => {
    const { anna, orderId, userId, opens, jobs, says, postgres } = await setup();
    const other = await says('Было раньше.');
    const named = `UPDATE transcriber.transcript SET speakers = $2 WHERE order_id = $1`;
    await postgres.admin.query(named, [other, JSON.stringify({ A: 'Мария', B: 'Борис', C: 'Игорь' })]);
    await postgres.admin.query(named, [orderId, JSON.stringify({ A: 'Игорь' })]);
    await opens();
    await anna.pressesBehind(transcribeTexts.ru.speakers);
    await anna.presses(saying(transcribeTexts.ru.voice, { label: 'B' }));

    const screen = await anna.sees(/Напишите имя или нажмите/);
    expect(labelsOf(screen)).toEqual(['Борис', 'Мария', '‹ Назад', '🏠 Меню']);
    await anna.presses('Мария');

    await anna.sees(/Игорь: [^]*Мария: «Купим/);
    expect(await jobs('name-speaker')).toEqual([{ orderId, userId, label: 'B', name: 'Мария' }]);
  });

  it('«Мои расшифровки» do not ask whether to delete a transcript that is gone already', async () => {
    const { anna, postgres, opens } = await setup();
    await anna.pressesIn(await opens(), '⋯');
    await anna.seesMessage(({ buttons }) => buttons.flat().some(({ text }) => text === transcribeTexts.ru.remove));
    await postgres.admin.query('DELETE FROM transcriber.transcript');

    await anna.presses(transcribeTexts.ru.remove);

    const { buttons } = await anna.sees(saying(transcribeTexts.ru.gone));
    expect(buttons.flat().map(({ text }) => text)).toEqual([transcribeTexts.ru.keep]);
  });

  it('«Мои расшифровки» delete a transcript from the list, and its files from the chat', async () => {
    const { anna, orderId, userId, opens, jobs, made, files, result } = await setup();
    await made('pdf');
    await eventually(async () => expect(await files()).toHaveLength(2));
    await opens();

    await anna.pressesBehind(transcribeTexts.ru.remove);
    await anna.sees(/Удалить расшифровку насовсем/);
    await anna.presses(transcribeTexts.ru.keep);
    await anna.sees(/1:20 · 2 голоса/);
    await anna.pressesBehind(transcribeTexts.ru.remove);
    await anna.presses(transcribeTexts.ru.removeSurely);

    await anna.sees(/Мои расшифровки[^]*Пока пусто/);
    expect(await jobs('delete-result')).toEqual([{ kind: 'transcription', orderId, userId }]);
    await eventually(async () => expect(await files()).toEqual([]));
    const unfolded = (await anna.chat()).find(({ message_id: id }) => id === result.message_id)!;
    await anna.pressesIn(unfolded, orderTexts.ru.fewer);
    await anna.presses(transcribeTexts.ru.asFile);
    await eventually(async () => {
      const pressed = (await anna.chat()).find(({ message_id: id }) => id === result.message_id)?.presses.at(-1);
      expect(pressed?.answer?.text).toBe('Этой расшифровки больше нет.');
    });
    expect(await jobs('export-transcript')).toEqual([]);
  });
});
