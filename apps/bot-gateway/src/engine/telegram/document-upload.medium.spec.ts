import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { TelegramId, UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { archiveKey, S3ObjectStore, StorageConfig, toReference, type ObjectStore } from '@aisha/storage';
import { afterThisTest, readableLog } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { html } from '../conversation';
import { CallbackSignature } from '../screen/callback-signature';
import { documentOf } from '../deliveries/content';
import { OwnPictures } from '../deliveries/own-pictures';
import { MessageFiles } from './message-files';
import { TelegramApi } from './telegram-api';
import type { EngineConfig } from '../settings/engine.config';
import { TelegramSender } from './telegram-sender';

const MIB = 1024 * 1024;
/** The size of the file: about that of an archive. */
const SIZE = 42 * MIB;
/** A bot without pictures of its own. */
const NO_PICTURES = new OwnPictures({ path: '' }, {} as EngineConfig, Logger.silent());
/** The most bytes that may be on their way: much less than the file, and more than this machine's sockets hold between two processes. */
const IN_FLIGHT = 16 * MIB;

/** A storage that reports each chunk that is read from it. */
const readThrough = (objects: ObjectStore, read: (chunk: Buffer) => void): ObjectStore => {
  async function* told(content: Readable) {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      read(chunk);
      yield chunk;
    }
  }
  const get: ObjectStore['get'] = async (object) =>
    Readable.from(told(await objects.get(object)), { objectMode: false });
  return Object.assign(Object.create(objects) as ObjectStore, { get });
};

const setup = async (
  read: (chunk: Buffer) => void,
  received: (chunk: Buffer) => void = () => undefined,
  isPublic = false,
) => {
  const telegram = createServer((request, response) => {
    request.on('data', received);
    request.on('end', () => response.end(JSON.stringify({ ok: true, result: { message_id: 7 } })));
  });
  await new Promise<void>((resolve) => telegram.listen(0, '127.0.0.1', resolve));
  afterThisTest(async () => {
    telegram.closeAllConnections();
    await new Promise((resolve) => telegram.close(resolve));
  });
  const { storage } = await botHarness();
  const objects = new S3ObjectStore(
    Object.assign(new StorageConfig(), storage, isPublic && { CDN_BASE_URL: storage.MINIO_ENDPOINT }),
  );
  const userId = newId<UserId>();
  const archive = archiveKey(userId, newId(), 1);
  await objects.put(archive, Buffer.alloc(SIZE, 'zip'), { contentType: 'application/zip' });
  const api = new TelegramApi({
    token: '1:token',
    apiRoot: `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`,
  });
  const sender = new TelegramSender(
    api,
    new MessageFiles(readThrough(objects, read), Logger.silent(), NO_PICTURES),
    new CallbackSignature({ secret: 'secret' }),
    Logger.silent(),
    {} as EngineConfig,
  );
  const file = documentOf(toReference(archive), 'aisha-1.zip', html`an archive`);
  if (file.kind !== 'document') throw new Error('no document');
  return {
    objects,
    storage,
    archive,
    send: () => sender.send(userId, 5 as TelegramId, file, () => Promise.resolve()),
  };
};

describe('a file on its way from the storage to Telegram', () => {
  it('a file on its way from the storage to Telegram is never whole in memory', async () => {
    let [read, received, most] = [0, 0, 0];
    const { send } = await setup(
      ({ length }) => {
        read += length;
        most = Math.max(most, read - received);
      },
      ({ length }) => (received += length),
    );

    expect(await send()).toEqual({ kind: 'sent', messageIds: [7] });

    expect(read).toBe(SIZE);
    expect(received).toBeGreaterThan(SIZE);
    expect(most).toBeLessThan(IN_FLIGHT);
  });

  it('sending a file has an unclear outcome when the storage breaks off, and the next attempt succeeds', async () => {
    let isBroken = true;
    const { send } = await setup(() => {
      if (isBroken) throw new Error('the line is cut');
    });

    expect(await send()).toEqual({ kind: 'unclear', reason: 'unexpected' });
    isBroken = false;

    expect(await send()).toEqual({ kind: 'sent', messageIds: [7] });
  });

  it('a file that is gone from the storage is refused as missing', async () => {
    const { objects, archive, send } = await setup(() => undefined);
    await objects.remove([archive]);

    expect(await send()).toEqual({ kind: 'refused', reason: 'file-missing' });
  });

  it('a file larger than Telegram takes is refused without being read, where people cannot reach the storage', async () => {
    let read = 0;
    const { objects, archive, send } = await setup(({ length }) => (read += length));
    await objects.put(archive, Buffer.alloc(51 * MIB), { contentType: 'application/zip' });

    expect(await send()).toEqual({ kind: 'refused', reason: 'file-too-large' });
    expect(read).toBe(0);
  });

  it('a file larger than Telegram takes comes as a link to this file alone, where people can reach the storage', async () => {
    const told: Buffer[] = [];
    const { objects, archive, send, storage } = await setup(
      () => undefined,
      (chunk) => void told.push(chunk),
      true,
    );
    const large = Buffer.alloc(51 * MIB, 'a picture');
    await objects.put(archive, large, { contentType: 'application/zip' });

    expect(await send()).toEqual({ kind: 'sent', messageIds: [7] });

    const asked = JSON.parse(Buffer.concat(told).toString()) as {
      text: string;
      reply_markup: { inline_keyboard: { text: string; url: string }[][] };
    };
    const [[button]] = asked.reply_markup.inline_keyboard as [[{ text: string; url: string }]];
    expect([asked.text, button.text]).toEqual(['an archive', '⬇️ aisha-1.zip']);
    expect(button.url.startsWith(`${storage.MINIO_ENDPOINT}/`)).toBe(true);
    expect(Buffer.from(await (await fetch(button.url)).arrayBuffer()).equals(large)).toBe(true);
    expect((await fetch(button.url.replace('/1.zip?', '/2.zip?'))).status).toBe(403);
  });
});

describe('a link that Telegram refuses', () => {
  /** Telegram refuses a link and quotes it whole. The link opens a person's file to anyone who has it. */
  const refused = async (publicUrl: (storage: string) => string) => {
    const { joins, storage, telegram, token } = await botHarness();
    const config = Object.assign(new StorageConfig(), storage, { CDN_BASE_URL: publicUrl(storage.MINIO_ENDPOINT) });
    const objects = new S3ObjectStore(config);
    const userId = newId<UserId>();
    const archive = archiveKey(userId, newId(), 1);
    await objects.put(archive, Buffer.alloc(51 * MIB), { contentType: 'application/zip' });
    const { log, lines } = readableLog();
    const api = new TelegramApi({ token, apiRoot: telegram.url });
    const sender = new TelegramSender(
      api,
      new MessageFiles(objects, log, NO_PICTURES),
      new CallbackSignature({ secret: 'secret' }),
      log,
      {} as EngineConfig,
    );
    const anna = await joins('Анна');
    await anna.sends('/start');
    return { userId, sender, lines, telegram, chatId: anna.id as TelegramId, document: toReference(archive) };
  };

  it('a link that Telegram refuses appears neither in the line of the log about the refusal nor in the kept reason', async () => {
    const { userId, sender, lines, chatId, document, telegram } = await refused((url) =>
      url.replace('127.0.0.1', 'minio'),
    );
    const file = documentOf(document, "anna's pictures.zip", html`an archive`);
    if (file.kind !== 'document') throw new Error('no document');

    const outcome = await sender.send(userId, chatId, file, () => Promise.resolve());

    const [asked] = telegram.recorder.list({ method: 'sendMessage' });
    expect(JSON.stringify(asked)).toContain('X-Amz-Signature=');
    const words = 'Bad Request: inline keyboard button URL (a link) is invalid: Wrong HTTP URL';
    expect(outcome).toEqual({ kind: 'refused', reason: words });
    expect(lines('delivery.fallback')).toMatchObject([{ kind: 'document', description: words }]);
  });

  it('a link to a large file is sent with the file’s name when Telegram refuses its caption, because a message needs words', async () => {
    const { userId, sender, chatId, document, telegram } = await refused((url) => url);
    const file = documentOf(document, 'a & b.zip', html`${'a'.repeat(4_097)}`);
    if (file.kind !== 'document') throw new Error('no document');

    expect(await sender.send(userId, chatId, file, () => Promise.resolve())).toMatchObject({ kind: 'sent' });

    expect(telegram.recorder.list({ method: 'sendMessage' }).at(-1)).toMatchObject({
      params: { text: 'a &amp; b.zip' },
    });
  });
});
