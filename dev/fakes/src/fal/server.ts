import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerFaultRoutes } from '../faults';
import { refuseOtherOrigins } from '../same-origin';
import { registerTimePasses } from '../time-passes';
import { adminKeyOf } from './access';
import { catalogueRoutes } from './catalogue.routes';
import { cdnRoutes } from './cdn.routes';
import { createFalFaults, type FalFaults } from './faults';
import { FileStore } from './jobs/files';
import { type JobView, viewOf } from './jobs/job';
import { JobQueue } from './job-queue';
import { payloadsRoutes } from './payloads.routes';
import { queueRoutes } from './queue.routes';
import { signingKeyAt } from './signature';
import { storageRoutes } from './storage.routes';
import { type TimeScale, Timing } from './timing';
import { usageRoutes } from './usage.routes';
import { type WebhookAttempt, Webhooks, type WebhookVariation } from './webhooks';

export interface FalOptions {
  /** The value that `Authorization: Key …` must carry. */
  readonly key: string;
  /** The port; with 0, the default, the system chooses one. */
  readonly port?: number;
  readonly host?: string;
  /** Jobs, files, LoRAs and pending webhooks live here across restarts; absent: nothing outlives `close`. */
  readonly stateDir?: string;
  /** Factor on real durations; 0.01 when absent. */
  readonly timeScale?: TimeScale;
  /** How many jobs the account runs at once; 2 when absent. */
  readonly concurrency?: number;
  /** The time in epoch milliseconds, for timestamps, the life of files and the retention of results. */
  readonly now?: () => number;
}

interface JobFilter {
  readonly endpoint?: string;
  /** Only jobs whose webhook URL contains this text, such as the caller's own order id. */
  readonly webhook?: string;
  /** At most this many jobs, the newest ones. */
  readonly last?: number;
}

/** FAL on this machine: queue, storage, CDN, signed webhooks, key set. */
export interface FakeFal {
  readonly url: string;
  readonly queueUrl: string;
  readonly restUrl: string;
  readonly platformUrl: string;
  /** The key of admin scope, with which the account's bills can be read (`Authorization: Key …`). */
  readonly adminKey: string;
  readonly jwksUrl: string;
  /** `host:port` of the addresses of results. */
  readonly cdnHost: string;
  readonly port: number;
  readonly faults: FalFaults;
  jobs(filter?: JobFilter): readonly JobView[];
  webhookAttempts(): readonly WebhookAttempt[];
  /** Signs and posts any body the way FAL would. @returns the receiver's status, null when it never answered. */
  sendWebhook(url: string, body: string, variation?: WebhookVariation): Promise<number | null>;
  /**
   * Calls the webhook of a finished job once more. @returns the receiver's status; null when it never answered, or the job has no webhook.
   */
  repeatWebhook(requestId: string): Promise<number | null>;
  /** Makes the result answer 404 from now on, as after FAL's retention. */
  expireResult(requestId: string): void;
  /** Makes the file, or every file when no URL is given, answer 404 from now on. */
  expireFiles(url?: string): void;
  /**
   * Draws pictures with sides of this share of those that a job asks for, from now on. Tests that are not about sizes save most of the time
   * that drawing and reading a picture take.
   */
  drawsAt(share: number): void;
  close(): Promise<void>;
}

/** The largest JSON body: enough for a picture of 25 MiB as a data URI. */
const JSON_LIMIT_BYTES = 50 * 1_024 * 1_024;

export const startFal = async (options: FalOptions): Promise<FakeFal> => {
  const directory = options.stateDir ?? mkdtempSync(join(tmpdir(), 'fal-'));
  mkdirSync(directory, { recursive: true });
  const now = options.now ?? Date.now;
  const faults = createFalFaults();
  const timing = new Timing(options.timeScale);
  const key = signingKeyAt(join(directory, 'signing-key.pem'));

  const app = Fastify({ bodyLimit: JSON_LIMIT_BYTES, forceCloseConnections: true });
  refuseOtherOrigins(app);
  const host = options.host ?? '127.0.0.1';
  // Answers hold absolute URLs, and the port is known only once the server listens, so routes read `url` when they answer.
  let url = '';
  const files = new FileStore(directory, () => `${url}/cdn`, now);
  const webhooks = new Webhooks(key, timing, faults, now, (job, state, attempts) =>
    queue.update(job.id, { webhook: state, webhookAttempts: attempts }),
  );
  const queue: JobQueue = new JobQueue(directory, {
    concurrency: options.concurrency ?? 2,
    timing,
    files,
    now,
    onCompleted: (job) => void webhooks.deliver(job),
  });

  app.get('/', () => ({ fake: 'fal', queue: `${url}/queue`, rest: `${url}/rest`, cdn: `${url}/cdn` }));
  registerFaultRoutes(app, faults);
  await app.register(queueRoutes({ key: options.key, url: () => `${url}/queue`, queue, webhooks, faults, now }), {
    prefix: '/queue',
  });
  await app.register(storageRoutes({ key: options.key, url: () => `${url}/rest`, files, faults, signingKey: key }), {
    prefix: '/rest',
  });
  await app.register(catalogueRoutes({ faults }), { prefix: '/platform' });
  await app.register(usageRoutes({ key: options.key, jobs: () => queue.all(), faults, now }), { prefix: '/platform' });
  await app.register(payloadsRoutes({ key: options.key, queue, files, faults }), { prefix: '/platform' });
  await app.register(cdnRoutes({ files, faults }), { prefix: '/cdn' });

  const repeatWebhook = async (requestId: string): Promise<number | null> => {
    const job = queue.get(requestId);
    return job?.state === 'COMPLETED' ? webhooks.repeat(job) : null;
  };
  const jobs = ({ endpoint, webhook, last = Infinity }: JobFilter = {}): readonly JobView[] =>
    queue
      .all()
      .filter((job) => endpoint === undefined || job.endpoint === endpoint)
      .filter((job) => webhook === undefined || (job.webhookUrl ?? '').includes(webhook))
      .slice(-last)
      .map(viewOf);
  const expireFiles = (fileUrl?: string): void => {
    if (fileUrl === undefined) files.expireAll();
    else files.expire(fileUrl);
  };
  registerSwitches(app, { jobs, webhooks, expireFiles, repeatWebhook, queue, timing });
  registerTimePasses(app, (ms) => {
    queue.timePasses(ms);
    files.timePasses(ms);
  });

  await app.listen({ port: options.port ?? 0, host });
  const { port } = app.server.address() as AddressInfo;
  url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  queue.resume();
  for (const job of queue.all()) if (job.webhook === 'pending') void webhooks.deliver(job);

  return {
    url,
    queueUrl: `${url}/queue`,
    restUrl: `${url}/rest`,
    platformUrl: `${url}/platform`,
    adminKey: adminKeyOf(options.key),
    jwksUrl: `${url}/rest/.well-known/jwks.json`,
    cdnHost: new URL(url).host,
    port,
    faults,
    jobs,
    webhookAttempts: () => webhooks.attempts,
    sendWebhook: (target, body, variation) => webhooks.post(target, body, variation),
    repeatWebhook,
    expireResult: (id) => queue.update(id, { expired: true }),
    expireFiles,
    drawsAt: (share) => void (queue.share = share),
    close: async () => {
      queue.stop();
      webhooks.stop();
      await app.close();
      if (options.stateDir !== undefined) return;
      // The removal is tried several times, because a job may still be writing a file.
      await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
};

interface Switches {
  readonly jobs: (filter: JobFilter) => readonly JobView[];
  readonly webhooks: Webhooks;
  readonly expireFiles: (url?: string) => void;
  readonly repeatWebhook: (requestId: string) => Promise<number | null>;
  readonly queue: JobQueue;
  readonly timing: Timing;
}

/** The range of scales: from a hundred times quicker than the sandbox's default to real time. */
const TIME_SCALES = { least: 0.0001, most: 1 };

/** Switches that a test in another process, or a developer, can read and set. */
const registerSwitches = (app: FastifyInstance, switches: Switches): void => {
  app.get<{ Querystring: Omit<JobFilter, 'last'> & { last?: string } }>('/jobs', ({ query: { last, ...filter } }) =>
    switches.jobs({ ...filter, ...(last !== undefined && { last: Number(last) }) }),
  );
  app.get('/time-scale', () => ({ scale: switches.timing.scale }));
  app.post<{ Body: { scale?: unknown } | null }>('/time-scale', (request, reply) => {
    const scale = request.body?.scale;
    if (typeof scale !== 'number' || !(scale >= TIME_SCALES.least && scale <= TIME_SCALES.most)) {
      return reply.code(400).send({ problem: `"scale" is a number from ${TIME_SCALES.least} to ${TIME_SCALES.most}` });
    }
    switches.timing.rescale(scale);
    return { scale };
  });
  app.get('/webhooks', () => switches.webhooks.attempts);
  app.post<{ Params: { id: string } }>('/jobs/:id/webhook', async (request) => ({
    status: await switches.repeatWebhook(request.params.id),
  }));
  app.post<{ Params: { id: string } }>('/jobs/:id/expire', (request, reply) => {
    switches.queue.update(request.params.id, { expired: true });
    return reply.code(204).send();
  });
  app.post<{ Body: { url?: string } | null }>('/files/expire', (request, reply) => {
    switches.expireFiles(request.body?.url);
    return reply.code(204).send();
  });
};
