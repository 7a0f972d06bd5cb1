import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { Database } from '@aisha/database';
import { launch, type Running } from '../start/launch.mts';

/** A training of a quarter of an hour takes a second: what is measured is the product, not the patience of its providers. */
const TIME_SCALE = '0.001';
const WELCOME_CREDITS = '10000';
const LOOK_EVERY_MS = 25;
const QUIET_WITHIN_MS = 60_000;
/** A machine's own settings must not decide what is measured, and nobody's money is spent. */
const OF_THE_PRODUCT =
  /^(TELEGRAM|FAL|OPENAI|MINIO|DATABASE|REDIS|SANDBOX|BOT_PORT|API_PORT|WEBHOOK|TRAINING|GENERATION|AVATAR|LOG|WELCOME)/;

export interface LaunchOptions {
  readonly stateDir: string;
  /** Whether it will be started again from there. */
  readonly startsAgain: boolean;
  readonly signal: AbortSignal;
  /** Something ended that should not have. */
  readonly onTrouble: (sentence: string) => void;
}

export const startProduct = ({ stateDir, startsAgain, signal, onTrouble }: LaunchOptions): Promise<Running> =>
  launch({
    root: path.join(import.meta.dirname, '..', '..'),
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_PRODUCT.test(name))),
      ENV_FILE: '',
      STATE_DIR: stateDir,
      PORTS: 'free',
      SANDBOX_TIME_SCALE: TIME_SCALE,
      WELCOME_CREDITS,
      LOG_LEVEL: 'info',
      // Node writes it when a process ends, a second for each app: only worth it for those who come back.
      ...(!startsAgain && { NODE_DISABLE_COMPILE_CACHE: '1' }),
    },
    signal,
    say: onTrouble,
    onGivenUp: onTrouble,
  });

/** A running product as the benchmark knows it. */
export class Product {
  readonly running: Running;
  /** As the gateway sees it. */
  readonly database: Database;

  private constructor(running: Running, database: Database) {
    this.running = running;
    this.database = database;
  }

  static async of(running: Running): Promise<Product> {
    return new Product(
      running,
      await Database.connect({ url: settingOf(running, 'DATABASE_URL'), role: 'bot', pool: 1 }),
    );
  }

  get telegramUrl(): string {
    return this.setting('TELEGRAM_API_ROOT').replace(/\/$/, '');
  }

  get falUrl(): string {
    return this.setting('FAL_QUEUE_URL').replace(/\/queue$/, '');
  }

  setting(name: string): string {
    return settingOf(this.running, name);
  }

  /** Resolves when everything that came in is handled and everything that was to be shown is shown. */
  async isQuiet(): Promise<void> {
    for (const deadline = performance.now() + QUIET_WITHIN_MS; ; await pause(LOOK_EVERY_MS)) {
      const [open] = (await this.database.read.query(
        `SELECT (SELECT count(*) FROM bot.telegram_update WHERE handled_at IS NULL)::int
              + (SELECT count(*) FROM bot.delivery WHERE status IN ('pending', 'sending'))::int AS count`,
      )) as [{ count: number }];
      if (open.count === 0) return;
      if (performance.now() > deadline) throw new Error(`${open.count} messages are still on their way`);
    }
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}

const settingOf = ({ env }: Running, name: string): string => {
  const value = env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};
