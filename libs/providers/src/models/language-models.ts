import { ANTHROPIC_URL, anthropicHeaders, AnthropicLanguageModel } from '../anthropic/anthropic-language-model';
import { ChatLanguageModel } from '../openai/chat-language-model';
import type { TokenPrice } from '../openai/list-prices';
import type { OpenAiCalls } from '../openai/openai-calls';
import { OpenAiLanguageModel } from '../openai/openai-language-model';
import type { LanguageModel } from '../ports';

interface Protocol {
  readonly adapter: new (calls: OpenAiCalls, model: string, price?: TokenPrice) => LanguageModel;
  /** The default address of such models; absent: OPENAI_BASE_URL. */
  readonly url?: string;
  /** The headers that carry a key; absent: OpenAI's. */
  readonly headers?: (key: string) => Readonly<Record<string, string | null>>;
}

/** The protocols of servers of language models. A further protocol needs an adapter and a line here. */
const BY_PROTOCOL = {
  /** OpenAI's Responses. */
  responses: { adapter: OpenAiLanguageModel },
  /** Chat Completions, which nearly every compatible server has. */
  chat: { adapter: ChatLanguageModel },
  /** Anthropic's Messages. */
  anthropic: { adapter: AnthropicLanguageModel, url: ANTHROPIC_URL, headers: anthropicHeaders },
} as const satisfies Record<string, Protocol>;

export type LanguageModelProtocol = keyof typeof BY_PROTOCOL;
export const LANGUAGE_MODEL_PROTOCOLS = Object.keys(BY_PROTOCOL) as LanguageModelProtocol[];
export const LANGUAGE_MODELS: Readonly<Record<LanguageModelProtocol, Protocol>> = BY_PROTOCOL;
