import { createHash } from 'node:crypto';
import { AppError } from '@aisha/domain';
import type { Response } from 'openai/resources/responses/responses';
import { LanguageModel, type AnswerForm, type Question } from './language-model.port';
import type { OpenAiCalls } from './openai-calls';
import { failedAfterStart } from './openai-errors';

/** 30 s: a person is waiting, and the caller can go on without an answer. */
const ANSWER_TIMEOUT_MS = 30_000;

/** Reasoning counts too. The second limit is for an answer that the first one cut short. */
const OUTPUT_TOKENS = [2_000, 6_000];

/** Structured answers by the Responses API (openai.md §5). */
export class OpenAiLanguageModel extends LanguageModel {
  constructor(
    private readonly calls: OpenAiCalls,
    private readonly model: string,
  ) {
    super();
  }

  override async answer<Answer>(form: AnswerForm<Answer>, question: Question): Promise<Answer> {
    for (const maxOutputTokens of OUTPUT_TOKENS) {
      const response = await this.ask(form, question, maxOutputTokens);
      if (!isCutShort(response)) return read(form, response);
    }
    throw new AppError('provider-answer-unreadable', { facts: { cutShort: true } });
  }

  private ask(form: AnswerForm<unknown>, question: Question, maxOutputTokens: number): Promise<Response> {
    return this.calls.call(
      { operation: 'answer', timeoutMs: ANSWER_TIMEOUT_MS, signal: question.signal },
      (client, options) =>
        client.responses.create(
          {
            model: this.model,
            instructions: question.instructions,
            input: [{ role: 'user', content: [{ type: 'input_text', text: question.input }] }],
            text: { format: { type: 'json_schema', name: form.name, schema: { ...form.schema }, strict: true } },
            max_output_tokens: maxOutputTokens,
            store: false,
            safety_identifier: hashed(question.userId),
          },
          options,
        ),
    );
  }
}

/** A hash tells people apart: our ids stay with us. */
const hashed = (userId: string): string => createHash('sha256').update(`aisha:${userId}`).digest('hex').slice(0, 32);

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

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
