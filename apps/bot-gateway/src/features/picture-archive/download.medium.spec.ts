import { chosenTexts, galleryTexts, menuTexts } from '@aisha/words';
import JSZip from 'jszip';
import { describe, expect, it } from '@jest/globals';
import type { PackPictures } from '@aisha/contracts/bot-gateway';
import { AppError, type OrderId, type PictureId, type UserId } from '@aisha/domain';
import type { SeenMessage } from '@aisha/fakes/telegram';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger, newId } from '@aisha/platform';
import { archiveKey, fileOf, pictureKey, toReference } from '@aisha/storage';
import { eventually, jobContext, ManualClock } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness, type BotHarness } from '../../../spec/bot-harness';
import { FILE_BUDGETS, fileBudgetsIn, filePlaces } from '../../../spec/file-places';
import { startedGateway } from '../../../spec/started-gateway';
import { ArchivePacker, ForgetArchives } from '../archives/archive-packer';
import { ArchiveSet } from '../archives/archive-set';
import { PackPicturesHandler } from '../archives/pack-pictures.handler';
import { Readers } from '../../engine/conversation/readers';

/** The size of a picture in bytes. An archive has no room for two such pictures. */
const HALF_A_PART = 24_000_000;

/** The most pictures that one order has. */
const MOST = 4;

/** Draws pictures for a person, the oldest first, with a different file for each. Resolves to their last order. */
const drawn = async (
  { postgres, objects }: BotHarness,
  userId: UserId,
  count: number,
  bytes = HALF_A_PART,
): Promise<OrderId> => {
  let orderId = newId<OrderId>();
  for (let made = 0; made < count; made += 1) {
    const [position, units] = [made % MOST, Math.min(MOST, count - made)];
    if (position === 0) {
      const order = { userId, state: 'succeeded', units, delivered: units, prompt: 'у моря' } as const;
      ({ orderId } = await postgres.fixtures.generation(order));
    }
    const key = pictureKey(userId, orderId, position, 'jpg');
    await objects.put(key, Buffer.from(`picture ${made}`), { contentType: 'image/jpeg' });
    const createdAt = new Date(Date.UTC(2026, 10, made, 22, 30)); // in Moscow this is the next day
    await postgres.fixtures.picture({ orderId, position, filePath: toReference(key), bytes, createdAt });
  }
  return orderId;
};

const contentsOf = async (archive: Buffer): Promise<Record<string, string>> => {
  const { files } = await JSZip.loadAsync(archive, { checkCRC32: true });
  return Object.fromEntries(
    await Promise.all(Object.entries(files).map(async ([name, file]) => [name, await file.async('string')])),
  ) as Record<string, string>;
};

describe('«Скачать» in the gallery', () => {
  it('«Скачать» in the gallery sends all found pictures as archives of a size that Telegram takes, newest first, and says when all are packed', async () => {
    const harness = await startedGateway();
    const { joins, onlyUserId } = harness;
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await drawn(harness, await onlyUserId(), 3);
    await anna.sends('/pictures');
    await anna.sees(saying(galleryTexts.ru.page));

    await anna.presses(galleryTexts.ru.download);
    await anna.sees(/Соберу 3 картинки[^]*примерно 72 МБ, файлами до 45 МБ/);
    await anna.presses(galleryTexts.ru.pack);
    await anna.sees(/📦 Готово: 3 картинки в 3 файлах/);

    // Waits for the files, because the card may say that everything is packed before the last file is there.
    const sent = await eventually(async () => {
      const files = (await anna.chat()).filter(({ text }) => text?.startsWith('📦 Архив'));
      return files.length >= 3 && files;
    });
    const archives = await Promise.all(sent.map(async (file) => contentsOf((await anna.downloads(file))[0]!)));
    expect(archives).toEqual([
      { 'aisha-2026-11-03-001.jpg': 'picture 2' },
      { 'aisha-2026-11-02-002.jpg': 'picture 1' },
      { 'aisha-2026-11-01-003.jpg': 'picture 0' },
    ]);
  });
});

describe('an archive that Telegram refuses with and without a caption', () => {
  it.each([
    [1, 1, /Telegram не принял архив\.[^]*Картинки на месте/],
    [2, 1, /Telegram не принял 1 из 2 архивов\./],
    [2, 2, /Telegram не принял архивы\./],
  ])(
    'the bot does not say «Готово» when Telegram refuses an archive both with and without a caption: of %i archives it refuses %i',
    async (archives, refused, words) => {
      const harness = await startedGateway();
      const { joins, onlyUserId, postgres, telegram } = harness;
      const anna = await joins('Анна');
      await anna.sends('/start');
      await anna.sees(saying(menuTexts.ru.menu));
      await drawn(harness, await onlyUserId(), archives);
      await anna.sends('/pictures');
      await anna.sees(saying(galleryTexts.ru.page));
      await anna.presses(galleryTexts.ru.download);
      // The bot tries each archive with its caption and without it, so each refusal needs two faults.
      telegram.faults.add({ kind: '400', method: 'sendDocument', times: 2 * refused });
      await anna.presses(galleryTexts.ru.pack);

      await anna.sees(words);
      await eventually(async () => {
        const said = (await anna.chat()).map(({ text }) => text ?? '');
        expect(said.filter((text) => text.startsWith('📦 Готово'))).toEqual([]);
        expect(said.filter((text) => text.startsWith('📦 Архив'))).toHaveLength(archives - refused);
        // Pictures that did not reach the person do not count against the limit of the day.
        expect(await postgres.admin.query('SELECT FROM bot.file_place')).toHaveLength(archives - refused);
      });
    },
  );
});

describe('the archives of a day', () => {
  /** Draws pictures, each of which fills an archive, and leaves room in the budget for this many archives. */
  const withRoomFor = async (archives: number, pictures: number) => {
    const harness = await startedGateway();
    const { joins, onlyUserId, postgres } = harness;
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    const userId = await onlyUserId();
    await drawn(harness, userId, pictures);
    const budget = filePlaces(postgres);
    for (let used = archives; used < FILE_BUDGETS.archives.aDay; used += 1) await budget.take(userId, 'archives');
    await anna.sends('/pictures');
    await anna.sees(saying(galleryTexts.ru.page));
    const files = async () => (await anna.chat()).filter(({ text }) => text?.startsWith('📦 Архив'));
    return { ...harness, anna, files };
  };

  it('the archives of a day take the newest pictures, as many as fit, and the person reads when to ask for the rest', async () => {
    const { anna, files } = await withRoomFor(2, 3);
    await anna.presses(galleryTexts.ru.download);
    await anna.sees(/сегодня в архивы поместятся только самые новые, 2 картинки[^]*Через сутки соберу ещё[^]*48 МБ/);
    await anna.presses(galleryTexts.ru.pack);
    await anna.sees(/📦 Готово: 2 картинки в 2 файлах/);
    await eventually(async () => expect(await files()).toHaveLength(2));

    const asked = await anna.sends('/pictures');
    await anna.sees(saying(galleryTexts.ru.page), { after: asked });
    await anna.presses(galleryTexts.ru.download, { after: asked });

    const { buttons } = await anna.sees(/На сегодня архивов хватит[^]*до 20 файлов по 45 МБ[^]*через сутки/);
    expect(buttons.flat().map(({ text }) => text)).toEqual(['‹ К картинкам']);
  });

  it('pictures for which the archives of a day have no room stay marked, and can be packed the next day', async () => {
    const { anna, postgres, files } = await withRoomFor(1, 3);
    await anna.presses(chosenTexts.ru.choosing);
    await anna.sees(/Отмечено: 0/);
    await anna.presses(saying(chosenTexts.ru.wholePage, { isWhole: false }));
    await anna.sees(/Отмечено: 3/);

    await anna.presses(saying(chosenTexts.ru.downloadSome, { count: 3 }));
    await anna.sees(/Соберу 1 картинку\. Это всё[^]*Останется отмеченным: 2, собрать можно будет через сутки/);
    await anna.presses(galleryTexts.ru.pack);
    await anna.sees(/Отмечено: 2/);
    await anna.sees(/📦 Готово: 1 картинка/);
    await anna.presses(saying(chosenTexts.ru.downloadSome, { count: 2 }));
    await anna.sees(/На сегодня архивов хватит/);
    await anna.presses(chosenTexts.ru.back);
    await anna.sees(/Отмечено: 2/);
    await postgres.admin.query(`UPDATE bot.file_place SET taken_at = now() - interval '1 day'`);
    await anna.presses(saying(chosenTexts.ru.downloadSome, { count: 2 }));
    await anna.sees(/Соберу 2 картинки\./);
    await anna.presses(galleryTexts.ru.pack);

    await anna.sees(/📦 Готово: 2 картинки в 2 файлах/);
    await eventually(async () => expect(await files()).toHaveLength(3));
  });
});

describe('a set of archives', () => {
  it('a set of archives comes without the pictures that are deleted while it is made, whichever archive they belong to', async () => {
    const harness = await startedGateway();
    const { joins, onlyUserId, objects, postgres } = harness;
    const anna = await joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    const userId = await onlyUserId();
    await drawn(harness, userId, 4);
    await anna.sends('/pictures');
    await anna.sees(saying(galleryTexts.ru.page));
    await anna.presses(galleryTexts.ru.download);
    await anna.sees(/Соберу 4 картинки/);
    // Removes only the files, as in the middle of a deletion: the app removes a picture's file before its row.
    const rows = await postgres.admin.query<{ file: string }>(
      'SELECT file_path AS file FROM generator.picture ORDER BY created_at',
    );
    await objects.remove([rows[1]!, rows[3]!].map(({ file }) => fileOf(userId, file)));

    await anna.presses(galleryTexts.ru.pack);

    await anna.sees(/📦 Готово: 2 картинки в 2 файлах/);
    const sent = await eventually(async () => {
      const files = (await anna.chat()).filter(({ text }) => text?.startsWith('📦 Архив'));
      return files.length >= 2 && files;
    });
    const archives = await Promise.all(sent.map(async (file) => contentsOf((await anna.downloads(file))[0]!)));
    expect(archives.map((files) => Object.values(files))).toEqual([['picture 2'], ['picture 0']]);
  });
});

describe('«Выбрать» in the gallery', () => {
  /** Eleven small pictures, the newest first: a page of nine and a page of two. */
  const choosing = async () => {
    const harness = await startedGateway();
    const anna = await harness.joins('Анна');
    await anna.sends('/start');
    await anna.sees(saying(menuTexts.ru.menu));
    await drawn(harness, await harness.onlyUserId(), 11, 1_000);
    await anna.sends('/pictures');
    await anna.sees(saying(galleryTexts.ru.page));
    await anna.presses(chosenTexts.ru.choosing);
    await anna.sees(/Отмечено: 0/);
    return { ...harness, anna };
  };
  /** The button of a number, with or without its mark. */
  const numbered = (label: string, isMarked = false) => saying(chosenTexts.ru.line, { isMarked, label });
  const labelsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

  it('«Выбрать» in the gallery packs only the marked pictures, of this page and of others', async () => {
    const { anna } = await choosing();
    await anna.presses(numbered('2'));
    expect(labelsOf(await anna.sees(/Отмечено: 1/))).toContain('☑️ 2');
    await anna.presses(galleryTexts.ru.older);
    const older = ['☐ 1', '☐ 2', '‹ Новее', '☑️ Вся страница', '📥 Скачать (1)', '🗑️ Удалить (1)', '‹ Отмена'];
    await eventually(async () => expect((await anna.chat()).map(labelsOf)).toContainEqual(older));
    await anna.presses(saying(chosenTexts.ru.wholePage, { isWhole: false }));
    expect(labelsOf(await anna.sees(/Отмечено: 3/))).toContain('✖️ Снять со страницы');
    await anna.presses(numbered('1', true));
    await anna.sees(/Отмечено: 2/);

    await anna.presses(saying(chosenTexts.ru.downloadSome, { count: 2 }));
    await anna.sees(/Соберу 2 картинки\./);
    await anna.presses(galleryTexts.ru.pack);

    const file = await anna.sees(/📦 Архив 1: 2 картинки/);
    expect(Object.values(await contentsOf((await anna.downloads(file))[0]!))).toEqual(['picture 9', 'picture 0']);
    // The marks are removed once the archive is ordered.
    expect(labelsOf(await anna.sees(saying(galleryTexts.ru.page)))).toContain('☑️ Выбрать');
  });

  it('«Выбрать» in the gallery uploads the sheet of a page once; a mark changes only the words and buttons of the message', async () => {
    const { anna, telegram } = await choosing();
    const hasUpload = ({ params }: { params: Record<string, unknown> }): boolean =>
      Object.values(params).some((value) => typeof value === 'object' && value !== null && 'size' in value);
    const uploads = () => telegram.recorder.list({ chatId: anna.id }).filter(hasUpload).length;
    const before = uploads();
    expect(before).toBeGreaterThan(0);

    await anna.presses(numbered('2'));
    await anna.sees(/Отмечено: 1/);
    await anna.presses(numbered('3'));
    const marked = await anna.sees(/Отмечено: 2/);

    expect([labelsOf(marked).includes('☑️ 3'), marked.photo !== undefined, uploads()]).toEqual([true, true, before]);
    await anna.presses(galleryTexts.ru.older);
    await eventually(() => expect(uploads()).toBe(before + 1));
    await anna.presses(saying(galleryTexts.ru.newer));
    await eventually(async () => expect((await anna.chat()).flatMap(labelsOf)).toContain('☑️ 3'));
    expect(uploads()).toBe(before + 1);

    telegram.faults.add({ kind: '400', method: 'editMessageMedia' }); // as if Telegram had forgotten the picture
    await anna.presses(numbered('4'));
    expect((await anna.sees(/Отмечено: 3/)).photo).toBeDefined();
    expect(uploads()).toBe(before + 2);
  });

  it('«Выбрать» in the gallery deletes only the marked pictures, after one question', async () => {
    const { anna, postgres } = await choosing();
    await anna.presses(numbered('2'));
    await anna.sees(/Отмечено: 1/);
    await anna.presses(numbered('4'));
    await anna.sees(/Отмечено: 2/);
    const marked = await postgres.admin.query<{ shown: string[]; chosen: string[] }>(
      `SELECT draft->'shown' AS shown, jsonb_path_query_array(draft->'marked', '$[*].id') AS chosen FROM bot.conversation`,
    );

    await anna.presses(saying(chosenTexts.ru.removeSome, { count: 2 }));
    await anna.sees(/Удалить 2 картинки\?/);
    await anna.presses(galleryTexts.ru.removeSurely);

    const page = await anna.sees(saying(galleryTexts.ru.page));
    expect(labelsOf(page).filter((label) => /^\d$/.test(label))).toEqual([...'1234567']);
    const deleted = (await postgres.outboxOf('bot')).filter(({ job }) => job === 'delete-result');
    const { shown, chosen } = marked[0]!;
    expect(chosen).toEqual([shown[1], shown[3]]);
    expect(deleted.map(({ payload }) => payload['part']).sort()).toEqual([...chosen].sort());
  });

  it('«Выбрать» in the gallery keeps the marks during a search, and removes them on «Отмена»', async () => {
    const { anna } = await choosing();
    await anna.presses(numbered('1'));
    await anna.sees(/Отмечено: 1/);

    await anna.sends('горы');
    const nothing = await anna.sees(/Отмечено: 1[^]*«горы»[^]*ничего не нашлось[^]*отметки останутся/);
    expect(labelsOf(nothing)).toEqual(['🖼️ Все картинки', '📥 Скачать (1)', '🗑️ Удалить (1)', '‹ Отмена']);
    await anna.presses(galleryTexts.ru.all);
    expect(labelsOf(await anna.sees(/Отмечено: 1(?![^]*горы)/))).toContain('☑️ 1');
    await anna.presses(chosenTexts.ru.cancel);
    await anna.sees(saying(galleryTexts.ru.page));
    await anna.presses(chosenTexts.ru.choosing);

    await anna.sees(/Отмечено: 0/);
  });

  it('«Выбрать» in the gallery packs the other marked pictures when one was deleted, and says so when none is left', async () => {
    const { anna, postgres } = await choosing();
    const deletes = (day: string) =>
      postgres.admin.query('UPDATE generator.picture SET file_path = NULL WHERE created_at = $1', [day]);
    for (const number of ['1', '2', '3']) await anna.presses(numbered(number));
    await anna.sees(/Отмечено: 3/);
    await deletes('2026-11-10T22:30:00Z');
    await anna.presses(saying(chosenTexts.ru.downloadSome, { count: 3 }));
    await anna.sees(/Соберу 2 картинки\. Из отмеченного уже удалено: 1\./);
    await deletes('2026-11-09T22:30:00Z');
    await deletes('2026-11-08T22:30:00Z');
    await anna.presses(chosenTexts.ru.pack);

    await anna.sees(/Отмеченного больше нет/);
    await anna.presses(chosenTexts.ru.back);
    await anna.sees(/Отмечено: 3/);
  });

  it('«Выбрать» in the gallery sends a single picture as it is, without an archive', async () => {
    const { anna } = await choosing();
    await anna.presses(numbered('2'));
    await anna.sees(/Отмечено: 1/);

    await anna.presses(chosenTexts.ru.downloadOne);

    const file = await anna.seesA('document');
    expect(file.document?.name).toMatch(/^картинка-.*\.jpg$/);
    expect((await anna.downloads(file))[0]!.toString()).toBe('picture 9');
    expect(labelsOf(await anna.sees(saying(galleryTexts.ru.page)))).toContain('☑️ Выбрать');
    expect((await anna.chat()).filter(({ text }) => text?.startsWith('📦'))).toEqual([]);
  });

  it('«Выбрать» in the gallery marks at most a hundred pictures, and says how to get the rest', async () => {
    const { anna, postgres, telegram } = await choosing();
    const marked = JSON.stringify(Array.from({ length: 100 }, () => ({ kind: 'picture', id: newId<PictureId>() })));
    await postgres.admin.query(`UPDATE bot.conversation SET draft = jsonb_set(draft, '{marked}', $1::jsonb)`, [marked]);

    await anna.presses(numbered('1'));

    const toasts = () => telegram.recorder.list({ method: 'answerCallbackQuery' }).map(({ params }) => params['text']);
    await eventually(() =>
      expect(toasts()).toContainEqual(expect.stringMatching(/не больше 100[^]*отметьте остальные/)),
    );
  });

  it('a button of «Выбрать» in the gallery marks nothing once the person has gone to the menu', async () => {
    const { anna } = await choosing();
    const page = await anna.sees(/Отмечено: 0/);
    await anna.sends('/menu');
    await anna.sees(saying(menuTexts.ru.menu));

    await anna.pressesIn(page, numbered('1'));

    await anna.sees(saying(menuTexts.ru.menu));
    expect((await anna.chat()).filter(({ text }) => text?.includes('Отмечено: 1'))).toEqual([]);
  });
});

describe('an archive', () => {
  const setup = async () => {
    const harness = await botHarness();
    const { postgres, objects, replica } = harness;
    const { deliveries, cards } = await replica();
    const { database } = postgres;
    const { userId } = await postgres.fixtures.person();
    const orderId = await drawn(harness, userId, 2);
    const outbox = new Outbox('bot');
    const packer = new ArchivePacker(objects, fileBudgetsIn(database));
    const readers = new Readers(database);
    const handler = new PackPicturesHandler(readers, new ArchiveSet(packer, cards, deliveries, outbox));
    const archiveId = newId<string>();
    const job: PackPictures = { userId, archiveId, part: 1, total: 2, packed: 0, before: null, isFavourite: false };
    const sent = async () => {
      const documents = `SELECT FROM bot.delivery WHERE content->>'kind' = 'document'`;
      return (await postgres.admin.query(documents)).length;
    };
    const card = async () =>
      (await postgres.admin.query<{ state: object }>('SELECT state FROM bot.card'))[0]?.state ?? null;
    return { ...harness, userId, orderId, handler, archiveId, job, sent, card };
  };

  it('an archive is sent once, and the next archive is asked for once, even when the process dies while packing and the job then runs twice', async () => {
    const { postgres, handler, job, sent, card } = await setup();
    const dying = { ...jobContext(postgres), once: () => Promise.reject(new Error('killed')) };
    await expect(handler.handle(job, dying)).rejects.toThrow('killed');

    for (let run = 0; run < 2; run += 1) await handler.handle(job, jobContext(postgres, { messageId: 'm1' }));

    expect(await sent()).toBe(1);
    const next = (await postgres.outboxOf('bot')).filter(({ job: name }) => name === 'pack-pictures');
    expect(next.map(({ payload }) => payload)).toMatchObject([{ part: 2, packed: 1, total: 2 }]);
    expect(await card()).toMatchObject({ packed: 1, archives: 1, outcome: null });
  });

  it('an archive whose pictures were all deleted meanwhile ends without a file', async () => {
    const { postgres, handler, job, sent, card } = await setup();
    await postgres.admin.query('UPDATE generator.picture SET file_path = NULL');

    await handler.handle({ ...job, part: 2, packed: 1 }, jobContext(postgres));

    expect(await sent()).toBe(0);
    expect(await card()).toMatchObject({ packed: 1, archives: 1, outcome: 'packed' });
  });

  it('an archive whose only picture is gone is not made, and the next archive gets its number', async () => {
    const { postgres, objects, userId, orderId, handler, job, archiveId, sent } = await setup();
    await objects.remove([pictureKey(userId, orderId, 1, 'jpg')]);

    await handler.handle(job, jobContext(postgres));

    expect(await sent()).toBe(0);
    await expect(objects.head(archiveKey(userId, archiveId, 1))).rejects.toMatchObject({ code: 'file-missing' });
    const [next] = (await postgres.outboxOf('bot')).filter(({ job: name }) => name === 'pack-pictures');
    expect(next?.payload).toMatchObject({ part: 1, packed: 0, total: 1 });
  });

  it('an archive that cannot be made is reported as failed', async () => {
    const { postgres, handler, job, card } = await setup();

    await postgres.database.transaction((tx) => handler.giveUp(job, new AppError('storage-unreachable'), tx));

    expect(await card()).toMatchObject({ packed: 0, outcome: 'failed' });
  });

  it('an archive is deleted from the storage within a day after it was packed', async () => {
    const { postgres, objects, userId, handler, job, archiveId } = await setup();
    await handler.handle(job, jobContext(postgres));
    const forgetAfter = (hours: number) => {
      const clock: Clock = new ManualClock(new Date(Date.now() + hours * 3_600_000));
      return new ForgetArchives(objects, clock, Logger.silent()).run();
    };

    await forgetAfter(23);
    expect((await objects.head(archiveKey(userId, archiveId, 1))).size).toBeGreaterThan(0);
    await forgetAfter(23.95);

    await eventually(() =>
      expect(objects.head(archiveKey(userId, archiveId, 1))).rejects.toMatchObject({ code: 'file-missing' }),
    );
  });
});
