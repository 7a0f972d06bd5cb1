import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { Person, startTelegram, type FakeTelegram, type SeenMessage } from '@aisha/fakes/telegram';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { Outbox } from '@aisha/messaging';
import { Logger, newId, SystemClock } from '@aisha/platform';
import { ObjectStore, S3ObjectStore, StorageConfig } from '@aisha/storage';
import { afterThisTest, eventually, onPostgres, type PostgresHarness } from '@aisha/testing';
import { Bot, type BotParts } from '../src/bot';
import type { RateLimits } from '../src/engine/deliveries/rate-limits';
import { features as allFeatures } from '../src/features';
import { WorkSettings } from '../src/readers';
import { type Feature, Readers } from '../src/engine/conversation';

/** Lets everything pass: what limits the test is then the fake Telegram alone. */
export const NO_LIMITS: RateLimits = { perSecond: 10_000, chatIntervalMs: 0, chatBurst: 1, groupIntervalMs: 0 };

/** A card is drawn as soon as it changes; who tells of several changes in one drawing asks for CARD_PAUSES. */
const NO_PAUSES = 0;

export interface BotHarness {
  readonly postgres: PostgresHarness;
  readonly telegram: FakeTelegram;
  readonly objects: ObjectStore;
  /** The same storage as an app's environment names it. */
  readonly storage: StorageConfig;
  /** The storage is away from now on. */
  readonly closeStorage: () => Promise<void>;
  readonly openStorage: () => Promise<void>;
  readonly token: string;
  /** One more replica; stopped after the test. */
  replica(parts?: Partial<BotParts>): Promise<Bot>;
  joins(firstName: string, language?: string): Promise<Person>;
  /** The id of the person, where one has written to the bot and nobody else. */
  onlyUserId(): Promise<UserId>;
  /** The sender notes their screen's message after Telegram has answered: what comes before that is a message of its own. */
  isNoted(screen: SeenMessage): Promise<void>;
  /** Anna, who has begun, has agreed and has credits. */
  annaWithCredits(credits?: number): Promise<{ anna: Person; userId: UserId }>;
  /** The same, and they agree to what becomes of photos and voice, as a person does. */
  joinsAndAgrees(firstName: string): Promise<Person>;
}

export interface BotHarnessOptions {
  readonly features?: readonly Feature[];
  /** How fast Telegram's own waits go by; 1 is as in life. */
  readonly timeScale?: number;
  /** Of Telegram; any free one unless said. */
  readonly port?: number;
}

/** A Telegram, a Postgres, a storage and as many gateways as are asked for: all real but Telegram, which is the fake over HTTP. */
export async function botHarness({
  features = allFeatures,
  timeScale = 1,
  port,
}: BotHarnessOptions = {}): Promise<BotHarness> {
  const token = `${randomInt(1_000_000, 9_999_999)}:spec-token`;
  const postgres = await onPostgres('bot');
  const telegram = await startTelegram({ token, timeScale, ...(port !== undefined && { port }) });
  afterThisTest(() => telegram.close());
  const { objects, config: storage, close: closeStorage, open: openStorage } = await someStorage();
  const joins = (firstName: string, language = 'ru') => Person.join(telegram.url, { firstName, language });

  const onlyUserId = async () => {
    const people = await postgres.admin.query<{ userId: UserId }>('SELECT user_id AS "userId" FROM bot.person');
    if (people.length !== 1) throw new Error(`${people.length} people have written`);
    return people[0]!.userId;
  };

  return {
    postgres,
    telegram,
    objects,
    storage,
    closeStorage,
    openStorage,
    token,
    replica: async (parts = {}) => {
      const bot = new Bot({
        replica: newId(),
        token,
        callbackSecret: token,
        apiRoot: telegram.url,
        features,
        database: postgres.database,
        readers: new Readers(postgres.database, { ...new WorkSettings(), SUPPORT_CONTACT: '@aisha_support' }),
        outbox: new Outbox('bot'),
        objects,
        rateLimits: NO_LIMITS,
        cardPauses: NO_PAUSES,
        clock: new SystemClock(),
        log: process.env['SPEC_LOG'] ? Logger.forApp('bot-gateway', { level: 'debug' }) : Logger.silent(),
        ...parts,
      });
      await bot.start();
      afterThisTest(() => bot.stop());
      return bot;
    },
    joins,
    onlyUserId,
    annaWithCredits: async (credits = 300) => {
      const anna = await joins('Анна');
      await anna.sends('/start');
      await anna.sees(/Чем займёмся/);
      const userId = await onlyUserId();
      await postgres.fixtures.account({ userId, credits });
      await postgres.fixtures.consent({ userId });
      return { anna, userId };
    },
    isNoted: ({ message_id: screen }) =>
      eventually(async () =>
        expect(await postgres.admin.query('SELECT screen::int FROM bot.conversation')).toEqual([{ screen }]),
      ),
    joinsAndAgrees: async (firstName) => {
      const person = await joins(firstName);
      await person.sends('/privacy');
      await person.presses('✅ Прочитать и дать согласие');
      await person.presses('✅ Мне есть 18 лет');
      await person.sees('Теперь пришлите фото или голос');
      return person;
    },
  };
}

interface SomeStorage {
  readonly objects: ObjectStore;
  readonly config: StorageConfig;
  readonly close: () => Promise<void>;
  /** It is back, with what it had. */
  readonly open: () => Promise<void>;
}

async function someStorage(): Promise<SomeStorage> {
  const keys = { accessKey: 'spec-key', secretKey: 'spec-secret-key' };
  const dir = await mkdtemp(path.join(tmpdir(), 'aisha-bot-'));
  let server: S3Server | undefined = await startS3({ ...keys, dir });
  const { url } = server;
  const close = async () => {
    await server?.close();
    server = undefined;
  };
  const open = async () => void (server = await startS3({ ...keys, dir, port: Number(new URL(url).port) }));
  afterThisTest(async () => {
    await close();
    await rm(dir, { recursive: true, force: true });
  });
  const config = Object.assign(new StorageConfig(), {
    MINIO_ENDPOINT: url,
    MINIO_ACCESS_KEY: keys.accessKey,
    MINIO_SECRET_KEY: keys.secretKey,
  });
  const objects = new S3ObjectStore(config);
  await objects.ensureBuckets();
  return { objects, config, close, open };
}
