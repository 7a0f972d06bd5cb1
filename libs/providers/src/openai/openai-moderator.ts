import { AppError } from '@aisha/domain';
import type { ModerationCreateParams } from 'openai/resources/moderations';
import { Moderator, type ModerationVerdict } from '../ports/moderator';
import type { OpenAiCalls } from './openai-calls';

/**
 * The longest wait for a verdict; the caller's signal may end the wait sooner. The moderator usually answers within a second. An answer
 * costs nothing, so a caller whose work can wait allows more time with each attempt.
 */
const JUDGE_TIMEOUT_MS = 60_000;

interface Options {
  readonly signal?: AbortSignal;
}

/** OpenAI's free moderation (openai.md §7). */
export class OpenAiModerator extends Moderator {
  constructor(
    private readonly calls: OpenAiCalls,
    private readonly model: string,
  ) {
    super();
  }

  override judge(text: string, options: Options = {}): Promise<ModerationVerdict> {
    return this.verdictOn(text, options);
  }

  /**
   * Judges one picture. How many a call takes is not known, so each is asked about by itself (openai.md §7). The picture
   * goes in the request itself: no address of it exists.
   */
  override judgePicture(jpeg: Buffer, options: Options = {}): Promise<ModerationVerdict> {
    const url = `data:image/jpeg;base64,${jpeg.toString('base64')}`;
    return this.verdictOn([{ type: 'image_url', image_url: { url } }], options);
  }

  private async verdictOn(input: ModerationCreateParams['input'], { signal }: Options): Promise<ModerationVerdict> {
    const answer = await this.calls.call(
      { operation: 'moderate', timeoutMs: JUDGE_TIMEOUT_MS, signal },
      (client, options) => client.moderations.create({ model: this.model, input }, options),
    );
    const { flagged: isFlagged, categories: judged } = answer?.results?.[0] ?? {};
    const categories = Object.entries(judged ?? {}).flatMap(([name, found]) => (found ? [name] : []));
    // A partial answer must not count as a harmless verdict. A complete verdict names every category, and a flagged input has at least one
    // of them.
    const isVerdict = typeof isFlagged === 'boolean' && judged !== undefined && 'sexual' in judged;
    if (!isVerdict || (isFlagged && categories.length === 0)) throw new AppError('provider-answer-unreadable');
    return { isFlagged, categories };
  }
}
