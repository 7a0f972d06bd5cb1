import { randomUUID } from 'node:crypto';
import { invalid, missing } from './api-error';
import { documentAnswer } from './document-answers';
import { ideaIn } from './idea';
import { imageIn } from './image-input';
import { questionAnswer } from './question-answers';
import { checkStrictSchema, fillSchema, type JsonSchema } from './json-schema';
import { judged } from './picture-judged';
import { seenIn, type Seen } from './picture-seen';
import type { Reply, StreamEvent } from './reply';
import { enhanced, summaryOf, translated } from './writer';

type Body = Readonly<Record<string, unknown>>;

interface Fault {
  readonly kind: string;
  readonly picture?: number;
}

const MIN_OUTPUT_TOKENS = 16;
const CHARACTERS_PER_TOKEN = 4;
const PIECES_OF_A_STREAM = 8;

/** @throws ApiError for requests that OpenAI refuses at once. */
/** What a fault adds to the description of a picture. */
const ADDED: Readonly<Record<string, string>> = { indecent: ', fully nude', passport: ', a fake passport' };

export const respond = async (body: Body, fault?: Fault): Promise<Reply> => {
  const trouble = fault?.kind;
  const { instructions, max_output_tokens: maxTokens, stream, temperature, model } = body;
  const { text, seen, images } = await givenIn(body['input']);
  const format = formatIn(body['text']);
  if (typeof maxTokens === 'number' && maxTokens < MIN_OUTPUT_TOKENS) {
    const message = `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= ${MIN_OUTPUT_TOKENS}.`;
    throw invalid(message, 'integer_below_min_value', 'max_output_tokens');
  }
  if (temperature !== undefined && /^(o\d|gpt-5)/.test(String(model))) {
    const message = "Unsupported parameter: 'temperature' is not supported with this model.";
    throw invalid(message, 'unsupported_parameter', 'temperature');
  }

  const asked = trouble === 'indecent' ? `${ideaIn(text)}, fully nude` : text;
  const judgement =
    format.type === 'json_schema' &&
    (questionAnswer(format.schema, text, trouble) ??
      documentAnswer(format.schema, { text, instructions: String(instructions ?? '') }, trouble) ??
      (await judged(format.schema, images, fault)));
  const output = judgement
    ? JSON.stringify(judgement)
    : seen
      ? describe(format, { ...seen, english: `${seen.english}${(trouble && ADDED[trouble]) ?? ''}` })
      : write(format, asked, String(instructions ?? ''));
  const limit = typeof maxTokens === 'number' ? maxTokens * CHARACTERS_PER_TOKEN : Infinity;
  const ending = endingOf(output, limit, trouble);
  const response = responseObject(body, format, ending, text);
  return stream === true ? { events: eventsOf(response, ending) } : { json: response };
};

type Format =
  | { readonly type: 'text' | 'json_object' }
  | { readonly type: 'json_schema'; readonly name: string; readonly schema: JsonSchema; readonly strict?: boolean };

const formatIn = (text: unknown): Format => {
  const format = (text as { format?: Record<string, unknown> } | undefined)?.format;
  if (format === undefined) return { type: 'text' };
  const { type, name, schema, strict } = format;
  if (type === 'text' || type === 'json_object') return { type };
  if (type !== 'json_schema') throw invalid(`Invalid value: '${String(type)}'.`, 'invalid_value', 'text.format.type');
  if (typeof name !== 'string') throw missing('text.format.name');
  if (!/^[\w-]{1,64}$/.test(name)) {
    throw invalid("Invalid 'text.format.name': string does not match pattern.", 'invalid_value', 'text.format.name');
  }
  if (typeof schema !== 'object' || schema === null) throw missing('text.format.schema');
  if (strict === true) checkStrictSchema(name, schema as JsonSchema);
  return { type, name, schema: schema as JsonSchema, ...(strict === true && { strict }) };
};

interface Given {
  /** The person's words: all messages of users. */
  readonly text: string;
  /** The subject of the last picture that came with the messages. */
  readonly seen?: Seen;
  readonly images: readonly Buffer[];
}

const givenIn = async (input: unknown): Promise<Given> => {
  if (typeof input === 'string') return { text: input, images: [] };
  if (!Array.isArray(input) || input.length === 0) throw missing('input');
  const said: string[] = [];
  const images: Buffer[] = [];
  for (const [index, item] of (input as { role?: string; content?: unknown }[]).entries()) {
    if (item.role !== undefined && !['user', 'assistant', 'system', 'developer'].includes(item.role)) {
      throw invalid(`Invalid value: '${item.role}'.`, 'invalid_value', `input[${index}].role`);
    }
    const parts = typeof item.content === 'string' ? [{ type: 'input_text', text: item.content }] : item.content;
    for (const part of (parts ?? []) as { type?: string; text?: string; image_url?: unknown; file_id?: unknown }[]) {
      if (part.type === 'input_text' && item.role === 'user') said.push(part.text ?? '');
      if (part.type === 'input_image' && part.file_id === undefined) {
        const image = await imageIn(part.image_url, `input[${index}].content`);
        if (image) images.push(image);
      }
    }
  }
  const last = images.at(-1);
  return { text: said.join('\n'), images, ...(last && { seen: await seenIn(last) }) };
};

/** Describes a picture in the languages that the form's fields name. */
const describe = (format: Format, { english, russian }: Seen): string => {
  if (format.type !== 'json_schema') return english;
  const filled = fillSchema(format.schema, english) as Record<string, unknown>;
  const inRussian = Object.keys(filled).filter((name) => /russian|_ru$|Ru$/.test(name));
  return JSON.stringify({ ...filled, ...Object.fromEntries(inRussian.map((name) => [name, russian])) });
};

const write = (format: Format, text: string, instructions: string): string => {
  const idea = ideaIn(text);
  if (format.type === 'json_schema') return JSON.stringify(fillSchema(format.schema, idea));
  if (format.type === 'json_object') return JSON.stringify({ text: translated(idea) });
  if (/translat|перевед/i.test(instructions)) return translated(idea);
  return /prompt|промпт/i.test(instructions) ? enhanced(idea) : summaryOf(idea);
};

interface Ending {
  readonly status: 'completed' | 'incomplete' | 'failed';
  readonly text: string;
  readonly refusal?: string;
  readonly reason?: string;
  /** The code of a response that failed; `server_error` when absent. */
  readonly error?: string;
  readonly hasReasoning: boolean;
}

const endingOf = (output: string, limit: number, trouble: string | undefined): Ending => {
  const whole: Ending = { status: 'completed', text: output, hasReasoning: trouble === 'reasoning-first' };
  if (trouble === 'nonsense') return { ...whole, text: JSON.stringify({ pictures: 'all fine' }) };
  if (trouble === 'refusal') return { ...whole, refusal: "I'm sorry, but I can't help with that request." };
  if (trouble === 'failed') return { ...whole, status: 'failed', text: '' };
  if (trouble === 'image-refused') {
    return { ...whole, status: 'failed', text: '', error: 'image_content_policy_violation' };
  }
  if (trouble === 'content-filter') return { ...whole, status: 'incomplete', text: '', reason: 'content_filter' };
  if (trouble === 'incomplete' || output.length > limit) {
    const length = Math.min(limit, Math.floor(output.length / 2));
    return { ...whole, status: 'incomplete', text: output.slice(0, length), reason: 'max_output_tokens' };
  }
  return whole;
};

const tokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

const responseObject = (body: Body, format: Format, ending: Ending, input: string): ResponseObject => {
  const now = Math.floor(Date.now() / 1_000);
  const { status, hasReasoning } = ending;
  const content = ending.refusal
    ? { type: 'refusal', refusal: ending.refusal }
    : { type: 'output_text', text: ending.text, annotations: [], logprobs: [] };
  const message = { type: 'message', id: newId('msg'), status, role: 'assistant', content: [content] };
  const reasoning = { type: 'reasoning', id: newId('rs'), summary: [] };
  const wantsReasoning = hasReasoning || body['reasoning'] !== undefined;
  const used = { input: tokens(input), output: tokens(ending.text) };
  return {
    id: newId('resp'),
    object: 'response',
    created_at: now,
    status,
    completed_at: status === 'completed' ? now : null,
    error:
      status === 'failed'
        ? { code: ending.error ?? 'server_error', message: 'The model failed to generate a response.' }
        : null,
    incomplete_details: ending.reason === undefined ? null : { reason: ending.reason },
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    model: body['model'],
    output: status === 'failed' ? [] : [...(wantsReasoning ? [reasoning] : []), message],
    parallel_tool_calls: true,
    previous_response_id: body['previous_response_id'] ?? null,
    reasoning: { effort: null, summary: null, ...(body['reasoning'] as object | undefined) },
    store: body['store'] ?? true,
    temperature: body['temperature'] ?? 1,
    text: { format },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: {
      input_tokens: used.input,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: used.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: used.input + used.output,
    },
    user: null,
    metadata: body['metadata'] ?? {},
  };
};

interface ResponseObject {
  readonly status: string;
  readonly output: readonly { readonly type: string; readonly id: string }[];
  readonly [name: string]: unknown;
}

const newId = (kind: string): string => `${kind}_${randomUUID().replaceAll('-', '')}`;

const eventsOf = (response: ResponseObject, ending: Ending): StreamEvent[] => {
  const begun = { ...response, status: 'in_progress', output: [], completed_at: null, usage: null };
  const start = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
  ];
  const end = { type: `response.${response.status}`, response };
  const index = response.output.findIndex(({ type }) => type === 'message');
  const message = response.output[index];
  if (!message) return [...start, end];

  const where = { item_id: message.id, output_index: index, content_index: 0 };
  const kind = ending.refusal === undefined ? 'output_text' : 'refusal';
  const text = ending.refusal ?? ending.text;
  const size = Math.max(1, Math.ceil(text.length / PIECES_OF_A_STREAM));
  const deltas = Array.from({ length: Math.ceil(text.length / size) }, (_, piece) => ({
    type: `response.${kind}.delta`,
    ...where,
    delta: text.slice(piece * size, (piece + 1) * size),
  }));
  return [
    ...start,
    {
      type: 'response.output_item.added',
      output_index: index,
      item: { ...message, status: 'in_progress', content: [] },
    },
    {
      type: 'response.content_part.added',
      ...where,
      part: { type: kind, [kind === 'refusal' ? kind : 'text']: '' },
    },
    ...deltas,
    { type: `response.${kind}.done`, ...where, [kind === 'refusal' ? kind : 'text']: text },
    { type: 'response.output_item.done', output_index: index, item: message },
    end,
  ];
};
