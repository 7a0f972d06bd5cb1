import { AppError } from '@aisha/domain';
import { Moderator, type ModerationVerdict } from './moderator.port';
import type { OpenAiCalls } from './openai-calls';

/** It usually answers within a second. An answer costs nothing, so a caller whose work can wait gives it longer each time. */
const JUDGE_TIMEOUT_MS = 60_000;

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
    const { flagged: isFlagged, categories: judged } = answer?.results?.[0] ?? {};
    const categories = Object.entries(judged ?? {}).flatMap(([name, found]) => (found ? [name] : []));
    // Half an answer must not read as a harmless verdict: it names every category, and a flagged text has one of them.
    const isVerdict = typeof isFlagged === 'boolean' && judged !== undefined && 'sexual' in judged;
    if (!isVerdict || (isFlagged && categories.length === 0)) throw new AppError('provider-answer-unreadable');
    return { isFlagged, categories };
  }
}
