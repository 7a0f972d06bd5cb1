import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, badRequest, notFound, refusals, tooManyRequests, unauthorized } from './wire/api-error';
import type { Fault } from './state/faults';
import { methodsOf } from './methods';
import { type CallContext, Described } from './methods/method';
import { Parameters, readParameters } from './wire/parameters';
import type { TelegramState } from './state/telegram-state';

const HANG_MS = 70_000;
const SLOW_MS = 3000;
const DEFAULT_RETRY_AFTER_SECONDS = 5;
const BAD_GATEWAY =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

interface Answer {
  status: number;
  body: string;
  retryAfterSeconds?: number;
}

/** Serves the Bot API, which the bot calls. */
export const serveBotSide = (server: FastifyInstance, telegram: TelegramState): BotCalls => {
  const calls = new BotCalls(telegram);
  server.route({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    handler: async (request, reply) => calls.handle(request as FastifyRequest<{ Params: CallPath }>, reply),
  });
  server.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', async ({ params }, reply) => {
    const file = params.token === telegram.token ? telegram.files.findDownload(params['*']) : undefined;
    if (!file) return sendJson(reply, 404, refusal(notFound()).body);
    return reply.header('content-type', 'application/octet-stream').send(await telegram.files.bytes(file));
  });
  return calls;
};

interface CallPath {
  token: string;
  method: string;
}

export class BotCalls {
  private readonly methods;

  constructor(private readonly telegram: TelegramState) {
    this.methods = methodsOf(telegram);
  }

  async handle(request: FastifyRequest<{ Params: CallPath }>, reply: FastifyReply): Promise<unknown> {
    const { token, method } = request.params;
    if (token !== this.telegram.token) return send(reply, refusal(tokenRefusal(token)));
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());

    let parameters: Parameters;
    try {
      parameters = await readParameters(request);
    } catch (error) {
      return send(reply, refusal(error));
    }
    const fault = this.telegram.faults.takeForCall(method, parameters.integer('chat_id'));
    if (fault?.kind === 'reset' || fault?.kind === 'hang') {
      this.record(method, parameters, 0, fault.kind);
      if (fault.kind === 'hang') await Promise.race([this.telegram.clock.wait(HANG_MS), aborted(gone.signal)]);
      return hangUp(reply);
    }
    if (fault?.kind === '502-html') {
      this.record(method, parameters, 502, fault.kind);
      return reply.code(502).header('content-type', 'text/html').send(BAD_GATEWAY);
    }
    const answer = await this.answer(method, parameters, { signal: gone.signal }, fault);
    return this.deliver(reply, answer, fault);
  }

  /** Carries out a call that the bot put into its answer to a webhook; nobody receives the result. */
  async run(method: string, values: Record<string, unknown>): Promise<void> {
    await this.answer(method, new Parameters(values), { signal: new AbortController().signal });
  }

  private async answer(method: string, parameters: Parameters, context: CallContext, fault?: Fault): Promise<Answer> {
    const answer = await this.call(method, parameters, context, fault).catch(refusal);
    const { description } = JSON.parse(answer.body) as { description?: string };
    this.record(method, parameters, answer.status, answer.status === 200 ? fault?.kind : description);
    return answer;
  }

  private async call(
    name: string,
    parameters: Parameters,
    context: CallContext,
    fault: Fault | undefined,
  ): Promise<Answer> {
    if (fault?.kind === '400') throw badRequest(fault.words ?? 'IMAGE_PROCESS_FAILED');
    if (fault?.kind === '429') throw tooManyRequests(fault.retryAfter ?? DEFAULT_RETRY_AFTER_SECONDS);
    if (fault?.kind === '500') throw new ApiError(500, 'Internal Server Error: restart');
    if (fault?.kind === 'blocked') throw refusals.blocked();
    const method = this.methods.get(name.toLowerCase());
    if (!method) throw notFound('method not found');
    this.telegram.flood.pass(name, parameters.integer('chat_id'));
    const result = await method(parameters, context);
    const envelope =
      result instanceof Described
        ? { ok: true, result: result.result, description: result.description }
        : { ok: true, result };
    return { status: 200, body: JSON.stringify(envelope) };
  }

  private async deliver(reply: FastifyReply, answer: Answer, fault: Fault | undefined): Promise<unknown> {
    switch (fault?.kind) {
      case 'accept-then-reset':
        return hangUp(reply);
      case 'cut':
        reply.hijack();
        reply.raw.writeHead(answer.status, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(answer.body),
        });
        reply.raw.write(answer.body.slice(0, Math.ceil(answer.body.length / 2)), () => reply.raw.destroy());
        return reply;
      case 'slow':
        await this.telegram.clock.wait(fault.delayMs ?? SLOW_MS);
        return send(reply, answer);
      case 'malformed-json':
        return send(reply, { ...answer, body: answer.body.slice(0, -2) });
      default:
        return send(reply, answer);
    }
  }

  private record(method: string, parameters: Parameters, status: number, error: string | undefined): void {
    this.telegram.recorder.add({
      at: this.telegram.clock.now().toISOString(),
      method,
      params: parameters.describe(),
      status,
      ...(error === undefined ? {} : { error }),
    });
  }
}

const tokenRefusal = (token: string): ApiError =>
  /^\d+:[\w-]+$/.test(token) ? unauthorized() : unauthorized('invalid token specified');

export const refusal = (error: unknown): Answer => {
  const known = asApiError(error);
  const { code, description, parameters } = known;
  const { retry_after: retryAfter } = parameters;
  return {
    status: code,
    body: JSON.stringify({
      ok: false,
      error_code: code,
      description,
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
  };
};

const asApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 413) return refusals.uploadTooLarge();
  if (statusCode === 404) return notFound();
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ApiError(400, "Bad Request: can't parse the request");
  }
  return new ApiError(500, `Internal Server Error: ${error instanceof Error ? error.message : 'unknown'}`);
};

const send = async (reply: FastifyReply, { status, body, retryAfterSeconds }: Answer): Promise<FastifyReply> => {
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  return sendJson(reply, status, body);
};

/** Sends bytes, because Fastify adds to text a charset that Telegram does not send. */
export const sendJson = async (reply: FastifyReply, status: number, body: string): Promise<FastifyReply> =>
  reply.code(status).header('content-type', 'application/json').send(Buffer.from(body));

const hangUp = (reply: FastifyReply): FastifyReply => {
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
};

const aborted = async (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
