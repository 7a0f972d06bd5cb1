import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Person } from '@aisha/fakes/telegram';
import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import { QueueBackend } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { loraKey, S3ObjectStore, StorageConfig, toReference } from '@aisha/storage';
import { Admin, eventually, type Fixtures, fixturesOn } from '@aisha/testing/fixtures';
import { launch, type Running } from '../start/launch.mts';
import { FileServer } from './file-server.mts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** A machine that builds images beside is slow: three orders took 70 s there. Only something broken takes three minutes. */
export const PATIENT = { timeoutMs: 180_000 };
const SAMPLE_EVERY_MS = 50;
export const MB = 1024 * 1024;

/** A Safetensors file without any tensor: FAL loads it and draws no particular person. */
const EMPTY_MODEL = Buffer.from('\x02\0\0\0\0\0\0\0{}');

/**
 * The only variables taken from the machine: the attack uses none of its keys and servers, and spends no real money.
 */
const KEPT = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

interface TargetOptions {
  /** A folder for this product alone; the caller removes it. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Called when an app ended unexpectedly. */
  readonly onTrouble: (sentence: string) => void;
}

/**
 * The whole product on loopback, as `npm start` runs it, but with updates sent to the bot's webhook, so that both public servers can be
 * attacked.
 */
export class Target {
  readonly running: Running;
  readonly admin: Admin;
  readonly fixtures: Fixtures;
  readonly storage: S3ObjectStore;
  /** A stranger's file server, to which the links in the attacks lead. */
  readonly files: FileServer;
  private readonly queue: QueueBackend;

  private constructor(running: Running, admin: Admin, queue: QueueBackend, files: FileServer) {
    this.files = files;
    this.running = running;
    this.admin = admin;
    this.fixtures = fixturesOn(admin);
    this.queue = queue;
    this.storage = new S3ObjectStore(Object.assign(new StorageConfig(), running.env));
  }

  static async start({ folder, signal, onTrouble }: TargetOptions): Promise<Target> {
    let isRunning = false;
    const files = await FileServer.start();
    const running = await launch({
      root: ROOT,
      env: {
        ...Object.fromEntries(KEPT.map((name) => [name, process.env[name]])),
        ENV_FILE: '',
        STATE_DIR: folder,
        PORTS: 'free',
        TELEGRAM_MODE: 'webhook',
        SANDBOX_TIME_SCALE: '0.01',
        WELCOME_CREDITS: '1000',
        ORDERS_DISPATCH_MS: '250',
        GENERATION_POLL_MS: '500',
        TRAINING_POLL_MS: '1000',
        LINK_PRIVATE_HOSTS: files.host,
      },
      signal,
      say: (sentence) => isRunning && onTrouble(sentence), // while the product starts, an app is only slow
      onGivenUp: onTrouble,
    });
    isRunning = true;
    const { MIGRATE_DATABASE_URL, REDIS_URL } = running.env;
    const queue = await QueueBackend.open(
      { ...(MIGRATE_DATABASE_URL && { DATABASE_URL: MIGRATE_DATABASE_URL }), ...(REDIS_URL && { REDIS_URL }) },
      Logger.silent(),
    );
    return new Target(running, await Admin.connect(MIGRATE_DATABASE_URL!), queue, files);
  }

  async stop(): Promise<void> {
    await this.queue.close();
    await this.admin.close();
    await this.running.stop();
    await this.files.stop();
  }

  setting(name: string): string {
    const value = this.running.env[name];
    if (value === undefined) throw new Error(`${name} is not set`);
    return value;
  }

  join(firstName: string): Promise<Person> {
    return Person.join(this.telegramUrl, { firstName, language: 'en' });
  }

  /** A person whom the bot knows and who has given their consent. */
  async customer(firstName: string): Promise<{ person: Person; userId: UserId }> {
    const person = await this.join(firstName);
    await person.sends('/start');
    await person.sees('What would you like to make', PATIENT);
    const [{ userId }] = (await this.admin.query<{ userId: UserId }>(
      `SELECT user_id AS "userId" FROM bot.person WHERE telegram_id = $1`,
      [person.id],
    )) as [{ userId: UserId }];
    await eventually(async () => (await this.creditsOf(userId)) > 0, PATIENT);
    await this.fixtures.consent({ userId });
    return { person, userId };
  }

  /** The person's available credits, in hundredths. */
  async creditsOf(userId: UserId): Promise<number> {
    const [account] = await this.admin.query<{ available: string }>(
      `SELECT available FROM billing.account WHERE user_id = $1`,
      [userId],
    );
    return Number(account?.available ?? 0);
  }

  /** The outcomes of the person's settled orders, once there are `count` of them. */
  async settled(userId: UserId, count: number): Promise<{ status: string; reason: string | null }[]> {
    return eventually(async () => {
      const holds = await this.admin.query<{ status: string; reason: string | null }>(
        `SELECT status, reason FROM billing.credit_hold WHERE user_id = $1 AND status <> 'open'`,
        [userId],
      );
      return holds.length >= count && holds;
    }, PATIENT);
  }

  /** How many jobs FAL was asked to do for a person's orders. */
  async jobsAtFal(userId: UserId): Promise<number> {
    const orders = await this.admin.query<{ id: string }>(
      `SELECT order_id AS id FROM billing.credit_hold WHERE user_id = $1`,
      [userId],
    );
    const jobs = await Promise.all(
      orders.map(async ({ id }) => (await (await fetch(`${this.falUrl}/jobs?webhook=${id}`)).json()) as unknown[]),
    );
    return jobs.flat().length;
  }

  get telegramUrl(): string {
    return this.setting('TELEGRAM_API_ROOT').replace(/\/$/, '');
  }

  get falUrl(): string {
    return this.setting('FAL_QUEUE_URL').replace(/\/queue$/, '');
  }

  get openAiUrl(): string {
    return this.setting('OPENAI_BASE_URL').replace(/\/v1$/, '');
  }

  /**
   * Sends an invented update, as anyone could who knows the secret of the bot's webhook. Returns the answer's status.
   */
  async forgesUpdate(
    update: object,
    headers: Readonly<Record<string, string>> = this.telegramsSecret,
  ): Promise<number> {
    const response = await fetch(this.setting('TELEGRAM_WEBHOOK_URL'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(update),
    });
    await response.arrayBuffer();
    return response.status;
  }

  /** Sends a forged update and waits until the bot has dealt with it. */
  async forgedUpdateIsHandled(update: { readonly update_id: number }): Promise<void> {
    const status = await this.forgesUpdate(update);
    if (status !== 200) throw new Error(`the update was answered ${status}`);
    await eventually(async () => {
      const [row] = await this.admin.query(
        `SELECT FROM bot.telegram_update WHERE update_id = $1 AND handled_at IS NOT NULL`,
        [update.update_id],
      );
      return row !== undefined;
    }, PATIENT);
  }

  get telegramsSecret(): Record<string, string> {
    return { 'x-telegram-bot-api-secret-token': this.setting('TELEGRAM_WEBHOOK_SECRET') };
  }

  /** Puts a message into the queue, as anyone could who reaches it. Returns the message's id. */
  async pushes(receiver: string, job: string, payload: object): Promise<string> {
    const message = { id: newId<string>(), traceId: null, receiver, job, payload };
    await this.queue.publish([message as Parameters<QueueBackend['publish']>[0][number]]);
    return message.id;
  }

  /** Ends a flood of photos: forgets the photos that no decoder has started, and waits for the others. */
  async forgetsPhotosOf(userId: UserId): Promise<void> {
    await eventually(async () => {
      await this.admin.query(`DELETE FROM trainer.waiting_photo WHERE user_id = $1 AND lease_until IS NULL`, [userId]);
      return (await this.admin.query(`SELECT FROM trainer.waiting_photo WHERE user_id = $1`, [userId])).length === 0;
    }, PATIENT);
  }

  /** Ends a flood of long jobs of one name: forgets the jobs that wait, and waits for the others. */
  async forgetsLongJobs(schema: string, job: string): Promise<void> {
    await eventually(async () => {
      await this.admin.query(`DELETE FROM ${schema}.long_job WHERE job = $1 AND lease_until IS NULL`, [job]);
      return (await this.admin.query(`SELECT FROM ${schema}.long_job WHERE job = $1`, [job])).length === 0;
    }, PATIENT);
  }

  /** Resolves when the receiver has dealt with a message that was pushed. */
  async isHandled(schema: string, messageId: string): Promise<void> {
    await eventually(
      async () =>
        (await this.admin.query(`SELECT FROM ${schema}.handled WHERE message_id = $1`, [messageId])).length > 0,
      PATIENT,
    );
  }

  /** Switches a fault of a fake on. */
  async breaks(fake: string, fault: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${fake}/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
    if (!response.ok) throw new Error(await response.text());
  }

  async repairs(fake: string): Promise<void> {
    await fetch(`${fake}/faults`, { method: 'DELETE' });
  }

  /** Gives the person a trained main avatar with a model in storage; once per person. */
  async avatarOf(userId: UserId): Promise<void> {
    if ((await this.admin.query(`SELECT FROM trainer.avatar WHERE user_id = $1 AND is_main`, [userId])).length > 0)
      return;
    const id = newId<AvatarId>();
    const model = EMPTY_MODEL;
    const key = loraKey(userId, id, newId<OrderId>(), 1);
    await this.storage.put(key, model, { contentType: 'application/octet-stream' });
    const loraSha256 = createHash('sha256').update(model).digest('hex');
    await this.fixtures.avatar({ id, userId, name: 'Max', isMain: true, loraKey: toReference(key), loraSha256 });
  }

  processOf(app: string): number {
    const pid = this.running.apps.get(app)?.pid;
    if (pid === undefined) throw new Error(`${app} does not run`);
    return pid;
  }

  /** The environment of an app, with its own logins. */
  environmentOf(app: string): Readonly<Record<string, string | undefined>> {
    const running = this.running.apps.get(app);
    if (!running) throw new Error(`${app} does not run`);
    return running.environment;
  }

  /** The most bytes by which an app and its children grow during the work. */
  async growthOf(app: string, work: () => Promise<unknown>): Promise<number> {
    const before = memoryOf(this.processOf(app));
    let most = before;
    const working = new AbortController();
    const sampling = (async () => {
      while (!working.signal.aborted) {
        most = Math.max(most, memoryOf(this.processOf(app)));
        await pause(SAMPLE_EVERY_MS);
      }
    })();
    try {
      await work();
    } finally {
      working.abort();
      await sampling;
    }
    return most - before;
  }

  logOf(app: string): string {
    return readFileSync(path.join(this.running.logDir, `${app}.log`), 'utf8');
  }
}

/** The resident memory of a process and of all its descendants, in bytes. */
const memoryOf = (pid: number): number => {
  try {
    const [, kb] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return Number(kb ?? 0) * 1024 + children.reduce((sum, child) => sum + memoryOf(Number(child)), 0);
  } catch {
    return 0; // the process has just ended
  }
};
