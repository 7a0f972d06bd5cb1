import { randomBytes, randomInt } from 'node:crypto';
import { fileBudgetsIn } from '../../../spec/file-places';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import type { FreeFiles } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { SourceId } from '@aisha/domain';
import { Person, startTelegram } from '@aisha/fakes/telegram';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { incomingRecordingKey, toReference } from '@aisha/storage';
import { afterThisTest, jobContext } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { WorkSettings } from '../../readers';
import { FetchFileHandler } from '../../free-files/fetch-file.handler';
import { TelegramApi } from './telegram-api';
import { TelegramFiles } from './telegram-files';
import { Readers } from '../conversation/readers';

const MB = 1024 * 1024;
const TALK = randomBytes(21 * MB);

/** A gateway beside a local Bot API server, and a file that a person sends there. */
const setup = async ({ local = 'shared-folder' as const, isMounted = true, fileMb = 2_000 } = {}) => {
  const { postgres, objects } = await botHarness();
  const folder = await mkdtemp(path.join(tmpdir(), 'aisha-bot-api-'));
  const token = `${randomInt(1_000_000, 9_999_999)}:local-token`;
  const telegram = await startTelegram({ token, stateDir: folder, local: isMounted ? local : 'web-server' });
  afterThisTest(async () => {
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const anna = await Person.join(telegram.url, { firstName: 'Анна', language: 'ru' });
  const { userId } = await postgres.fixtures.person();
  await postgres.fixtures.consent({ userId });
  const settings = { ...new WorkSettings(), TELEGRAM_FILE_MB: fileMb };
  const api = new TelegramApi({ token, apiRoot: telegram.url });
  const handler = new FetchFileHandler(
    new TelegramFiles(api, { ...settings, ...(isMounted && { TELEGRAM_FILES_FOLDER: folder }) }),
    objects,
    new Outbox('bot'),
    fileBudgetsIn(postgres.database),
    new Readers(postgres.database, settings),
  );
  const sourceId = newId<SourceId>();
  const target = incomingRecordingKey(userId, sourceId);
  const onStored = message(transcriberInbox, 'measure-recording', { userId, sourceId });
  const onFailed = message(transcriberInbox, 'measure-recording', { userId, sourceId: newId<SourceId>() });
  const overBudget = { atOnce: onFailed, today: onFailed };
  const sends = async (bytes: Buffer): Promise<string> =>
    (await anna.sendsDocument(bytes, 'talk.mp4', 'video/mp4')).document?.file_id ?? '';
  return {
    sends,
    folder,
    token,
    pathOf: async (fileId: string) => (await api.call<{ file_path: string }>('getFile', { file_id: fileId })).file_path,
    fetches: (fileId: string, countedAs: FreeFiles = 'recordings') =>
      handler.handle(
        { userId, fileId, target: toReference(target), onStored, onFailed, overBudget, countedAs },
        jobContext(postgres, { messageId: newId<string>() }),
      ),
    stored: () => objects.getBuffer(target, { maxBytes: 100 * MB }),
    said: async () =>
      (await postgres.outboxOf('bot')).map(({ payload }) => (payload['sourceId'] === sourceId ? 'stored' : 'failed')),
  };
};

describe('a recording of more than 20 MB at a local Bot API server', () => {
  it('a recording of more than 20 MB at a local Bot API server is moved from the server’s folder into the storage', async () => {
    const { sends, fetches, stored, said, pathOf } = await setup();
    const fileId = await sends(TALK);
    const place = await pathOf(fileId);
    expect(path.isAbsolute(place)).toBe(true);

    await fetches(fileId);

    expect((await stored()).equals(TALK)).toBe(true);
    expect(await said()).toEqual(['stored']);
    expect(existsSync(place)).toBe(false);
  });

  it('a recording of more than 20 MB at a local Bot API server is fetched over HTTP where its folder is not mounted', async () => {
    const { sends, fetches, stored, said } = await setup({ isMounted: false });

    await fetches(await sends(TALK));

    expect((await stored()).equals(TALK)).toBe(true);
    expect(await said()).toEqual(['stored']);
  });

  it('a recording of more than 20 MB at a local Bot API server is refused when it is over our own limit, and so is any photo of that size', async () => {
    const { sends, fetches, said } = await setup({ fileMb: 20 });
    const fileId = await sends(TALK);

    await fetches(fileId);
    await fetches(fileId, 'photo-ideas');

    expect(await said()).toEqual(['failed', 'failed']);
  });

  it('a recording of more than 20 MB is tried again when the local server’s folder does not have it yet; a path that leads out of the folder is never read', async () => {
    const { sends, fetches, pathOf, folder, said, token } = await setup();
    const fileId = await sends(TALK);
    const place = await pathOf(fileId);
    rmSync(place);

    const missing: unknown = await fetches(fileId).catch((error: unknown) => error);
    const secret = path.join(folder, '..', `${path.basename(folder)}-secret`);
    writeFileSync(secret, 'secret');
    afterThisTest(async () => rmSync(secret));
    symlinkSync(secret, place);
    const outside: unknown = await fetches(fileId).catch((error: unknown) => error);

    for (const error of [missing, outside]) {
      expect(error).toMatchObject({ code: 'telegram-unreachable', mayRetry: true });
      expect(JSON.stringify([String(error), (error as { facts: unknown }).facts])).not.toMatch(
        new RegExp(`${token}|${folder}`),
      );
    }
    expect(existsSync(secret)).toBe(true);
    expect(await said()).toEqual([]);
  });
});
