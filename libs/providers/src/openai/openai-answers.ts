import { createHash } from 'node:crypto';
import { AppError } from '@aisha/domain';
import type { Response, ResponseInputContent } from 'openai/resources/responses/responses';
import type { OnBehalf } from '../call-ledger';
import type { AnswerForm } from '../ports/language-model';
import { priceOfAnswer, priceOfTokens, tokenPrice, type TokenPrice } from './list-prices';
import type { Call, OpenAiCalls } from './openai-calls';
import { failedAfterStart } from './openai-errors';

/** Unless the caller says: a person is waiting, and the caller can go on without an answer. */
export const ANSWER_TIMEOUT_MS = 30_000;
/** Reasoning counts too. */
export const OUTPUT_TOKENS = 2_000;
/** The second try is for an answer that the first one cut short. */
export const TRIES = [1, 3];

export interface Request {
  readonly model: string;
  readonly instructions: string;
  /** What the person gave: data, never instructions. */
  readonly content: ResponseInputContent[];
  /** Who asks; of the person we send only a hash. */
  readonly onBehalf: OnBehalf;
  readonly maxOutputTokens?: number | undefined;
  /** Absent: by the list. */
  readonly price?: TokenPrice | undefined;
}

/** A structured answer by the Responses API (openai.md §5). Throws as the ports say. */
export async function answerTo<Answer>(
  calls: OpenAiCalls,
  call: Call,
  form: AnswerForm<Answer>,
  request: Request,
): Promise<Answer> {
  const { maxOutputTokens = OUTPUT_TOKENS } = request;
  for (const times of TRIES) {
    const response = await ask(calls, call, form, request, times * maxOutputTokens);
    if (!isCutShort(response)) return read(form, response);
  }
  throw new AppError('provider-answer-unreadable', { facts: { cutShort: true } });
}

const ask = (
  calls: OpenAiCalls,
  call: Call,
  form: AnswerForm<unknown>,
  { model, instructions, content, onBehalf, price = tokenPrice(model) }: Request,
  maxOutputTokens: number,
): Promise<Response> =>
  calls.paid(
    call,
    {
      onBehalf,
      model,
      microDollars: priceOfAnswer(price, { ...sizeOf(instructions, content), maxOutputTokens }),
      used: (response) => tokensBilled(price, response),
    },
    (client, options) =>
      client.responses.create(
        {
          model,
          instructions,
          input: [{ role: 'user', content }],
          text: { format: { type: 'json_schema', name: form.name, schema: { ...form.schema }, strict: true } },
          max_output_tokens: maxOutputTokens,
          store: false,
          safety_identifier: hashed(onBehalf.userId ?? 'everybody'),
        },
        options,
      ),
  );

/** Null when the answer does not say what it used; nothing of it is trusted to have its form. */
function tokensBilled(price: TokenPrice, response: Response | null | undefined): number | null {
  const { input_tokens: input, output_tokens: output } = response?.usage ?? {};
  return Number.isFinite(input) && Number.isFinite(output) ? priceOfTokens(price, input!, output!) : null;
}

/** What is sent, as it is billed. */
const sizeOf = (instructions: string, content: readonly ResponseInputContent[]) => ({
  characters: content.reduce(
    (sum, part) => sum + (part.type === 'input_text' ? part.text.length : 0),
    instructions.length,
  ),
  pictures: content.filter(({ type }) => type === 'input_image').length,
});

/** A hash tells people apart: our ids stay with us. */
export const hashed = (userId: string): string =>
  createHash('sha256').update(`aisha:${userId}`).digest('hex').slice(0, 32);

const isCutShort = (response: Response): boolean =>
  response.status === 'incomplete' && response.incomplete_details?.reason === 'max_output_tokens';

/** Checks the status first: a failed, filtered or refused answer also has HTTP 200. */
function read<Answer>(form: AnswerForm<Answer>, response: Response): Answer {
  if (response.status === 'failed') throw failedAfterStart(response.error?.code);
  if (response.status === 'incomplete') {
    throw new AppError(
      response.incomplete_details?.reason === 'content_filter' ? 'prompt-refused' : 'provider-answer-unreadable',
    );
  }
  if (response.status !== 'completed' || !Array.isArray(response.output))
    throw new AppError('provider-answer-unreadable');
  const parts = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  if (parts.some((part) => part.type === 'refusal')) throw new AppError('prompt-refused');
  const text = parts.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
  const answer = form.read(parsed(text));
  if (answer === undefined) throw new AppError('provider-answer-unreadable', { facts: { length: text.length } });
  return answer;
}

export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
