import { AppError } from '@aisha/domain';
import type OpenAI from 'openai';
import { ServedLanguageModel, type AskedOfServer, type SendOptions } from '../openai/served-language-model';
import type { ToldAnswer } from '../structured-answers';

/** Anthropic's own address, under which both `/messages` and `/models` are. */
export const ANTHROPIC_URL = 'https://api.anthropic.com/v1';

/**
 * Anthropic takes its key in a header of its own, and a date of the protocol: that of @anthropic-ai/sdk 1.12.0, read
 * 2026-11-23.
 */
export const anthropicHeaders = (key: string) => ({
  Authorization: null,
  'x-api-key': key,
  'anthropic-version': '2026-10-21',
});

/** The part of an answer that we read. Blocks with the model's thinking stand before the text. */
interface Message {
  readonly content?: readonly { readonly type?: string; readonly text?: string }[];
  readonly stop_reason?: string;
  readonly usage?: { readonly input_tokens?: number; readonly output_tokens?: number };
}

/**
 * Anthropic's Messages, with structured outputs (platform.claude.com, Messages and Structured outputs; types of
 * @anthropic-ai/sdk 1.12.0). We use OpenAI's client: time-outs, retries and errors by status are the same, and
 * Anthropic's client would add 32 MB for this one request.
 */
export class AnthropicLanguageModel extends ServedLanguageModel<Message> {
  protected override send(
    { model, instructions, input, form, maxTokens, hash }: AskedOfServer,
    client: OpenAI,
    options: SendOptions,
  ): Promise<Message> {
    return client.post<Message>('/messages', {
      ...options,
      body: {
        model,
        max_tokens: maxTokens,
        system: instructions,
        messages: [{ role: 'user', content: input }],
        output_config: { format: { type: 'json_schema', schema: { ...form.schema } } },
        metadata: { user_id: hash },
      },
    });
  }

  protected override tokensIn(message: Message | null | undefined) {
    return [message?.usage?.input_tokens, message?.usage?.output_tokens] as const;
  }

  protected override told(message: Message | null | undefined): ToldAnswer {
    return {
      isCutShort: message?.stop_reason === 'max_tokens',
      text: () => {
        if (message?.stop_reason === 'refusal') throw new AppError('prompt-refused');
        const blocks = Array.isArray(message?.content) ? message.content : [];
        return blocks.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join('');
      },
    };
  }
}
