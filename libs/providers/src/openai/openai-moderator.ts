import { AppError } from '@aisha/domain';
import { Moderator, type ModerationVerdict } from './moderator.port';
import type { OpenAiCalls } from './openai-calls';

const JUDGE_TIMEOUT_MS = 10_000;

/** OpenAI's free moderation (openai.md §7). */
export class OpenAiModerator extends Moderator {
  constructor(
    private readonly calls: OpenAiCalls,
    private readonly model: string,
  ) {
    super();
  }

  override async judge(text: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<ModerationVerdict> {
    const answer = await this.calls.call(
      { operation: 'moderate', timeoutMs: JUDGE_TIMEOUT_MS, signal },
      (client, options) => client.moderations.create({ model: this.model, input: text }, options),
    );
    const result = answer?.results?.[0];
    if (typeof result?.flagged !== 'boolean') throw new AppError('provider-answer-unreadable');
    const categories = Object.entries(result.categories ?? {}).flatMap(([name, found]) => (found ? [name] : []));
    return { isFlagged: result.flagged, categories };
  }
}
