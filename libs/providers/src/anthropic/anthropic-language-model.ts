import { AppError } from '@aisha/domain';
import { ANSWER_TIMEOUT_MS, hashed, OUTPUT_TOKENS, parsed, TRIES } from '../openai/openai-answers';
import { priceOfAnswer, priceOfTokens, tokenPrice, type TokenPrice } from '../openai/list-prices';
import type { OpenAiCalls } from '../openai/openai-calls';
import { LanguageModel, type AnswerForm, type Question } from '../ports';

/** Anthropic's own address; `/models` stands beside `/messages`. */
export const ANTHROPIC_URL = 'https://api.anthropic.com/v1';

/** Anthropic takes its key in a header of its own, and a date of the protocol: that of @anthropic-ai/sdk 1.12.0, read 2026-11-23. */
export const anthropicHeaders = (key: string) => ({
  Authorization: null,
  'x-api-key': key,
  'anthropic-version': '2026-10-21',
});

/** What of an answer is read. Thinking stands before the text, in blocks of its own. */
interface Message {
  readonly content?: readonly { readonly type?: string; readonly text?: string }[];
  readonly stop_reason?: string;
  readonly usage?: { readonly input_tokens?: number; readonly output_tokens?: number };
}

/**
 * Anthropic's Messages, with structured outputs (platform.claude.com, Messages and Structured outputs; types of @anthropic-ai/sdk 1.12.0). The
 * client is OpenAI's: time-outs, retries and errors by status are the same, and Anthropic's has 32 MB for this one request.
 */
export class AnthropicLanguageModel extends LanguageModel {
  private readonly price: TokenPrice;

  constructor(
    private readonly calls: OpenAiCalls,
    private readonly model: string,
    price?: TokenPrice,
  ) {
    super();
    this.price = price ?? tokenPrice(model);
  }

  override async answer<Answer>(form: AnswerForm<Answer>, question: Question): Promise<Answer> {
    const { maxOutputTokens = OUTPUT_TOKENS } = question;
    for (const times of TRIES) {
      const message = await this.ask(form, question, times * maxOutputTokens);
      if (message?.stop_reason !== 'max_tokens') return read(form, message);
    }
    throw new AppError('provider-answer-unreadable', { facts: { cutShort: true } });
  }

  private ask(form: AnswerForm<unknown>, question: Question, maxTokens: number): Promise<Message> {
    const { instructions, input, onBehalf, signal, timeoutMs = ANSWER_TIMEOUT_MS } = question;
    const { model, price } = this;
    const characters = instructions.length + input.length;
    return this.calls.paid(
      { operation: 'answer', timeoutMs, signal },
      {
        onBehalf,
        model,
        microDollars: priceOfAnswer(price, { characters, pictures: 0, maxOutputTokens: maxTokens }),
        used: (message) => tokensBilled(price, message),
      },
      (client, options) =>
        client.post<Message>('/messages', {
          ...options,
          body: {
            model,
            max_tokens: maxTokens,
            system: instructions,
            messages: [{ role: 'user', content: input }],
            output_config: { format: { type: 'json_schema', schema: { ...form.schema } } },
            metadata: { user_id: hashed(onBehalf.userId ?? 'everybody') },
          },
        }),
    );
  }
}

/** Null when the answer does not say what it used; nothing of it is trusted to have its form. */
function tokensBilled(price: TokenPrice, message: Message | null | undefined): number | null {
  const { input_tokens: input, output_tokens: output } = message?.usage ?? {};
  return Number.isFinite(input) && Number.isFinite(output) ? priceOfTokens(price, input!, output!) : null;
}

function read<Answer>(form: AnswerForm<Answer>, message: Message | null | undefined): Answer {
  if (message?.stop_reason === 'refusal') throw new AppError('prompt-refused');
  const blocks = Array.isArray(message?.content) ? message.content : [];
  const text = blocks.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join('');
  const answer = form.read(parsed(text));
  if (answer === undefined) throw new AppError('provider-answer-unreadable', { facts: { length: text.length } });
  return answer;
}
