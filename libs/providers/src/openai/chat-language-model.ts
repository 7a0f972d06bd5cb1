import { AppError } from '@aisha/domain';
import type OpenAI from 'openai';
import type { ChatCompletion } from 'openai/resources/chat/completions';
import type { AnswerForm, Question } from '../ports';
import type { ToldAnswer } from '../structured-answers';
import { ServedLanguageModel, type AskedOfServer, type SendOptions } from './served-language-model';

const FENCE = /^```(?:json)?([\s\S]*)```$/;

/** The JSON in a block of Markdown: some models put their answer into one, whatever the request says. Any other text stays as it is. */
export const unfenced = (text: string): string => FENCE.exec(text)?.[1] ?? text;

/**
 * Answers by Chat Completions, which nearly every server has that calls itself compatible with OpenAI. Not all of these servers follow a
 * schema, so the schema also stands in the instructions, and the form checks the answer.
 */
export class ChatLanguageModel extends ServedLanguageModel<ChatCompletion> {
  protected override instructionsFor({ schema }: AnswerForm<unknown>, { instructions }: Question): string {
    return `${instructions}\n\nAnswer with JSON alone, by this schema: ${JSON.stringify(schema)}`;
  }

  protected override send(
    { model, instructions, input, form, maxTokens, hash }: AskedOfServer,
    client: OpenAI,
    options: SendOptions,
  ): Promise<ChatCompletion> {
    const schema = { ...form.schema };
    return client.chat.completions.create(
      {
        model,
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: input },
        ],
        response_format: { type: 'json_schema', json_schema: { name: form.name, schema, strict: true } },
        max_tokens: maxTokens,
        user: hash,
      },
      options,
    );
  }

  protected override tokensIn(completion: ChatCompletion | null | undefined) {
    return [completion?.usage?.prompt_tokens, completion?.usage?.completion_tokens] as const;
  }

  /** A model that declines says so in `refusal`; where the server's filter stops it, `finish_reason` says so. */
  protected override told(completion: ChatCompletion | null | undefined): ToldAnswer {
    const [choice] = Array.isArray(completion?.choices) ? completion.choices : [];
    const { content = null, refusal = null } = choice?.message ?? {};
    return {
      isCutShort: choice?.finish_reason === 'length',
      text: () => {
        if (refusal || choice?.finish_reason === 'content_filter') throw new AppError('prompt-refused');
        const text = typeof content === 'string' ? content.trim() : '';
        return unfenced(text);
      },
    };
  }
}
