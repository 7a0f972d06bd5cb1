import { consentTexts, groupVoicesTexts, menuTexts } from '@aisha/words';
import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Database } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { Person, startTelegram, type FakeTelegram, type SeenMessage } from '@aisha/fakes/telegram';
import { startS3, type S3Server } from '@aisha/fakes/s3';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger, newId, SystemClock } from '@aisha/platform';
import { ObjectStore, S3ObjectStore, StorageConfig, StorageWatch } from '@aisha/storage';
import { afterThisTest, eventually, onPostgres, type PostgresHarness } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { bot } from '../src/bot';
import { CardPauses, Cards } from '../src/engine/cards/cards';
import { Effects } from '../src/engine/conversation/effects';
import { Conversations } from '../src/engine/conversation/conversations';
import { Registry } from '../src/engine/conversation/registry';
import { Deliveries } from '../src/engine/deliveries/deliveries';
import { DeliverySender } from '../src/engine/deliveries/sender';
import { RateLimits } from '../src/engine/deliveries/rate-limits';
import { DeliveryTimeouts } from '../src/engine/deliveries/timeouts';
import { EngineConfig } from '../src/engine/settings/engine.config';
import { Replica } from '../src/engine/telegram/polling-lease.store';
import { ShardsConfig } from '../src/engine/settings/shards.config';
import { Introduction } from '../src/engine/telegram/introduction';
import { StarsInterval } from '../src/engine/telegram/star-transactions';
import { TelegramApi } from '../src/engine/telegram/telegram-api';
import { WebhookOptions } from '../src/engine/telegram/webhook.options';
import { StartAndStop } from '../src/engine/wiring/start-and-stop';
import { features as allFeatures } from '../src/features';
import { Groups } from '../src/features/groups/groups';
import { GroupVoices } from '../src/features/group-voices/group-voices';
import { WorkSettings } from '../src/readers';
import { type Feature, Readers } from '../src/engine/conversation';

/** Limits that no test reaches, so that only the fake Telegram limits the bot. */
export const NO_LIMITS: RateLimits = { perSecond: 10_000, chatIntervalMs: 0, chatBurst: 1, groupIntervalMs: 0 };

/** Lets a card be drawn as soon as it changes. A spec about several changes in one drawing uses CARD_PAUSES instead. */
const NO_PAUSES = 0;

/** The parts that a spec replaces in a replica. */
export interface ReplicaParts {
  readonly replica?: string;
  readonly callbackSecret?: string;
  readonly settings?: Partial<WorkSettings>;
  readonly features?: readonly Feature[];
  readonly webhook?: Omit<WebhookOptions, 'isOn'>;
  readonly shards?: Partial<ShardsConfig>;
  readonly database?: Database;
  readonly readers?: Readers;
  readonly objects?: ObjectStore;
  readonly clock?: Clock;
  readonly log?: Logger;
  readonly rateLimits?: RateLimits;
  readonly deliveryTimeouts?: DeliveryTimeouts;
  readonly cardPauses?: number;
  readonly storageEveryMs?: number;
  readonly starsEveryMs?: number;
  /** Whether the bot tells Telegram its profile and commands at its start, by 24 calls. */
  readonly introduces?: boolean;
  /** Providers that take the place of other parts. */
  readonly instead?: readonly Provider[];
}

/** A replica at work, with the parts that specs use. */
export interface Bot {
  readonly api: TelegramApi;
  readonly registry: Registry;
  readonly cards: Cards;
  readonly deliveries: Deliveries;
  /** Sends the deliveries that the bot writes. While the sender is stopped, the bot goes on handling inputs. */
  readonly sender: DeliverySender;
  readonly conversations: Conversations;
  readonly effects: Effects;
  readonly groups: Groups;
  readonly groupVoices: GroupVoices;
  readonly storage: StorageWatch;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface BotHarness {
  readonly postgres: PostgresHarness;
  readonly telegram: FakeTelegram;
  readonly objects: ObjectStore;
  /** The settings with which an app reaches the storage `objects`. */
  readonly storage: StorageConfig;
  /** Makes the storage unavailable from now on. */
  readonly closeStorage: () => Promise<void>;
  readonly openStorage: () => Promise<void>;
  readonly token: string;
  /** Starts one more replica, which is stopped after the test. */
  replica(parts?: ReplicaParts): Promise<Bot>;
  joins(firstName: string, language?: string): Promise<Person>;
  /** The id of the only person who has written to the bot; fails when there is more than one. */
  onlyUserId(): Promise<UserId>;
  /**
   * Waits until the sender has recorded, after Telegram's answer, which message shows the screen. Until then the bot answers every input
   * with a new message.
   */
  isNoted(screen: SeenMessage): Promise<void>;
  /** Anna, who has begun, has given her consent and has credits. */
  annaWithCredits(credits?: number): Promise<{ anna: Person; userId: UserId }>;
  /** A person who begins and gives the consent, by pressing the buttons as people do. */
  joinsAndAgrees(firstName: string): Promise<Person>;
}

export interface BotHarnessOptions {
  readonly features?: readonly Feature[];
  /** The speed of Telegram's own waiting times; 1 is that of the real Telegram. */
  readonly timeScale?: number;
  /** The port of the fake Telegram; by default any free one. */
  readonly port?: number;
}

/**
 * A Telegram, a Postgres, a storage and as many gateways as a spec asks for. All of them are real except Telegram, which is the fake over
 * HTTP.
 */
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
    replica: (parts = {}) =>
      started(
        { features, database: postgres.database, objects, ...parts },
        { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url },
      ),
    joins,
    onlyUserId,
    annaWithCredits: async (credits = 300) => {
      const anna = await joins('Анна');
      await anna.sends('/start');
      await anna.sees(saying(menuTexts.ru.menu));
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
      await person.presses(groupVoicesTexts.ru.agree);
      await person.presses(consentTexts.ru.agree);
      await person.sees(saying(consentTexts.ru.sendAgain));
      return person;
    },
  };
}

type Given = ReplicaParts & Required<Pick<ReplicaParts, 'database'>>;

/** The parts of a bot as its app builds it, in which a spec may replace one. None of them has started. */
export const partsOfBot = (parts: Given, config: Partial<EngineConfig> = {}): Promise<TestingModule> =>
  Test.createTestingModule({ providers: providersOf(parts, config) }).compile();

const providersOf = (parts: Given, config: Partial<EngineConfig>): Provider[] => {
  const { features, database, objects = NO_STORAGE, log = specLog(), clock = new SystemClock() } = parts;
  const given = {
    TELEGRAM_PACE: 1,
    TELEGRAM_MODE: 'polling',
    TELEGRAM_BOT_TOKEN: 'token',
    TELEGRAM_API_ROOT: '',
    ...config,
  };
  const settings = {
    ...new WorkSettings(),
    SUPPORT_CONTACT: '@aisha_support',
    CALLBACK_SECRET: parts.callbackSecret,
    ...parts.settings,
  };
  const instead: (Provider | false | undefined)[] = [
    { provide: Replica, useValue: { name: parts.replica ?? newId() } },
    { provide: RateLimits, useValue: parts.rateLimits ?? NO_LIMITS },
    !parts.introduces && { provide: Introduction, useValue: {} },
    { provide: CardPauses, useValue: { factor: parts.cardPauses ?? NO_PAUSES } },
    parts.webhook && { provide: WebhookOptions, useValue: { ...parts.webhook, isOn: true } },
    parts.readers && { provide: Readers, useValue: parts.readers },
    parts.deliveryTimeouts && { provide: DeliveryTimeouts, useValue: parts.deliveryTimeouts },
    parts.starsEveryMs !== undefined && { provide: StarsInterval, useValue: { everyMs: parts.starsEveryMs } },
    parts.storageEveryMs !== undefined && {
      provide: StorageWatch,
      useValue: new StorageWatch(objects, log, parts.storageEveryMs),
    },
  ];
  return [
    { provide: SpecConfig, useValue: { ...settings, ...given } },
    { provide: ShardsConfig, useValue: { ...new ShardsConfig(), ...parts.shards } },
    { provide: Database, useValue: database },
    { provide: Outbox, useValue: new Outbox('bot') },
    { provide: ObjectStore, useValue: objects },
    { provide: Clock, useValue: clock },
    { provide: Logger, useValue: log },
    ...bot(SpecConfig, features),
    ...instead.filter((provider): provider is Provider => Boolean(provider)),
    ...(parts.instead ?? []),
  ];
};

/** The storage of specs that store nothing. */
const NO_STORAGE: ObjectStore = new S3ObjectStore(
  Object.assign(new StorageConfig(), {
    MINIO_ENDPOINT: 'http://127.0.0.1:1',
    MINIO_ACCESS_KEY: 'none',
    MINIO_SECRET_KEY: 'none',
  }),
);

/** Takes the place of the app's configuration. */
class SpecConfig extends EngineConfig {
  declare readonly TELEGRAM_BOT_TOKEN: string;
  declare readonly TELEGRAM_API_ROOT: string;
  declare readonly TELEGRAM_PACE: number;
  declare readonly TELEGRAM_MODE: 'polling' | 'webhook';
  declare readonly BOT_PORT: number;
  declare readonly LISTEN_HOST: string;
  declare readonly HEALTH_PORT: number;
}

const specLog = (): Logger =>
  process.env['SPEC_LOG'] ? Logger.forApp('bot-gateway', { level: 'debug' }) : Logger.silent();

async function started(parts: Given, config: Partial<EngineConfig>): Promise<Bot> {
  const app = await partsOfBot(parts, config);
  app.useLogger(false);
  await app.init();
  afterThisTest(() => app.close());
  const work = app.get(StartAndStop);
  return {
    api: app.get(TelegramApi),
    registry: app.get(Registry),
    cards: app.get(Cards),
    deliveries: app.get(Deliveries),
    sender: app.get(DeliverySender),
    conversations: app.get(Conversations),
    effects: app.get(Effects),
    groups: app.get(Groups),
    groupVoices: app.get(GroupVoices),
    storage: app.get(StorageWatch),
    start: () => work.onApplicationBootstrap(),
    stop: async () => {
      await work.beforeApplicationShutdown();
      await app.get(Groups).beforeApplicationShutdown();
    },
  };
}

interface SomeStorage {
  readonly objects: ObjectStore;
  readonly config: StorageConfig;
  readonly close: () => Promise<void>;
  /** Starts the server again with its data. */
  readonly open: () => Promise<void>;
}

let keptStorage: Promise<SomeStorage & { readonly empty: () => Promise<void> }> | undefined;

/** A storage without objects, which the file's next test has, too. */
async function someStorage(): Promise<SomeStorage> {
  keptStorage ??= startedStorage();
  const storage = await keptStorage.catch((error: unknown) => {
    keptStorage = undefined;
    throw error;
  });
  afterThisTest(async () => {
    await storage.open();
    await storage.empty();
  });
  return storage;
}

async function startedStorage() {
  const keys = { accessKey: 'spec-key', secretKey: 'spec-secret-key' };
  const dir = await mkdtemp(path.join(tmpdir(), 'aisha-bot-'));
  let server: S3Server | undefined = await startS3({ ...keys, dir });
  const { url } = server;
  const close = async () => {
    await server?.close();
    server = undefined;
  };
  const open = async () => void (server ??= await startS3({ ...keys, dir, port: Number(new URL(url).port) }));
  afterThisTest(async () => {
    keptStorage = undefined;
    await close();
    await rm(dir, { recursive: true, force: true });
  }, 'file');
  const config = Object.assign(new StorageConfig(), {
    MINIO_ENDPOINT: url,
    MINIO_ACCESS_KEY: keys.accessKey,
    MINIO_SECRET_KEY: keys.secretKey,
  });
  const objects = new S3ObjectStore(config);
  await objects.ensureBuckets();
  /** Removes what lies in the server's folders: objects, and parts of uploads. */
  const empty = async () => {
    for (const folder of await readdir(dir))
      for (const entry of await readdir(path.join(dir, folder)))
        await rm(path.join(dir, folder, entry), { recursive: true, force: true });
  };
  return { objects, config, close, open, empty };
}
