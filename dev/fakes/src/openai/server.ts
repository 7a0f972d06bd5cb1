import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type Fault, registerFaultRoutes } from '../faults';
import { refuseOtherOrigins } from '../same-origin';
import { registerTimePasses } from '../time-passes';
import { ApiError, invalid, missing, orderedError, wrongKey } from './api-error';
import { createOpenAiFaults, type OPENAI_FAULTS, type OpenAiFaultParameters, type OpenAiFaults } from './faults';
import { ModelCalendar } from './model-calendar';
import { moderate } from './moderations';
import { modelIn, Recorder, type RecordedRequest, recordOf } from './recorder';
import { type Reply, send } from './reply';
import { respond } from './responses';
import { speak } from './speech';
import { transcribe } from './transcriptions';
import { readUpload } from './upload';

export interface OpenAiOptions {
  /** The value that `Authorization: Bearer …` must carry. */
  readonly key: string;
  /** The port; with 0, the default, the system chooses one. */
  readonly port?: number;
  readonly host?: string;
  /** Requests are also written here, one JSON line each. */
  readonly stateDir?: string;
  /** Epoch milliseconds; decides which models are retired. */
  readonly now?: () => number;
}

/** OpenAI on this machine. */
export interface FakeOpenAi {
  /** Ends in `/v1`. */
  readonly url: string;
  readonly port: number;
  readonly faults: OpenAiFaults;
  requests(): readonly RecordedRequest[];
  close(): Promise<void>;
}

type Operation = keyof typeof OPENAI_FAULTS;
type Trouble<On extends Operation> = Fault<typeof OPENAI_FAULTS, On, OpenAiFaultParameters> | undefined;

const JSON_LIMIT_BYTES = 64 * 1_024 * 1_024;

export const startOpenAi = async (options: OpenAiOptions): Promise<FakeOpenAi> => {
  const faults = createOpenAiFaults();
  const calendar = new ModelCalendar(options.now ?? Date.now);
  if (options.stateDir !== undefined) mkdirSync(options.stateDir, { recursive: true });
  const recorder = new Recorder(options.stateDir && join(options.stateDir, 'requests.jsonl'));

  const app = Fastify({ bodyLimit: JSON_LIMIT_BYTES, forceCloseConnections: true });
  refuseOtherOrigins(app);
  await app.register(multipart);
  registerFaultRoutes(app, faults);
  app.get<{ Querystring: { last?: string } }>('/requests', ({ query: { last } }) =>
    last === undefined ? recorder.requests : recorder.requests.slice(-Number(last)),
  );
  registerTimePasses(app, (ms) => recorder.timePasses(ms));
  await app.register(api({ options, faults, calendar, recorder }), { prefix: '/v1' });

  const host = options.host ?? '127.0.0.1';
  await app.listen({ port: options.port ?? 0, host });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/v1`,
    port,
    faults,
    requests: () => recorder.requests,
    close: () => app.close(),
  };
};

interface Parts {
  readonly options: OpenAiOptions;
  readonly faults: OpenAiFaults;
  readonly calendar: ModelCalendar;
  readonly recorder: Recorder;
}

const api =
  ({ options, faults, calendar, recorder }: Parts) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(answerHeaders());
      const [, key] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
      if (key === options.key) return;
      throw key === undefined
        ? new ApiError(401, 'invalid_request_error', null, "You didn't provide an API key.")
        : wrongKey(key);
    });
    app.addHook('onResponse', async (request, reply) => {
      recorder.add(recordOf(request, reply));
    });
    app.setErrorHandler((error, _request, reply) => {
      const refusal = error instanceof ApiError ? error : refusalOf(error);
      return reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
    });
    app.setNotFoundHandler((request, reply) => {
      const message = `Invalid URL (${request.method} ${request.url})`;
      return reply.code(404).send(new ApiError(404, 'invalid_request_error', null, message).body);
    });

    /** Serves an endpoint. A fault that is a refusal comes before the work; `work` and `send` carry out any other fault. */
    const serve = async <On extends Operation>(
      on: On,
      reply: FastifyReply,
      model: string,
      work: (trouble: Trouble<On>) => Reply | Promise<Reply>,
      words = '',
    ): Promise<FastifyReply> => {
      const trouble = faults.take(on, `${model} ${words}`);
      if (trouble && isRefusal(trouble.kind)) {
        throw orderedError(trouble.kind, model, options.key, trouble.retryAfterSeconds);
      }
      const answer = await work(trouble);
      return send(reply, answer, trouble);
    };
    const named = (body: unknown): string => {
      const model = modelIn(body);
      if (model === null) throw missing('model');
      return model;
    };

    app.get('/models', (_request, reply) =>
      serve('models', reply, 'models', () => ({ json: { object: 'list', data: calendar.list() } })),
    );
    app.get<{ Params: { id: string } }>('/models/:id', (request, reply) =>
      serve('models', reply, request.params.id, () => ({ json: calendar.get(request.params.id) })),
    );
    app.post('/responses', (request, reply) => {
      const model = named(request.body);
      const asked = (trouble: Trouble<'responses'>) => {
        calendar.get(model);
        return respond(request.body as Record<string, unknown>, trouble);
      };
      return serve('responses', reply, model, asked, wordsOf(request.body));
    });
    app.post('/moderations', (request, reply) => {
      const model = modelIn(request.body) ?? 'omni-moderation-latest';
      return serve('moderations', reply, model, (trouble) => {
        calendar.get(model);
        return moderate(model, (request.body as { input?: unknown }).input, trouble);
      });
    });
    app.post('/audio/speech', (request, reply) => {
      const model = named(request.body);
      const asked = (trouble: Trouble<'speech'>) => {
        calendar.get(model);
        return speak(model, request.body as Record<string, unknown>, trouble?.kind);
      };
      return serve('speech', reply, model, asked, wordsOf(request.body));
    });
    app.post('/audio/transcriptions', async (request, reply) => {
      const upload = await readUpload(request);
      request.body = { ...upload.fields, file: upload.file?.bytes, file_name: upload.file?.name };
      const model = named(request.body);
      return serve('transcriptions', reply, model, (trouble) => {
        calendar.get(model);
        return transcribe(model, upload, trouble?.kind);
      });
    });
  };

/** The words in a request, by which a story aims a fault at its own requests. */
const wordsOf = (body: unknown): string => JSON.stringify((body as { input?: unknown }).input ?? '');

/** Kinds of faults that answer with an error body and do nothing else. */
const isRefusal = (kind: string): boolean => /^\d{3}$/.test(kind) || /quota|exhausted|limit_exceeded/.test(kind);

const refusalOf = (error: unknown): ApiError => {
  const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string };
  if (statusCode >= 500) return orderedError('500', '', '');
  return invalid(`We could not parse the body of your request. (${message})`);
};

const answerHeaders = (): Record<string, string> => ({
  'x-request-id': `req_${randomUUID().replaceAll('-', '')}`,
  'openai-processing-ms': '42',
  'openai-version': '2020-10-01',
  'openai-organization': 'sandbox',
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-limit-tokens': '200000',
  'x-ratelimit-remaining-requests': '499',
  'x-ratelimit-remaining-tokens': '199000',
  'x-ratelimit-reset-requests': '120ms',
  'x-ratelimit-reset-tokens': '6m0s',
});
