import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { freePort } from '@aisha/embedded';
import { Database, SCHEMAS } from '@aisha/database';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { errorsIn } from '../../demo/errors-in-logs.mts';
import { launch, type Running } from '../../start/launch.mts';
import { InstantFal } from '../instant/fal.mts';
import { InstantTelegram, type InstantBot } from '../instant/telegram.mts';
import type { Servers } from './servers.mts';

const TOKEN = '7000001:bench';
/**
 * A training takes a second instead of a quarter of an hour, because the benchmark measures the product and not its
 * providers.
 */
const TIME_SCALE = '0.001';
const WELCOME_CREDITS = '10000';
/** So many slots that the account at FAL does not limit a measure. */
const SLOTS_AT_FAL = '100';
const MAX_OPEN_ORDERS = '1000';
const PACE_LIFTED = '1000';
const POLL_EVERY_MS = 25;
const QUIET_WITHIN_MS = 60_000;
/**
 * The variables of the product that are not taken from the machine: its settings must not change the results or spend
 * real money.
 */
const OF_THE_PRODUCT =
  /^(TELEGRAM|FAL|OPENAI|MINIO|DATABASE|REDIS|SANDBOX|BOT_PORT|API_PORT|WEBHOOK|TRAINING|GENERATION|PICTURE|AVATAR|LOG|WELCOME)/;

/** The environment of every product of the benchmark. */
export const environment = (): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_PRODUCT.test(name))),
  ENV_FILE: '',
  PORTS: 'free',
  SANDBOX_TIME_SCALE: TIME_SCALE,
  WELCOME_CREDITS,
  LOG_LEVEL: 'info',
});
export const ROOT = path.join(import.meta.dirname, '..', '..', '..');

/**
 * `shipped` keeps Telegram's 30 messages a second. `lifted` sends as fast as it can, and FAL has a slot for each order. `queued` is
 * `lifted` with two slots at FAL. `shared` serves all measures of a quick run: it keeps Telegram's limit, and has two slots.
 */
export type Variant = 'shipped' | 'lifted' | 'queued' | 'shared';

interface ProductOptions {
  readonly folder: string;
  readonly servers: Servers;
  readonly variant: Variant;
  readonly signal: AbortSignal;
  /** Further variables for the apps. */
  readonly environment?: Record<string, string>;
  /** Called when a process ended unexpectedly. */
  readonly onTrouble: (sentence: string) => void;
}

/** The whole product, talking to a Telegram and a FAL that answer at once. */
export class Product {
  readonly running: Running;
  readonly telegram: InstantTelegram;
  readonly fal: InstantFal;
  readonly servers: Servers;
  /** The database as the gateway sees it. */
  readonly database: Database;

  private constructor(
    running: Running,
    telegram: InstantTelegram,
    fal: InstantFal,
    servers: Servers,
    database: Database,
  ) {
    this.running = running;
    this.telegram = telegram;
    this.fal = fal;
    this.servers = servers;
    this.database = database;
  }

  static async start({
    folder,
    servers,
    variant,
    signal,
    environment: besides,
    onTrouble,
  }: ProductOptions): Promise<Product> {
    const [telegram, fal, botPort] = await Promise.all([InstantTelegram.open(), InstantFal.open(), freePort()]);
    const close = (): Promise<unknown> => Promise.all([telegram.close(), fal.close()]);
    try {
      const running = await launch({
        root: ROOT,
        env: {
          ...environment(),
          STATE_DIR: path.join(folder, `product-${variant}`),
          MIGRATE_DATABASE_URL: servers.postgresUrl,
          REDIS_URL: servers.redisUrl,
          TELEGRAM_BOT_TOKEN: TOKEN,
          TELEGRAM_API_ROOT: telegram.url,
          FFMPEG_FROM_NPM: 'true', // the benchmark makes the recordings itself, so the ffmpeg from npm is safe enough
          TELEGRAM_MODE: 'webhook',
          TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${botPort}/telegram/updates`,
          TELEGRAM_PACE: variant === 'shipped' || variant === 'shared' ? '1' : PACE_LIFTED,
          BOT_PORT: String(botPort),
          ...fal.environment,
          FAL_CONCURRENCY: variant === 'queued' || variant === 'shared' ? '2' : SLOTS_AT_FAL,
          MAX_OPEN_ORDERS, // one person places all orders here, so the limit must allow a queue
          ...besides,
          NODE_DISABLE_COMPILE_CACHE: '1', // Node writes the compile cache when a process ends, which takes a second for each app
        },
        withoutRedis: servers.redisUrl === undefined,
        signal,
        say: onTrouble,
        onGivenUp: onTrouble,
      });
      const database = await Database.connect({ url: servers.postgresUrl, role: 'bot', pool: 1 });
      return new Product(running, telegram, fal, servers, database);
    } catch (error) {
      await close();
      throw error;
    }
  }

  get bot(): InstantBot {
    return this.telegram.bot(TOKEN);
  }

  setting(name: string): string {
    const value = this.running.env[name];
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  }

  /** Resolves when every update is handled, and everything is shown that is due within ten minutes. Throws after `withinMs`. */
  async isQuiet(withinMs = QUIET_WITHIN_MS): Promise<void> {
    for (const deadline = performance.now() + withinMs; ; await pause(POLL_EVERY_MS)) {
      const [open] = (await this.database.read.query(
        `SELECT /* bench */ (SELECT count(*) FROM bot.telegram_update WHERE handled_at IS NULL)::int
              + (SELECT count(*) FROM bot.delivery WHERE status IN ('pending', 'sending')
                                         AND not_before < now() + interval '10 minutes')::int AS count`,
      )) as [{ count: number }];
      if (open.count === 0) return;
      if (performance.now() > deadline) throw new Error(`${open.count} messages are still on their way`);
    }
  }

  /** Counts hidden failures: messages that could not be handled or shown, and errors in the logs. */
  async failures(): Promise<{ deadLetters: number; undelivered: number; errors: readonly string[] }> {
    const lists = SCHEMAS.map((schema) => `(SELECT count(*) FROM ${schema}.dead_letter)`).join(' + ');
    const [found] = (await this.database.read.query(
      `SELECT (${lists})::int AS "deadLetters",
              (SELECT count(*) FROM bot.delivery WHERE status = 'undelivered')::int AS undelivered`,
    )) as [{ deadLetters: number; undelivered: number }];
    return { ...found, errors: errorsIn(this.running.logDir) };
  }

  /** Fails when the ledger does not add up: speed with wrong results is worthless. */
  async mustAddUp(): Promise<void> {
    const [violation] = await new LedgerInvariantsReader(this.database).violations();
    if (violation) throw new Error(`The ledger does not add up: ${violation.invariant}, ${violation.detail}`);
  }

  async stop(): Promise<void> {
    await this.database.close();
    await this.running.stop();
    await Promise.all([this.telegram.close(), this.fal.close()]);
  }
}
