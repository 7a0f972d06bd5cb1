import { Injectable } from '@nestjs/common';
import { AppError, asAppError } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { Moderator } from '@aisha/providers/openai';

/**
 * The pictures are of real people who look like themselves, so nudity, sexual scenes, torn bodies and people who harm themselves are
 * never drawn. Not here: `violence`, which a knight in battle is too, and `harassment`, `hate` and `illicit`, which are about what is
 * said to others and misread a short scene; of those the language model judges, which reads the whole.
 */
const REFUSED = new Set([
  'sexual',
  'sexual/minors',
  'violence/graphic',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
]);

/** 3 s in all: a person is waiting, and FAL checks each finished picture anyway. */
const PATIENCE_MS = 3_000;

/** Says of an idea whether a portrait studio may draw it. Asked first, so that no other model ever reads what it may not. */
@Injectable()
export class IdeaCheck {
  constructor(
    private readonly moderator: Moderator,
    private readonly log: Logger,
  ) {}

  /** Throws only `prompt-refused`: when the moderator is down or slow, the idea passes. */
  async check(idea: string): Promise<void> {
    const found = await this.categoriesOf(idea);
    const refused = found.filter((category) => REFUSED.has(category));
    if (refused.length > 0) throw new AppError('prompt-refused', { facts: { categories: refused.join(' ') } });
  }

  private async categoriesOf(idea: string): Promise<readonly string[]> {
    try {
      return (await this.moderator.judge(idea, { signal: AbortSignal.timeout(PATIENCE_MS) })).categories;
    } catch (error) {
      this.log.warn('idea.not-moderated', { code: asAppError(error).code });
      return [];
    }
  }
}
