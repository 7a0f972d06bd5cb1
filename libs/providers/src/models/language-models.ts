import { ChatLanguageModel } from '../openai/chat-language-model';
import type { TokenPrice } from '../openai/list-prices';
import type { OpenAiCalls } from '../openai/openai-calls';
import { OpenAiLanguageModel } from '../openai/openai-language-model';
import type { LanguageModel } from '../ports';

/** A language model at its server. */
export interface ServedLanguageModel {
  readonly calls: OpenAiCalls;
  readonly model: string;
  /** Absent: by the list of the provider's prices. */
  readonly price?: TokenPrice | undefined;
}

/** How a server of language models is spoken to. Another way is an adapter and a line here. */
export const LANGUAGE_MODELS = {
  /** OpenAI's Responses. */
  responses: ({ calls, model, price }: ServedLanguageModel) => new OpenAiLanguageModel(calls, model, price),
  /** Chat Completions, which nearly every compatible server has. */
  chat: ({ calls, model, price }: ServedLanguageModel) => new ChatLanguageModel(calls, model, price),
} as const satisfies Record<string, (served: ServedLanguageModel) => LanguageModel>;

export type LanguageModelProtocol = keyof typeof LANGUAGE_MODELS;
export const LANGUAGE_MODEL_PROTOCOLS = Object.keys(LANGUAGE_MODELS) as LanguageModelProtocol[];
