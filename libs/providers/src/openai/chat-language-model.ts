import { AppError } from '@aisha/domain';
import type { ChatCompletion } from 'openai/resources/chat/completions';
import { LanguageModel, type AnswerForm, type Question } from '../ports';
import { priceOfAnswer, priceOfTokens, tokenPrice, type TokenPrice } from './list-prices';
import { ANSWER_TIMEOUT_MS, hashed, OUTPUT_TOKENS, parsed, TRIES } from './openai-answers';
import type { OpenAiCalls } from './openai-calls';

/** Some models put their JSON into a block of Markdown, whatever they are asked for. */
const FENCE = /^```(?:json)?\s*([\s\S]*?)\s*```$/;

/**
 * Answers by Chat Completions, which nearly every server has that calls itself compatible with OpenAI. Not all of them heed a schema: it
 * stands in the instructions, too, and the form has the last word.
 */
export class ChatLanguageModel extends LanguageModel {
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
      const completion = await this.ask(form, question, times * maxOutputTokens);
      const [choice] = Array.isArray(completion?.choices) ? completion.choices : [];
      if (choice?.finish_reason !== 'length') return read(form, choice);
    }
    throw new AppError('provider-answer-unreadable', { facts: { cutShort: true } });
  }

  private ask(form: AnswerForm<unknown>, question: Question, maxTokens: number): Promise<ChatCompletion> {
    const { input, onBehalf, signal, timeoutMs = ANSWER_TIMEOUT_MS } = question;
    const { model, price } = this;
    const schema = { ...form.schema };
    const instructions = `${question.instructions}\n\nAnswer with JSON alone, by this schema: ${JSON.stringify(schema)}`;
    const characters = instructions.length + input.length;
    return this.calls.paid(
      { operation: 'answer', timeoutMs, signal },
      {
        onBehalf,
        model,
        microDollars: priceOfAnswer(price, { characters, pictures: 0, maxOutputTokens: maxTokens }),
        used: (completion) => tokensBilled(price, completion),
      },
      (client, options) =>
        client.chat.completions.create(
          {
            model,
            messages: [
              { role: 'system', content: instructions },
              { role: 'user', content: input },
            ],
            response_format: { type: 'json_schema', json_schema: { name: form.name, schema, strict: true } },
            max_tokens: maxTokens,
            user: hashed(onBehalf.userId ?? 'everybody'),
          },
          options,
        ),
    );
  }
}

/** Null when the answer does not say what it used; nothing of it is trusted to have its form. */
function tokensBilled(price: TokenPrice, completion: ChatCompletion | null | undefined): number | null {
  const { prompt_tokens: input, completion_tokens: output } = completion?.usage ?? {};
  return Number.isFinite(input) && Number.isFinite(output) ? priceOfTokens(price, input!, output!) : null;
}

/** A model that declines says so in a field of its own, or is stopped by its server's filter. */
function read<Answer>(form: AnswerForm<Answer>, choice: ChatCompletion.Choice | undefined): Answer {
  const { content = null, refusal = null } = choice?.message ?? {};
  if (refusal || choice?.finish_reason === 'content_filter') throw new AppError('prompt-refused');
  const text = typeof content === 'string' ? content.trim() : '';
  const answer = form.read(parsed(FENCE.exec(text)?.[1] ?? text));
  if (answer === undefined) throw new AppError('provider-answer-unreadable', { facts: { length: text.length } });
  return answer;
}
