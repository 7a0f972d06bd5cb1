import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { Faults } from '../faults';
import { answerWords, modelServer, type FakeModelServer } from '../openai/model-server';

/** Refusals by status, with the type that Anthropic gives them (@anthropic-ai/sdk 1.12.0, ErrorType). */
const REFUSALS = {
  '400': 'invalid_request_error',
  '401': 'authentication_error',
  '402': 'billing_error',
  '404': 'not_found_error',
  '429': 'rate_limit_error',
  '500': 'api_error',
  '529': 'overloaded_error',
} as const;
type Status = keyof typeof REFUSALS;

const FAULTS = {
  messages: [...(Object.keys(REFUSALS) as Status[]), 'refusal', 'cut-short', 'thinking-first', 'prose'],
} as const;

interface AnthropicOptions {
  /** The key that `x-api-key` must carry. */
  readonly key: string;
  readonly models: readonly string[];
}

/** Anthropic on this machine. */
export interface FakeAnthropic extends FakeModelServer {
  readonly faults: Faults<typeof FAULTS, object>;
}

interface MessagesBody {
  readonly model: string;
  readonly system?: string;
  readonly max_tokens: number;
  readonly messages: readonly { readonly content: string }[];
  readonly output_config?: { readonly format?: { readonly schema: object } };
}

export const startAnthropic = async ({ key, models }: AnthropicOptions): Promise<FakeAnthropic> => {
  const faults = new Faults<typeof FAULTS, object>(FAULTS);
  const { app, listen } = modelServer();
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.authorization !== undefined || request.headers['x-api-key'] !== key) {
      return refuse(reply, '401', 'invalid x-api-key');
    }
    if (request.headers['anthropic-version'] === undefined) {
      return refuse(reply, '400', 'anthropic-version: header is required');
    }
    return undefined;
  });
  app.get<{ Params: { id: string } }>('/v1/models/:id', ({ params: { id } }, reply) =>
    models.includes(id)
      ? {
          type: 'model',
          id,
          display_name: id,
          created_at: '2026-08-01T00:00:00Z',
          lifecycle: 'active',
          retires_at: null,
        }
      : refuse(reply, '404', `model: ${id}`),
  );
  app.post('/v1/messages', async (request, reply) => {
    const body = request.body as MessagesBody;
    const kind = faults.take('messages', `${body.model} ${JSON.stringify(body.messages)}`)?.kind;
    if (kind !== undefined && kind in REFUSALS) return refuse(reply, kind as Status, 'As the fault says.');
    if (!models.includes(body.model)) return refuse(reply, '404', `model: ${body.model}`);
    return message(body, kind);
  });

  return { ...(await listen()), faults };
};

const refuse = (reply: FastifyReply, status: Status, text: string) =>
  reply
    .code(Number(status))
    .send({ type: 'error', error: { type: REFUSALS[status], message: text }, request_id: `req_${randomUUID()}` });

const message = async ({ model, system = '', messages, output_config: output }: MessagesBody, trouble?: string) => {
  const said = messages.map(({ content }) => content).join('\n');
  const asked = { instructions: system, input: said };
  const format = { name: 'answer', schema: output?.format?.schema, strict: true };
  const whole = await answerWords(model, asked, format);
  const text =
    trouble === 'cut-short'
      ? whole.slice(0, Math.floor(whole.length / 2))
      : trouble === 'prose'
        ? `Sure! ${whole}`
        : whole;
  return {
    id: `msg_${randomUUID()}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [
      ...(trouble === 'thinking-first'
        ? [{ type: 'thinking', thinking: '{"title":"a thought"}', signature: 's' }]
        : []),
      ...(trouble === 'refusal' ? [] : [{ type: 'text', text, citations: null }]),
    ],
    stop_reason: trouble === 'refusal' ? 'refusal' : trouble === 'cut-short' ? 'max_tokens' : 'end_turn',
    stop_sequence: null,
    stop_details:
      trouble === 'refusal'
        ? { type: 'refusal', category: 'general_harms', explanation: 'The request was declined.' }
        : null,
    usage: {
      input_tokens: Math.ceil((system.length + said.length) / 4),
      output_tokens: Math.ceil(text.length / 4),
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
    },
  };
};
