import { chosenTexts, filesTexts, menuTexts, transcribeTexts } from '@aisha/words';
import JSZip from 'jszip';
import { describe, expect, it } from '@jest/globals';
import type { OrderId, SourceId } from '@aisha/domain';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { Transcript } from '@aisha/kinds/tables';
import { newId } from '@aisha/platform';
import { pictureKey, sourceKey, toReference, transcriptKey } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { startedGateway } from '../../../spec/started-gateway';
import { MOST_BUTTONS } from '../../engine/screen/screen';

const labelsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);
/** Whether a button is a file of the list, with or without a mark. */
const isLine = (label: string): boolean => /^(☑️|☐) .* · /u.test(label);
const contentsOf = async (archive: Buffer): Promise<Record<string, string>> => {
  const { files } = await JSZip.loadAsync(archive, { checkCRC32: true });
  const read = Object.entries(files).map(async ([name, file]) => [name, await file.async('string')]);
  return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
};

/** A person with eight transcripts, the last of which has a recording, with one picture, and with one photo of an avatar. */
const setup = async () => {
  const harness = await startedGateway();
  const { postgres, objects, telegram } = harness;
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  const put = async (place: ReturnType<typeof transcriptKey>, content: string): Promise<string> => {
    await objects.put(place, Buffer.from(content), { contentType: 'text/plain' });
    return toReference(place);
  };
  await postgres.fixtures.avatar({ userId, photos: 1 });
  const { orderId: drawn } = await postgres.fixtures.generation({ userId, state: 'succeeded', delivered: 1 });
  await postgres.fixtures.picture({
    orderId: drawn,
    filePath: await put(pictureKey(userId, drawn, 0, 'jpg'), 'picture'),
  });
  const orders: OrderId[] = [];
  for (let said = 1; said <= 8; said += 1) {
    const audioFilePath = said === 8 ? await put(sourceKey(userId, newId<SourceId>()), 'voice') : null;
    const { orderId } = await postgres.fixtures.transcription({ userId, state: 'succeeded', bytes: 5, audioFilePath });
    await postgres.admin.insert(Transcript, {
      ...{ orderId, userId, content: `Встреча ${said}`, title: `Встреча ${said}`, segments: [], speakers: {} },
      documentPath: await put(transcriptKey(userId, orderId, 1), `текст ${said}`),
      ...{ language: 'ru', createdAt: new Date('2026-11-21T12:00:00Z') },
    });
    orders.push(orderId);
  }
  const documents = async () => (await anna.chat()).filter(({ document }) => document);
  const deleted = async () =>
    (await postgres.outboxOf('bot')).filter(({ job }) => job === 'delete-result').map(({ payload }) => payload);
  const toasts = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
  const marks = async (...lines: readonly string[]) => {
    let count = 0;
    for (const line of lines) {
      await anna.presses(new RegExp(`^☐ .*${line}`));
      count += 1;
      await anna.sees(`Отмечено: ${count}`);
    }
  };
  /** What the transcriber does when a person deletes a transcript elsewhere. */
  const loses = (orderId: OrderId) =>
    postgres.admin.query('DELETE FROM transcriber.transcript WHERE order_id = $1', [orderId]);
  return { ...harness, anna, userId, drawn, orders, documents, deleted, toasts, marks, loses };
};

describe('«Выбрать» in the list of transcripts', () => {
  const inTranscripts = async () => {
    const given = await setup();
    const { anna } = given;
    await anna.presses(saying(menuTexts.ru.storey, { storey: 'works' }));
    await anna.presses(transcribeTexts.ru.entryTranscripts);
    await anna.sees(/Мои расшифровки[^]*Нажмите/);
    await anna.presses(chosenTexts.ru.choosing);
    await anna.sees(/Отмечено: 0/);
    return given;
  };

  it('«Выбрать» in the list of transcripts packs the marked transcripts of several pages into one archive, and keeps the marks during a search', async () => {
    const { anna, marks, documents } = await inTranscripts();
    await marks('Встреча 7');
    await anna.presses(transcribeTexts.ru.older);
    await anna.sees(/Отмечено: 1/);
    await anna.presses(/^☐ .*Встреча 1/);
    await anna.sees(/Отмечено: 2/);
    const searched = await anna.sends('дирижабль');
    await anna.sees(/Отмечено: 2<?[^]*«дирижабль»[^]*ничего не нашлось[^]*отметки останутся/, { after: searched });
    await anna.presses(transcribeTexts.ru.all, { after: searched });
    const page = await eventually(async () => {
      const screen = (await anna.chat()).at(-1)!;
      return labelsOf(screen).some((label) => label.startsWith('☑️ ') && label.includes('Встреча 7')) && screen;
    });
    expect(labelsOf(page).filter((label) => !isLine(label))).toEqual([
      ...['Раньше ›', '☑️ Вся страница', '📦 Скачать (2)', '🗑️ Удалить (2)', '‹ Отмена'],
    ]);
    expect(labelsOf(page).filter((label) => !isLine(label)).length).toBeLessThanOrEqual(MOST_BUTTONS);

    await anna.presses(saying(chosenTexts.ru.downloadSome, { count: 2 }), { after: searched });
    await anna.sees(/Соберу 2 расшифровки\. Оригиналы в ZIP/, { after: searched });
    await anna.presses(chosenTexts.ru.pack, { after: searched });

    await anna.sees(/📦 Готово: 2 файла\./);
    const [file, ...others] = await eventually(async () => {
      const files = await documents();
      return files.length > 0 && files;
    });
    expect(others).toEqual([]);
    expect(await contentsOf((await anna.downloads(file!))[0]!)).toEqual({
      'расшифровка-2026-11-21-001.txt': 'текст 7',
      'расшифровка-2026-11-21-002.txt': 'текст 1',
    });
    await anna.sees(/Мои расшифровки[^]*Нажмите/, { after: searched });
  });

  it('«Выбрать» in the list of transcripts deletes a whole page after one question, and says that one transcript of the page was gone already', async () => {
    const { anna, orders, userId, deleted, toasts, loses } = await inTranscripts();
    await anna.presses(saying(chosenTexts.ru.wholePage, { isWhole: false }));
    await anna.sees(/Отмечено: 6/);
    await loses(orders[7]!);

    await anna.presses(saying(chosenTexts.ru.removeSome, { count: 6 }));
    await anna.sees(
      /Удалить 5 расшифровок\?[^]*Из отмеченного уже удалено: 1\.[^]*все их файлы и записи[^]*не вернутся/,
    );
    await anna.presses(chosenTexts.ru.keep);
    await anna.sees(/Отмечено: 6/);
    expect(await deleted()).toEqual([]);
    await anna.presses(saying(chosenTexts.ru.removeSome, { count: 6 }));
    await anna.presses(chosenTexts.ru.removeSurely);

    const list = await anna.sees(/Мои расшифровки[^]*Нажмите/);
    expect(labelsOf(list).filter((label) => label.includes('Встреча'))).toHaveLength(2);
    expect(await deleted()).toEqual(
      orders
        .slice(2, 7)
        .toReversed()
        .map((orderId) => ({ kind: 'transcription', orderId, userId })),
    );
    expect(toasts()).toContain('🗑️ Удаляю 5 расшифровок. Удалено раньше: 1.');
  });

  it('«Выбрать» in the list of transcripts says so when everything that is marked is gone', async () => {
    const { anna, orders, marks, deleted, toasts, loses } = await inTranscripts();
    await marks('Встреча 8');
    await loses(orders[7]!);

    await anna.presses(chosenTexts.ru.downloadOne);

    await anna.sees(/Мои расшифровки[^]*Нажмите/);
    expect(toasts()).toContain('Отмеченного больше нет: всё уже удалено.');
    expect(await deleted()).toEqual([]);
  });
});

describe('«Выбрать» in «Мои файлы»', () => {
  const inFiles = async () => {
    const given = await setup();
    const { anna } = given;
    await anna.sends('/files');
    await anna.sees(/Мои файлы[^]*11 файлов/);
    await anna.presses(chosenTexts.ru.choosing);
    await anna.sees(/Отмечено: 0/);
    return given;
  };

  it('«Выбрать» in «Мои файлы» sends a single file as it is, without a question and without an archive', async () => {
    const { anna, marks, documents, toasts } = await inFiles();
    await marks('🎙️');

    await anna.presses(chosenTexts.ru.downloadOne);

    const file = await eventually(async () => (await documents())[0] ?? false);
    expect(file.document?.name).toMatch(/^запись-\d{4}-\d\d-\d\d\.\w+$/);
    expect((await anna.downloads(file))[0]!.toString()).toBe('voice');
    await anna.sees(/Мои файлы[^]*11 файлов/);
    expect(toasts()).toContain('Файл ниже 👇');
    expect((await anna.chat()).filter(({ text }) => text?.startsWith('📦'))).toEqual([]);
  });

  it('«Выбрать» in «Мои файлы» packs files of several kinds under the names of their kinds', async () => {
    const { anna, marks, documents } = await inFiles();
    await marks('🎙️', '📝 «Встреча 8');
    await anna.presses(filesTexts.ru.older);
    await anna.presses(/^☐ 🖼️/);
    await anna.sees(/Отмечено: 3/);

    await anna.presses(saying(chosenTexts.ru.downloadSome, { count: 3 }));
    await anna.sees(/Соберу 3 файла\. Оригиналы в ZIP, примерно 1 МБ\./);
    await anna.presses(chosenTexts.ru.pack);

    const card = await anna.sees(/📦 Готово: 3 файла\./);
    expect(labelsOf(card)).toEqual([filesTexts.ru.entryFiles, '🏠 Меню']);
    const [file] = await eventually(async () => {
      const files = await documents();
      return files.length > 0 && files;
    });
    const inside = await contentsOf((await anna.downloads(file!))[0]!);
    expect(Object.values(inside)).toEqual(['текст 8', 'voice', 'picture']);
    expect(Object.keys(inside).map((name) => name.split('-')[0])).toEqual(['расшифровка', 'запись', 'картинка']);
  });

  it('«Выбрать» in «Мои файлы» deletes marked files of several kinds, says what is deleted with them, and leaves photos to their avatar', async () => {
    const { anna, userId, orders, drawn, marks, deleted, toasts } = await inFiles();
    await marks('🎙️', 'Встреча 7');
    await anna.presses(filesTexts.ru.older);
    await anna.presses(/^☐ 🖼️/);
    await anna.sees(/Отмечено: 3/);
    await anna.presses(/^☐ 📸|^☐ 🤳|^☐ 👤/u);
    await anna.sees(/Отмечено: 4/);

    await anna.presses(saying(chosenTexts.ru.removeSome, { count: 4 }));
    await anna.sees(
      /Удалить 3 файла\?\n\n🎙️ Записи: 1\n📝 Расшифровки: 1, вместе с записью и ответами на вопросы\n🖼️ Картинки: 1\n\nФото аватара останутся \(1\)/u,
    );
    await anna.presses(chosenTexts.ru.removeSurely);

    await anna.sees(/Мои файлы[^]*8 файлов/);
    expect(await deleted()).toEqual([
      { kind: 'transcription', orderId: orders[7], userId, part: 'recording' },
      { kind: 'transcription', orderId: orders[6], userId },
      { kind: 'generation', orderId: drawn, userId, part: expect.any(String) },
    ]);
    expect(toasts()).toContain('🗑️ Удаляю 3 файла. Фото аватара остались: 1.');
  });

  it('«Выбрать» in «Мои файлы» leaves a file that is too large for an archive out of it, and keeps that file marked', async () => {
    const { anna, marks, postgres } = await inFiles();
    await postgres.admin.query('UPDATE transcriber.recording SET bytes = 3e8 WHERE audio_file_path IS NOT NULL');
    await marks('🎙️', '📝 «Встреча 8', 'Встреча 7');

    await anna.presses(saying(chosenTexts.ru.downloadSome, { count: 3 }));
    await anna.sees(/Соберу 2 файла\.[^]*больше 45 МБ: 1\. Это останется отмеченным/);
    await anna.presses(chosenTexts.ru.pack);

    await anna.sees(/Отмечено: 1/);
    await anna.sees(/📦 Готово: 2 файла\./);
  });

  it('an old button of «Выбрать» in «Мои файлы» shows the list as it is now, with nothing marked', async () => {
    const { anna, marks } = await inFiles();
    await marks('🎙️');
    const old = await anna.sees(/Отмечено: 1/);
    const after = await anna.sends('/files');
    await anna.sees(/Мои файлы[^]*11 файлов/, { after });

    await anna.pressesIn(old, /^☐ 📝 «Встреча 8/);

    const list = await anna.sees(/Мои файлы[^]*11 файлов/);
    expect(labelsOf(list)).toContain('☑️ Выбрать');
    expect(labelsOf(list).filter((label) => isLine(label))).toEqual([]);
  });
});

describe('a person who marks several files', () => {
  it('a marked file of another person counts as gone, and is not deleted', async () => {
    const { anna, postgres, orders, deleted, toasts } = await setup();
    const { userId: other } = await postgres.fixtures.person();
    await postgres.admin.query('UPDATE transcriber.transcript SET user_id = $1 WHERE order_id = $2', [
      other,
      orders[7],
    ]);
    await anna.sends('/files');
    await anna.sees(/Мои файлы/);
    await anna.presses(chosenTexts.ru.choosing);
    await anna.sees(/Отмечено: 0/);
    const marked = JSON.stringify([{ kind: 'transcript', id: orders[7] }]);
    await postgres.admin.query(`UPDATE bot.conversation SET draft = jsonb_set(draft, '{marked}', $1::jsonb)`, [marked]);
    await anna.presses(/^☐ .*Встреча 7/);
    await anna.sees(/Отмечено: 2/);

    await anna.presses(saying(chosenTexts.ru.removeSome, { count: 2 }));
    await anna.sees(/Удалить 1 файл\?/);
    await anna.presses(chosenTexts.ru.removeSurely);

    await anna.sees(/Мои файлы/);
    expect((await deleted()).map(({ orderId }) => orderId)).toEqual([orders[6]]);
    expect(toasts()).toContain('🗑️ Удаляю 1 файл. Удалено раньше: 1.');
  });
});
