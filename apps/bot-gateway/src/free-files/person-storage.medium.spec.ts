import { filesTexts, menuTexts, newAvatarTexts, photoPromptTexts, restoreTexts, transcribeTexts } from '@aisha/words';
import sharp from 'sharp';
import { fileBudgetsIn } from '../../spec/file-places';
import { describe, expect, it } from '@jest/globals';
import type { FetchFile, FreeFiles } from '@aisha/contracts/bot-gateway';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { either, saying } from '@aisha/testing/words';
import { botHarness } from '../../spec/bot-harness';
import { WorkSettings } from '../readers';
import { FetchFileHandler } from './fetch-file.handler';
import { TelegramApi } from '../engine/telegram/telegram-api';
import { TelegramFiles } from '../engine/telegram/telegram-files';
import { Readers } from '../engine/conversation/readers';

const MB = 1024 * 1024;

/** A person with credits and a recording of this many megabytes. The quota is 100 MB unless the test sets it. */
const setup = async ({ kept, quota = 100 }: { kept: number; quota?: number }) => {
  const harness = await botHarness();
  const { postgres, objects, token, telegram } = harness;
  const { fixtures, database } = postgres;
  const readers = new Readers(database, { ...new WorkSettings(), STORAGE_QUOTA_MB: quota });
  await harness.replica({ readers });
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(either(saying(menuTexts.ru.menu), saying(newAvatarTexts.ru.create)));
  const userId = await harness.onlyUserId();
  await fixtures.consent({ userId });
  await fixtures.account({ userId, credits: 300 });
  await fixtures.avatar({ userId, status: 'completed', isMain: true, photos: 0 });
  await fixtures.transcription({ userId, state: 'succeeded', bytes: kept * MB });
  const budget = fileBudgetsIn(database);
  const fetching = new FetchFileHandler(
    new TelegramFiles(new TelegramApi({ token, apiRoot: telegram.url })),
    objects,
    new Outbox('bot'),
    budget,
    readers,
  );
  const outbox = () => postgres.outboxOf('bot');
  const fetch = async (job: FetchFile) => {
    await fetching.handle(job, jobContext(postgres, { messageId: newId<string>() }));
    return (await outbox()).at(-1);
  };
  return {
    anna,
    userId,
    fetch,
    objects,
    photo: () =>
      sharp({ create: { width: 90, height: 90, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer(),
    /** The message that follows the last sent file. */
    followed: async (countedAs?: FreeFiles) => {
      const isAsked = ({ job, payload }: { job: string; payload: object }) =>
        job === 'fetch-file' && (!countedAs || (payload as FetchFile).countedAs === countedAs);
      const asked = await eventually(async () => (await outbox()).find(isAsked) ?? false);
      return fetch(asked.payload as unknown as FetchFile);
    },
  };
};

type Story = Awaited<ReturnType<typeof setup>>;

const photoTo = (button: string | RegExp) => async (story: Story) => {
  await story.anna.sendsPhotos([await story.photo()]);
  await story.anna.presses(button);
};

/** The ways to send a file that the bot would keep. */
const DOORS = {
  'a recording': {
    send: ({ anna }: Story) => anna.sendsVoice(Buffer.from('OggS'), 5),
    refused: { job: 'show-recording', payload: { refusal: 'storage-full' } },
    taken: 'measure-recording',
  },
  'a photo to be made sharp': {
    send: photoTo(restoreTexts.ru.start),
    refused: { job: 'show-sent-photo', payload: { refusal: 'storage-full' } },
    taken: 'shrink-photo',
  },
  'a photo of an avatar': {
    send: photoTo(saying(photoPromptTexts.ru.newAvatar)),
    refused: { job: 'check-photo', payload: { incoming: null, refusal: 'storage-full' } },
    taken: 'check-photo',
  },
} as const;
const doors = Object.keys(DOORS) as (keyof typeof DOORS)[];

describe('a person whose quota is used up', () => {
  it.each(doors)('a person whose quota is used up cannot send files that the bot would keep: %s', async (door) => {
    const story = await setup({ kept: 100 });

    await DOORS[door].send(story);

    expect(await story.followed()).toMatchObject(DOORS[door].refused);
  });

  it('a person whose quota is used up may have a picture described and a file read aloud, because the bot keeps neither file', async () => {
    const story = await setup({ kept: 100 });

    await photoTo(photoPromptTexts.ru.likeThis)(story);

    expect(await story.followed()).toMatchObject({ job: 'shrink-photo' });

    await story.anna.sends('/speak');
    await story.anna.sendsDocument(Buffer.from('Привет'), 'привет.txt', 'text/plain');
    expect(await story.followed('texts')).toMatchObject({ job: 'read-text' });
  });

  it('a person whose quota is used up is told so in «Мои файлы», with the files that use it', async () => {
    const { anna } = await setup({ kept: 120 });

    await anna.sends('/files');

    await anna.sees(
      /1 файл, 120 МБ\. Занято 120 МБ из 100 МБ\.[^]*Место закончилось[^]*Заказы выполняю как обычно\.\n\nНажмите/,
    );
    await anna.presses(filesTexts.ru.kinds);
    await anna.sees(saying(filesTexts.ru.askKind));
    await anna.presses(saying(filesTexts.ru.ofKind, { many: transcribeTexts.ru.recordingMany, files: 1 }));
  });
});

describe('a person with room left', () => {
  it.each(doors)('a person with room left can send every kind of file that the bot would keep: %s', async (door) => {
    const story = await setup({ kept: 99 });

    await DOORS[door].send(story);

    expect(await story.followed()).toMatchObject({ job: DOORS[door].taken });
  });

  it.each([
    [89, 100, /Занято 89 МБ из 100 МБ\. Нажмите/],
    [90, 100, /Занято 90 МБ из 100 МБ\.[^]*Место заканчивается/],
    [90_000, 0, /1 файл, 88 ГБ\. Нажмите/],
  ])(
    'a person is warned only when little of the quota is left: %s MB of %s used (0: no quota)',
    async (kept, quota, says) => {
      const { anna } = await setup({ kept, quota });

      await anna.sends('/files');

      await anna.sees(says);
    },
  );
});
