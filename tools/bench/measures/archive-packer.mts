import { Readable } from 'node:stream';
import type { TelegramId, UserId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { S3ObjectStore, StorageConfig, zipOf, type StoredObject } from '@aisha/storage';
import { compiled } from '../product/compiled.mts';

/**
 * The settings for this process: where the storage and a Telegram are, what to pack, and how large an archive may be.
 */
export interface Packing {
  readonly storage: Partial<StorageConfig>;
  readonly telegramUrl: string;
  readonly userId: UserId;
  readonly pictures: readonly StoredObject[];
  readonly picturesOfArchive: number;
  /** Whether the process holds every archive in memory before it sends it. */
  readonly isWhole: boolean;
}

/** The pause between two measurements of the memory: short enough to catch the memory that single parts of an upload take. */
const LOOK_EVERY_MS = 50;

/**
 * A process that packs a person's pictures and sends the archives, as the gateway does, and reports its highest memory
 * use in MiB.
 */
const { storage, telegramUrl, userId, pictures, picturesOfArchive, isWhole } = JSON.parse(process.argv[2]!) as Packing;
const store = new S3ObjectStore(Object.assign(new StorageConfig(), storage));
const { TelegramApi } = await compiled('bot-gateway/engine/telegram/telegram-api');
const { TelegramSender } = await compiled('bot-gateway/engine/telegram/telegram-sender');
const { CallbackSignature } = await compiled('bot-gateway/engine/screen/callback-signature');
const read = isWhole
  ? Object.assign(Object.create(store) as S3ObjectStore, {
      get: async (object: StoredObject) => Readable.from([await store.getBuffer(object, { maxBytes: 2 ** 30 })]),
    })
  : store;
const { MessageFiles } = await compiled('bot-gateway/engine/telegram/message-files');
const sender = new TelegramSender(
  new TelegramApi({ token: '1:token', apiRoot: telegramUrl }),
  new MessageFiles(read, Logger.silent(), {} as never), // sends no picture of ours
  new CallbackSignature({ secret: 'secret' }),
  Logger.silent(),
  {} as never, // sells nothing by card
);

/** The memory in use. Garbage that V8 has not collected yet, up to 64 MB of buffers, is not counted. */
const used = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const before = used();
let most = before;
const looking = setInterval(() => (most = Math.max(most, used())), LOOK_EVERY_MS);
for (let from = 0; from < pictures.length; from += picturesOfArchive) {
  const archive: StoredObject = { bucket: 'files', key: `archives/${userId}/bench/${from}.zip` };
  const entries = pictures
    .slice(from, from + picturesOfArchive)
    .map((picture, place) => ({ name: `${place}.jpg`, open: () => store.get(picture) }));
  await store.put(archive, zipOf(entries), { contentType: 'application/zip' });
  const file = { kind: 'document', document: `files:${archive.key}`, fileName: 'aisha.zip', markup: '' } as const;
  const { kind } = await sender.send(userId, 1 as TelegramId, file, () => Promise.resolve());
  if (kind !== 'sent') throw new Error(`an archive was ${kind}`);
}
clearInterval(looking);
process.send?.((most - before) / 2 ** 20);
process.disconnect?.();
