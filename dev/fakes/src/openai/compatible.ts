import { randomUUID } from 'node:crypto';
import { Faults } from '../faults';
import { ApiError, modelNotFound, orderedError, wrongKey } from './api-error';
import { answerWords, modelServer, type FakeModelServer } from './model-server';

/** The faults that such a server can be told to have. */
const FAULTS = {
  completions: [
    '401',
    '429',
    '500',
    '503',
    'refusal',
    'cut-short',
    'content-filter',
    'fenced',
    'prose',
    'no-usage',
    'huge-usage',
  ],
} as const;

interface CompatibleOptions {
  /** The value that `Authorization: Bearer …` must carry. */
  readonly key: string;
  readonly models: readonly string[];
}

/** A server that calls itself compatible with OpenAI: it has a list of models and Chat Completions, and nothing else. */
export interface FakeCompatible extends FakeModelServer {
  readonly faults: Faults<typeof FAULTS, object>;
}

interface ChatBody {
  readonly model?: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly max_tokens?: number;
  readonly response_format?: { readonly json_schema?: Record<string, unknown> };
}

/** Starts a server that answers as vLLM and similar servers do (docs.vllm.ai, OpenAI-compatible server). */
export const startCompatible = async ({ key, models }: CompatibleOptions): Promise<FakeCompatible> => {
  const faults = new Faults<typeof FAULTS, object>(FAULTS);
  const { app, listen } = modelServer();
  app.addHook('onRequest', async (request) => {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (given !== key) throw wrongKey(given);
  });
  app.setErrorHandler((error, _request, reply) => {
    const refusal = error instanceof ApiError ? error : orderedError('500', '', '');
    return reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
  });

  app.get('/v1/models', () => ({
    object: 'list',
    data: models.map((id) => ({ id, object: 'model', created: 1_767_225_600, owned_by: 'vllm' })),
  }));
  app.post('/v1/chat/completions', async (request) => {
    const body = request.body as ChatBody;
    const { model = '' } = body;
    const kind = faults.take('completions', `${model} ${JSON.stringify(body.messages)}`)?.kind;
    if (kind !== undefined && /^\d{3}$/.test(kind)) throw orderedError(kind, model, key);
    if (!models.includes(model)) throw modelNotFound(model);
    return completion(body, kind);
  });

  return { ...(await listen()), faults };
};

type Trouble = (typeof FAULTS)['completions'][number];

const completion = async ({ model, messages, response_format: format }: ChatBody, trouble?: Trouble) => {
  const said = (role: string) => messages.find((message) => message.role === role)?.content ?? '';
  const asked = { instructions: said('system'), input: said('user') };
  const text = await answerWords(model ?? '', asked, { ...format?.json_schema });
  const isCut = trouble === 'cut-short';
  const content: Partial<Record<Trouble, string | null>> = {
    fenced: `\`\`\`json\n${text}\n\`\`\``,
    prose: `Sure! Here is what you asked for: ${text}`,
    'cut-short': text.slice(0, Math.floor(text.length / 2)),
    refusal: null,
    'content-filter': null,
  };
  const characters = said('system').length + said('user').length;
  const [read, written] = [characters / 4, text.length / 4].map((tokens) =>
    Math.ceil(trouble === 'huge-usage' ? tokens * 1_000_000 : tokens),
  ) as [number, number];
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: trouble !== undefined && trouble in content ? content[trouble] : text,
          refusal: trouble === 'refusal' ? "I'm sorry, but I can't help with that request." : null,
        },
        finish_reason: isCut ? 'length' : trouble === 'content-filter' ? 'content_filter' : 'stop',
        logprobs: null,
      },
    ],
    ...(trouble !== 'no-usage' && {
      usage: {
        prompt_tokens: read,
        completion_tokens: written,
        total_tokens: read + written,
      },
    }),
  };
};
