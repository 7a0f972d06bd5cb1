import { ANSWER_TIMEOUT_MS } from '../structured-answers';
import { LanguageModel, type AnswerForm, type Question } from '../ports/language-model';
import type { TokenPrice } from './list-prices';
import { answerTo } from './openai-answers';
import type { OpenAiCalls } from './openai-calls';

/** Answers by the configured text model. */
export class OpenAiLanguageModel extends LanguageModel {
  constructor(
    private readonly calls: OpenAiCalls,
    private readonly model: string,
    private readonly price?: TokenPrice,
  ) {
    super();
  }

  override answer<Answer>(form: AnswerForm<Answer>, question: Question): Promise<Answer> {
    const { instructions, input, onBehalf, signal, timeoutMs = ANSWER_TIMEOUT_MS, maxOutputTokens } = question;
    const { model, price } = this;
    const call = { operation: 'answer', timeoutMs, signal } as const;
    const content = [{ type: 'input_text' as const, text: input }];
    return answerTo(this.calls, call, form, { model, instructions, content, onBehalf, maxOutputTokens, price });
  }
}
