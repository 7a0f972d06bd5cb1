import {
  chosenTexts,
  documentTexts,
  filesTexts,
  generateTexts,
  menuTexts,
  newAvatarTexts,
  photoPromptTexts,
  restoreTexts,
  sentTextTexts,
  speechTexts,
  transcribeTexts,
  upscaleTexts,
} from '@aisha/words';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import type { OrderId, SourceId, UserId } from '@aisha/domain';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { newId } from '@aisha/platform';
import {
  documentKey,
  pictureKey,
  restorationKey,
  sourceKey,
  speechKey,
  toReference,
  transcriptKey,
} from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { answerRecording } from '../../../spec/answer-recording';
import { answerText } from '../../../spec/answer-text';
import { botHarness } from '../../../spec/bot-harness';
import { type Feature, MORE } from '../../engine/conversation';
import { features, fileKindViews } from '../../features';
import type { VideoSizeOf } from '../../orders/file-kind';
import { filesFeature } from './files.feature';
import { sizeText } from './list.step';

const labelsOf = ({ buttons }: SeenMessage): string[] => buttons.flat().map(({ text }) => text);

/** Matches the lines of the list for one kind of file, by the kind's emoji. A line may show a title or the name of the kind. */
const lineOf = (one: string): RegExp => new RegExp(`^${one.split(' ')[0]!} .* · `);

/** Opens the newest file whose line in the list matches. */
const openedFrom = async (person: Person, line: RegExp): Promise<SeenMessage> => {
  const after = await person.sends('/files');
  await person.presses(line, { after });
  return person.sees(filesTexts.ru.sendAgain, { after });
};

/** For each of these kinds: its line in the list, its title on the screen, and the files of one item in storage. */
const MADE = {
  document: {
    line: lineOf(documentTexts.ru.fileOne),
    title: /📑 Краткое содержание\n\n/,
    files: (userId: UserId, orderId: OrderId) => ({ documentPath: documentKey(userId, orderId, 'txt') }),
  },
  speech: {
    line: lineOf(speechTexts.ru.fileOne),
    title: /🔊 Озвучка\n/,
    files: (userId: UserId, orderId: OrderId) => ({
      voicePath: speechKey(userId, orderId, 1, 'ogg'),
      mp3Path: speechKey(userId, orderId, 1, 'mp3'),
    }),
  },
  restoration: {
    line: lineOf(restoreTexts.ru.fileOne),
    title: /📷 Чёткое фото\n\n/,
    files: (userId: UserId, orderId: OrderId) => ({ filePath: restorationKey(userId, orderId) }),
  },
} as const;

interface Given {
  readonly pictures?: number;
  readonly made?: keyof typeof MADE;
  readonly features?: readonly Feature[];
}

/** A person on the screen «Мои файлы», with eight pictures and a recording with its transcript, unless the test says otherwise. */
const setup = async ({ pictures = 8, made, features }: Given = {}) => {
  const harness = await botHarness({ ...(features && { features }) });
  const { postgres, objects } = harness;
  const { fixtures } = postgres;
  const bot = await harness.replica();
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(saying(menuTexts.ru.menu));
  const userId = await harness.onlyUserId();
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  let orderId: OrderId | undefined;
  for (let drawn = 0; drawn < pictures; drawn += 1) {
    ({ orderId } = await fixtures.generation({ userId, state: 'succeeded', delivered: 1 }));
    const key = pictureKey(userId, orderId, 0, 'jpg');
    await objects.put(key, jpeg, { contentType: 'image/jpeg' });
    await fixtures.picture({ orderId, filePath: toReference(key) });
  }
  const recording = newId<OrderId>();
  const voice = sourceKey(userId, newId<SourceId>());
  const text = transcriptKey(userId, recording, 1);
  if (pictures > 0) {
    for (const key of [voice, text]) await objects.put(key, Buffer.from('file'), { contentType: 'text/plain' });
    await fixtures.transcription({
      orderId: recording,
      userId,
      state: 'succeeded',
      audioFilePath: toReference(voice),
      bytes: 2_000_000,
    });
    await postgres.admin.query(
      `INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path) VALUES ($1, $2, 'да', '[]', $3)`,
      [recording, userId, toReference(text)],
    );
  }
  if (made) {
    orderId = newId<OrderId>();
    const paths: Record<string, string> = {};
    for (const [path, key] of Object.entries(MADE[made].files(userId, orderId))) {
      await objects.put(key, jpeg, { contentType: 'image/jpeg' });
      paths[path] = toReference(key);
    }
    await fixtures.order(made, { orderId, userId, state: 'succeeded', bytes: 2_000_000, ...paths });
  }
  await anna.presses(saying(menuTexts.ru.storey, { storey: 'works' }));
  await anna.presses(filesTexts.ru.entryFiles);
  const asked = async (name: string) =>
    (await postgres.outboxOf('bot')).filter(({ job }) => job === name).map(({ payload }) => payload);
  const documents = async () => (await anna.chat()).filter(({ document }) => document);
  return { ...harness, anna, bot, userId, orderId, recording, voice, asked, documents };
};

describe('«Мои файлы»', () => {
  it('«Мои файлы» say to a person who has sent nothing that there are no files', async () => {
    const { anna } = await setup({ pictures: 0 });

    await anna.sees(/Пока пусто/);
  });

  it('«Мои файлы» list all files with their sizes, newest first and page by page, or those that match a typed word', async () => {
    const { anna } = await setup();
    const first = await anna.sees(/Мои файлы[^]*10 файлов, 2,7 МБ/);
    expect(labelsOf(first).slice(0, 3)).toEqual([
      expect.stringMatching(/^📝 «да» · [^,]*$/),
      expect.stringMatching(/^🎙️ Запись · .*, 1,9 МБ$/),
      expect.stringMatching(/^🖼️ «на берегу моря на закате» · [^,]*$/),
    ]);

    const typed = await anna.sends('БЕРЕГУ');
    const found = labelsOf(await anna.sees(/🔎 БЕРЕГУ[^]*Нашлось/, { after: typed }));
    expect(found.filter((label) => label.includes(' · ')).every((label) => label.startsWith('🖼️'))).toBe(true);
    await anna.presses(filesTexts.ru.everything);
    await anna.sees(/10 файлов/, { after: typed });
    await anna.presses(filesTexts.ru.older);

    await eventually(async () => {
      const labels = labelsOf(await anna.sees(/Мои файлы/));
      expect(labels.filter((label) => label.startsWith('🖼️ «на берегу'))).toHaveLength(4);
      expect(labels).toContain('‹‹ К началу');
    });
  });

  it('«Мои файлы» find a document by the name of its type that the list shows', async () => {
    const { anna, userId, postgres } = await setup({ made: 'document' });
    const minutes = { userId, state: 'succeeded', documentPath: 'files:minutes.docx' } as const;
    for (let nth = 0; nth < 2; nth += 1) await postgres.fixtures.document({ ...minutes, documentType: 'protocol' });
    await postgres.fixtures.document({ ...minutes, documentType: 'translation', targetLanguage: 'de' });
    await anna.sees(/Мои файлы/);

    const typed = await anna.sends('протокол');
    const found = labelsOf(await anna.sees(/🔎 протокол[^]*Нашлось/, { after: typed }));
    expect(found.filter((label) => label.includes(' · '))).toEqual([
      expect.stringMatching(/^📑 Протокол · /),
      expect.stringMatching(/^📑 Протокол · /),
    ]);

    const again = await anna.sends('на Немецкий');
    const others = labelsOf(await anna.sees(/🔎 на Немецкий[^]*Нашлось/, { after: again }));
    expect(others.filter((label) => label.includes(' · '))).toEqual([
      expect.stringMatching(/^📑 Перевод на немецкий · /),
    ]);
  });

  it('«Мои файлы» search a typed word that one file alone has in its label: the file neither opens nor gets a mark', async () => {
    const { anna, userId, postgres } = await setup({ made: 'document' });
    await postgres.fixtures.document({
      userId,
      state: 'succeeded',
      documentType: 'protocol',
      documentPath: 'files:p.docx',
    });
    await anna.sees(/Мои файлы/);

    const typed = await anna.sends('протокол');
    const found = await anna.sees(/🔎 протокол[^]*Нашлось/, { after: typed });
    expect(labelsOf(found)).toContainEqual(expect.stringMatching(/^📑 Протокол · /));
    await anna.presses(filesTexts.ru.everything, { after: typed });
    await anna.presses(chosenTexts.ru.choosing, { after: typed });
    await anna.sees(/Отмечено: 0/, { after: typed });

    const again = await anna.sends('протокол');
    const { text } = await anna.sees(/«протокол»/, { after: again });
    expect(text).toContain('Отмечено: 0');
  });

  it('«Мои файлы» tell the pictures of one session apart by their numbers', async () => {
    const { anna, userId, postgres } = await setup({ pictures: 0 });
    const session = { group: 'cinema', looks: [], at: 7, drawn: [], missed: null } as const;
    const ended = { state: 'succeeded', units: 8, delivered: 2, session } as const;
    const { orderId } = await postgres.fixtures.generation({ userId, ...ended });
    for (const position of [0, 7]) await postgres.fixtures.picture({ orderId, position });

    const after = await anna.sends('/files');
    const list = await anna.sees(/2 файла/, { after });
    expect(labelsOf(list).slice(0, 2)).toEqual([
      expect.stringMatching(/^🖼️ 8 из 8 «на берегу/),
      expect.stringMatching(/^🖼️ 1 из 8 «на берегу/),
    ]);
  });

  it('«Мои файлы» count the files of each kind, and list those of the chosen kind', async () => {
    const { anna } = await setup();

    await anna.presses(filesTexts.ru.kinds);
    expect(labelsOf(await anna.sees(/Какие файлы показать/))).toEqual([
      '🖼️ Картинки (8): 781 КБ',
      '🎙️ Записи (1): 1,9 МБ',
      '📝 Расшифровки (1): 1 КБ',
      'Все (10)',
    ]);
    await anna.presses(saying(filesTexts.ru.ofKind, { many: transcribeTexts.ru.recordingMany, files: 1 }));

    const page = await anna.sees(/Мои файлы · 🎙️ Записи[^]*1 файл, 1,9 МБ/);
    expect(labelsOf(page).filter((label) => label.includes(' · '))).toHaveLength(1);
  });

  it('«Мои файлы» send a file again', async () => {
    const { anna, documents } = await setup();

    await anna.presses(lineOf(transcribeTexts.ru.recordingOne));
    await anna.sees(/🎙️ Запись\n\n.*1,9 МБ/);
    await anna.presses(filesTexts.ru.sendAgain);

    await eventually(async () =>
      expect((await documents()).map(({ document }) => document?.name)).toEqual([
        expect.stringMatching(/^запись-\d{4}-\d\d-\d\d\.mp3$/),
      ]),
    );
  });

  it('«Мои файлы» send a video again as a video, in its own ratio and with its length', async () => {
    const as: VideoSizeOf = async () => ({ width: 540, height: 960, seconds: 5 });
    const others = features.filter(({ flows = [] }) => flows.every(({ name }) => name !== 'files'));
    const videos = filesFeature({ ...fileKindViews, restoration: { ...fileKindViews.restoration, as } });
    const { anna } = await setup({ pictures: 0, made: 'restoration', features: [...others, videos] });

    const screen = await openedFrom(anna, MADE.restoration.line);
    await anna.presses(filesTexts.ru.sendAgain);

    const { video } = await anna.seesA('video');
    expect(video).toMatchObject({ width: 540, height: 960, duration: 5 });
    expect(screen.photo).toBeUndefined();
  });

  it('«Мои файлы» remove a deleted file from the list and from the chat, and ask the app that keeps it to delete it from the storage', async () => {
    const { anna, userId, recording, asked, documents } = await setup();
    await anna.presses(lineOf(transcribeTexts.ru.recordingOne));
    await anna.sees(/🎙️ Запись\n\n/);
    await anna.presses(filesTexts.ru.sendAgain);
    await eventually(async () => expect(await documents()).toHaveLength(1));

    await anna.presses(filesTexts.ru.remove);
    await anna.sees(/Удалить файл\?[^]*Запись/);
    await anna.presses(filesTexts.ru.removeSurely);

    const labels = labelsOf(await anna.sees(/Мои файлы/));
    expect(labels.filter((label) => label.startsWith('🎙️ Запись'))).toEqual([]);
    expect(labels.filter((label) => label.startsWith('📝 «да»'))).toHaveLength(1);
    expect(await asked('delete-result')).toEqual([
      { kind: 'transcription', orderId: recording, userId, part: 'recording' },
    ]);
    await eventually(async () => expect(await documents()).toEqual([]));
  });

  it('«Мои файлы» keep a file when the person cancels the deletion', async () => {
    const { anna, asked } = await setup();
    await anna.presses(lineOf(transcribeTexts.ru.recordingOne));
    await anna.sees(/🎙️ Запись\n\n/);
    await anna.presses(filesTexts.ru.remove);
    await anna.sees(/Удалить файл\?/);

    await anna.presses(filesTexts.ru.keep);

    await anna.sees(/🎙️ Запись\n\n/);
    expect(await asked('delete-result')).toEqual([]);
  });

  it('«Мои файлы» show pictures, and delete them as the gallery does', async () => {
    const { anna, userId, orderId, asked } = await setup();
    await anna.presses(lineOf(generateTexts.ru.fileOne));
    await eventually(async () => expect((await anna.chat()).filter(({ photo }) => photo)).toHaveLength(1));

    await anna.presses(filesTexts.ru.remove);
    await anna.sees(/Удалить файл\?/);
    await anna.presses(filesTexts.ru.removeSurely);

    await anna.sees(/Мои файлы/);
    expect(await asked('delete-result')).toEqual([{ kind: 'generation', orderId, userId, part: expect.any(String) }]);
    await eventually(async () => expect((await anna.chat()).filter(({ photo }) => photo)).toEqual([]));
  });
});

describe('a result that was made for a person', () => {
  it.each(['document', 'speech', 'restoration'] as const)(
    '«Мои файлы» can send a result again, and delete it: %s',
    async (kind) => {
      const { anna, userId, orderId, asked, documents } = await setup({ pictures: 0, made: kind });
      await anna.sees(/Мои файлы[^]*1 файл, 1,9 МБ/);
      await anna.presses(MADE[kind].line);
      await anna.sees(MADE[kind].title);
      await anna.presses(filesTexts.ru.sendAgain);
      await eventually(async () => expect(await documents()).toHaveLength(1));

      await anna.presses(filesTexts.ru.remove);
      await anna.sees(/Удалить файл\?/);
      await anna.presses(filesTexts.ru.removeSurely);

      await eventually(async () => expect(await asked('delete-result')).toEqual([{ kind, orderId, userId }]));
      await anna.sees(/Пока пусто/);
      await eventually(async () => expect((await anna.chat()).filter(({ photo }) => photo)).toEqual([]));
      await eventually(async () => expect(await documents()).toEqual([]));
    },
  );

  it('a transcript is deleted together with its recording, and the question before the deletion says so', async () => {
    const { anna, userId, recording, asked, documents } = await setup();
    await anna.presses(lineOf(transcribeTexts.ru.transcriptOne));
    await anna.sees(/📝 Расшифровка\n/);
    await anna.presses(filesTexts.ru.sendAgain);
    await eventually(async () => expect(await documents()).toHaveLength(1));

    await anna.presses(filesTexts.ru.remove);
    await anna.sees(/Удалить файл\?\n\n📝 Расшифровка, .*, вместе с записью и ответами на вопросы\n\nУ меня/);
    await anna.presses(filesTexts.ru.removeSurely);

    await eventually(async () => {
      const labels = labelsOf(await anna.sees(/Мои файлы/));
      expect(labels.filter((label) => /^(🎙️ Запись|📝 Расшифровка)/u.test(label))).toEqual([]);
    });
    await anna.sees(/Мои файлы[^]*8 файлов/);
    expect(await asked('delete-result')).toEqual([{ kind: 'transcription', orderId: recording, userId }]);
    await eventually(async () => expect(await documents()).toEqual([]));
  });
});

describe('a file and its next uses', () => {
  it('a picture shows its next uses behind «⋯»: it can be made larger, and a photo prompt can be made of it', async () => {
    const { anna, postgres, userId, asked } = await setup();
    await postgres.fixtures.consent({ userId });
    await postgres.fixtures.account({ userId, credits: 300 });
    const opened = () => openedFrom(anna, lineOf(generateTexts.ru.fileOne));
    expect(labelsOf(await opened())).toEqual(['📥 Прислать файл', '⋯', '🗑️ Удалить', '‹ Назад']);
    await anna.presses(MORE);
    expect(labelsOf(await anna.sees('🎲 Похожее'))).toEqual([
      ...[upscaleTexts.ru.start, '🎬 Оживить', '✏️ Изменить', '🎲 Похожее', '🖼️ Промпт по фото', '‹ Назад'],
    ]);
    await anna.pressesBehind(upscaleTexts.ru.start, { within: await opened() });
    await anna.sees(saying(upscaleTexts.ru.confirm));

    await anna.pressesBehind(photoPromptTexts.ru.useDrawLikeIt, { within: await opened() });
    await anna.sees(saying(photoPromptTexts.ru.looking));

    expect(await asked('fetch-file')).toMatchObject([
      {
        fileId: expect.stringMatching(/^files:pictures\//),
        countedAs: 'photo-ideas',
        onStored: { job: 'shrink-photo' },
      },
    ]);
  });

  it('a photo of an avatar can be made sharp', async () => {
    const { anna, postgres, userId, asked } = await setup({ pictures: 0 });
    await postgres.fixtures.consent({ userId });
    await postgres.fixtures.avatar({ userId, photos: 1 });
    await anna.pressesIn(await openedFrom(anna, lineOf(newAvatarTexts.ru.fileOne)), restoreTexts.ru.start);
    await anna.sees(/Смотрю/);

    expect(await asked('fetch-file')).toMatchObject([{ countedAs: 'sent-photos', onStored: { job: 'shrink-photo' } }]);
  });

  it('a recording leads to its transcript, and can be transcribed again, whatever its size', async () => {
    const { anna, bot, postgres, userId, voice, asked } = await setup();
    await postgres.fixtures.consent({ userId });
    await postgres.fixtures.account({ userId, credits: 300 });
    await postgres.admin.query('UPDATE transcriber.recording SET bytes = 3e8');
    await anna.pressesIn(
      await openedFrom(anna, lineOf(transcribeTexts.ru.recordingOne)),
      transcribeTexts.ru.useOpenText,
    );
    await anna.sees(transcribeTexts.ru.makeDocument);

    await anna.pressesIn(
      await openedFrom(anna, lineOf(transcribeTexts.ru.recordingOne)),
      transcribeTexts.ru.useWriteDown,
    );
    await anna.sees(/Слушаю/);

    expect(await asked('fetch-file')).toMatchObject([
      {
        fileId: toReference(voice),
        countedAs: 'recordings',
        onStored: { job: 'measure-recording', payload: { userId } },
      },
    ]);
    await answerRecording({ postgres, bot }, { measured: { seconds: 60, speech: 30 } });
    await anna.presses(transcribeTexts.ru.start);
    // The sound to transcribe comes from storage, so the order names no message of the person.
    await eventually(async () =>
      expect(await asked('place-hold')).toMatchObject([{ onHeld: { payload: { messageId: null } } }]),
    );
  });

  it('a transcript can become a document or be read aloud, a document can be read aloud, and a speech can be transcribed', async () => {
    const { anna, bot, postgres, userId, asked } = await setup();
    await postgres.fixtures.consent({ userId });
    await postgres.fixtures.account({ userId, credits: 300 });
    const opened = (line: RegExp) => openedFrom(anna, line);
    await anna.pressesBehind(documentTexts.ru.useMakeDocument, {
      within: await opened(lineOf(transcribeTexts.ru.transcriptOne)),
    });
    await anna.sees(saying(documentTexts.ru.which));
    await anna.pressesBehind(speechTexts.ru.useReadTranscript, {
      within: await opened(lineOf(transcribeTexts.ru.transcriptOne)),
    });
    await anna.sees('2 знака, звучание');

    const document = documentKey(userId, newId<OrderId>(), 'txt');
    await postgres.fixtures.document({ userId, state: 'succeeded', bytes: 900, documentPath: toReference(document) });
    await anna.pressesBehind(speechTexts.ru.useReadAloud, { within: await opened(lineOf(documentTexts.ru.fileOne)) });
    await anna.sees(saying(sentTextTexts.ru.reading));
    expect(await asked('fetch-file')).toMatchObject([
      { fileId: toReference(document), countedAs: 'texts', onStored: { job: 'read-text' } },
    ]);
    const { textId } = await answerText({ postgres, bot }, { text: { characters: 90, language: 'ru' } });
    await anna.pressesIn(await anna.sees(/Озвучить файл документ\.txt\n\n90 знаков/), speechTexts.ru.start);
    await eventually(async () =>
      expect(await asked('place-hold')).toMatchObject([{ onHeld: { job: 'start-speech', payload: { textId } } }]),
    );

    await postgres.fixtures.speech({ userId, state: 'succeeded' });
    await opened(lineOf(speechTexts.ru.fileOne));
    await anna.presses(transcribeTexts.ru.entryTranscribe);
    await anna.sees(/Слушаю/);
  });

  it('when a file is gone, a tap on one of its next uses is answered with a toast that says so', async () => {
    const { anna, postgres, userId, telegram } = await setup({ pictures: 0, made: 'speech' });
    await postgres.fixtures.consent({ userId });
    const screen = await openedFrom(anna, lineOf(speechTexts.ru.fileOne));
    await postgres.admin.query('UPDATE transcriber.speech SET mp3_path = NULL, voice_path = NULL');

    await anna.pressesIn(screen, transcribeTexts.ru.useWriteDown);

    await eventually(() =>
      expect(telegram.recorder.list({ method: 'answerCallbackQuery' }).at(-1)?.params['text']).toMatch(
        saying(filesTexts.ru.goneWhenAsked),
      ),
    );
  });

  it('a file that is deleted while it is fetched is reported as deleted, not as a failure of Telegram, and cannot be tried again', async () => {
    const { anna, bot, postgres, userId, asked } = await setup();
    await postgres.fixtures.consent({ userId });
    await anna.pressesIn(
      await openedFrom(anna, lineOf(transcribeTexts.ru.recordingOne)),
      transcribeTexts.ru.useWriteDown,
    );
    await anna.sees(/Слушаю/);

    const [{ onDeleted, onFailed } = {}] = (await asked('fetch-file')) as unknown as Partial<FetchFile>[];
    expect([onDeleted?.payload, onFailed?.payload]).toMatchObject([{ refusal: 'deleted' }, { refusal: 'unavailable' }]);
    await answerRecording({ postgres, bot }, { refusal: 'deleted' });

    const told = await anna.sees(/Этой записи у меня больше нет: она удалена\. Выберите другую/);
    expect(labelsOf(told)).not.toContain('🔁 Попробовать ещё раз');
  });
});

describe('a size', () => {
  it.each([
    [0, '1 КБ', '1 KB'],
    [1_500, '1 КБ', '1 KB'],
    [250_000, '244 КБ', '244 KB'],
    [1_600_000, '1,5 МБ', '1.5 MB'],
    [52_428_800, '50 МБ', '50 MB'],
    [1_610_612_736, '1,5 ГБ', '1.5 GB'],
  ])('a file of %s bytes has the size %s in Russian, and %s in English', (bytes, ru, en) => {
    expect([sizeText(bytes, 'ru'), sizeText(bytes, 'en')]).toEqual([ru, en]);
  });
});
