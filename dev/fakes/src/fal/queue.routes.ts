import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { isTransportFault, misbehave } from '../faults';
import { isAuthorized, refuse } from './access';
import { isRetryable } from './jobs/errors';
import type { FalFaults } from './faults';
import type { Job } from './jobs/job';
import type { JobQueue } from './job-queue';
import { logsOf } from './logs';
import { MODELS } from './models';
import type { Webhooks } from './webhooks';

interface QueueApi {
  readonly key: string;
  readonly url: () => string;
  readonly queue: JobQueue;
  readonly webhooks: Webhooks;
  readonly faults: FalFaults;
  readonly now: () => number;
}

type Query = Readonly<Record<string, string | undefined>>;
type Action = 'result' | 'status' | 'stream' | 'cancel';

const STREAM_STEP_MS = 50;
/** Status, result and cancel know only `owner/alias`, whatever path the endpoint has below it. */
const JOB_PATH = /^([\w-]+\/[\w.-]+)\/requests\/([\w-]+)(?:\/(status|cancel|status\/stream))?$/;

/** The routes of queue.fal.run. */
export const queueRoutes =
  (api: QueueApi): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

    app.route<{ Params: { '*': string }; Querystring: Query }>({
      method: ['GET', 'PUT', 'POST'],
      url: '/*',
      handler: async (request, reply) => {
        if (!isAuthorized(request, reply, api.key)) return reply;
        const path = request.params['*'];
        const [, owner, id, tail] = JOB_PATH.exec(path) ?? [];
        if (owner === undefined || id === undefined) {
          return request.method === 'POST' ? submit(api, path, request, reply) : notAllowed(reply);
        }
        const action = actionOf(request.method, tail);
        if (!action) return notAllowed(reply);
        return aboutJob(api, action, owner, id, request, reply);
      },
    });
  };

const notAllowed = (reply: FastifyReply): FastifyReply => reply.code(405).send({ detail: 'Method Not Allowed' });

const actionOf = (method: string, tail: string | undefined): Action | undefined => {
  if (method === 'PUT') return tail === 'cancel' ? 'cancel' : undefined;
  if (method !== 'GET' || tail === 'cancel') return undefined;
  if (tail === undefined) return 'result';
  return tail === 'status' ? 'status' : 'stream';
};

const submit = async (
  api: QueueApi,
  endpoint: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { faults, queue, webhooks } = api;
  const webhookUrl = (request.query as Query)['fal_webhook'];
  const subject = `${endpoint} ${webhookUrl ?? ''}`;
  const fault = faults.take('submit', subject);
  const isAccepted = fault === undefined || fault.kind.startsWith('accept-then') || isAfterWork(fault.kind);
  if (fault && !isAccepted) {
    if (isTransportFault(fault.kind)) return misbehave(reply, fault.kind, NOTHING);
    if (fault.delayMs !== undefined) await wait(fault.delayMs);
    return refuse(reply, fault.kind);
  }
  if (!Object.hasOwn(MODELS, endpoint)) {
    return reply.code(404).send({ detail: `Application '${endpoint}' not found` });
  }
  const bodyText = String(request.body ?? '');
  const input = parseObject(bodyText);
  if (!input)
    return reply.code(400).send({ detail: 'The request body is not a JSON object', error_type: 'bad_request' });

  const job = newJob(api, endpoint, input, bodyText, request);
  if (webhookUrl !== undefined && faults.take('webhook', subject, ['early'])) {
    await queue.addAndFinish(job);
    await webhooks.firstAttempt(job.id);
  } else queue.add(job);

  const answer = { status: 'IN_QUEUE', request_id: job.id, ...urlsOf(api, job), queue_position: queue.positionOf(job) };
  if (fault?.kind === 'accept-then-reset') return misbehave(reply, 'reset', NOTHING);
  if (fault?.kind === 'accept-then-hang') return misbehave(reply, 'hang', NOTHING);
  return send(reply, fault, { status: 200, body: JSON.stringify(answer), requestId: job.id });
};

const NOTHING = { status: 200, contentType: 'application/json', body: '{}' };

/** Whether the fault hits only the answer on its way back, after the job was created. */
const isAfterWork = (kind: string): boolean => ['slow', 'cut', 'malformed'].includes(kind);

const newJob = (
  { faults, now }: QueueApi,
  endpoint: string,
  input: Readonly<Record<string, unknown>>,
  bodyText: string,
  request: FastifyRequest,
): Job => {
  const webhookUrl = (request.query as Query)['fal_webhook'];
  const trouble = faults.take('job', `${endpoint} ${webhookUrl ?? ''}`);
  const [, seedText] = typeof input['seed'] === 'number' ? (/"seed"\s*:\s*(-?\d+)/.exec(bodyText) ?? []) : [];
  return {
    id: newRequestId(now()),
    endpoint,
    app: endpoint.split('/').slice(0, 2).join('/'),
    input,
    ...(seedText !== undefined && { seedText }),
    ...(webhookUrl !== undefined && { webhookUrl }),
    ...(trouble && { trouble }),
    keepsPayload: request.headers['x-fal-store-io'] !== '0',
    lifeSeconds: lifeSecondsIn(request.headers['x-fal-object-lifecycle-preference']),
    createdAt: now(),
    state: 'IN_QUEUE',
    webhook: webhookUrl === undefined ? 'none' : 'waiting',
    webhookAttempts: 0,
  };
};

/** A request id: a UUID of version 7, which sorts by time like FAL's newer ids. */
const newRequestId = (now: number): string => {
  const time = Math.floor(now).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};

/** How long output files live, from a header such as `{"expiration_duration_seconds":86400}`; null: for ever. */
export const lifeSecondsIn = (header: string | string[] | undefined): number | null => {
  const seconds = parseObject(String(header ?? ''))?.['expiration_duration_seconds'];
  return typeof seconds === 'number' ? seconds : null;
};

const aboutJob = async (
  api: QueueApi,
  action: Action,
  app: string,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { faults, queue } = api;
  const job = queue.get(id);
  const subject = `${job?.endpoint ?? app} ${job?.webhookUrl ?? ''}`;
  const fault = faults.take(action === 'stream' ? 'status' : action, subject);
  if (fault && !isTransportFault(fault.kind) && fault.kind !== 'too-late') return refuse(reply, fault.kind);
  if (!job || job.app !== app) {
    return action === 'cancel'
      ? reply.code(404).send({ status: 'NOT_FOUND' })
      : reply.code(404).send({ detail: `Request ${id} not found` });
  }

  if (action === 'cancel') {
    const status = fault?.kind === 'too-late' ? 'CANCELLATION_REQUESTED' : queue.cancel(job);
    return send(reply, fault, { status: CANCEL_STATUS[status], body: JSON.stringify({ status }), requestId: id });
  }
  const wantsLogs = ['1', 'true'].includes((request.query as Query)['logs'] ?? '0');
  if (action === 'status') {
    const status = job.state === 'COMPLETED' ? 200 : 202;
    return send(reply, fault, { status, body: JSON.stringify(statusOf(api, job, wantsLogs)), requestId: id });
  }
  if (action === 'stream') return stream(api, job, wantsLogs, reply);
  if (!job.outcome) {
    return send(reply, fault, { status: 400, body: '{"detail":"Request is still in progress"}', requestId: id });
  }
  if (job.outcome.failure) {
    reply.header('x-fal-error-type', job.outcome.failure.errorType);
    reply.header('x-fal-retryable', String(isRetryable(job.outcome.failure)));
  }
  return send(reply, fault, { status: job.outcome.status, body: job.outcome.bodyText, requestId: id });
};

const CANCEL_STATUS = { OK: 200, CANCELLATION_REQUESTED: 202, ALREADY_COMPLETED: 400 } as const;

const urlsOf = ({ url }: QueueApi, job: Job): object => {
  const root = `${url()}/${job.app}/requests/${job.id}`;
  return { response_url: root, status_url: `${root}/status`, cancel_url: `${root}/cancel` };
};

const statusOf = (api: QueueApi, job: Job, wantsLogs: boolean): object => {
  const start = { status: job.state, request_id: job.id };
  const urls = urlsOf(api, job);
  if (job.state === 'IN_QUEUE') return { ...start, queue_position: api.queue.positionOf(job), ...urls };
  const logs = wantsLogs ? logsOf(job, api.now()) : null;
  if (!job.outcome) return { ...start, ...urls, logs };
  const { seconds, failure } = job.outcome;
  return {
    ...start,
    ...urls,
    logs,
    metrics: { inference_time: seconds },
    ...(failure && { error: failure.error, error_type: failure.errorType }),
  };
};

const stream = async (api: QueueApi, job: Job, wantsLogs: boolean, reply: FastifyReply): Promise<FastifyReply> => {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (let last = ''; !reply.raw.destroyed;) {
    const current = api.queue.get(job.id);
    if (!current) break;
    const event = JSON.stringify(statusOf(api, current, wantsLogs));
    if (event !== last) reply.raw.write(`data: ${event}\n\n`);
    last = event;
    if (current.state === 'COMPLETED') break;
    await wait(STREAM_STEP_MS, undefined, { ref: false });
  }
  reply.raw.end();
  return reply;
};

const send = (
  reply: FastifyReply,
  fault: { readonly kind: string; readonly delayMs?: number } | undefined,
  { status, body, requestId }: { status: number; body: string; requestId: string },
): FastifyReply | Promise<FastifyReply> => {
  const contentType = 'application/json';
  const headers = { 'x-fal-request-id': requestId };
  if (fault && isTransportFault(fault.kind)) {
    return misbehave(reply, fault.kind, { status, contentType, body, headers }, fault.delayMs);
  }
  return reply.code(status).type(contentType).headers(headers).send(body);
};

const parseObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};
