import { Injectable } from '@nestjs/common';
import { AppError, asAppError } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { Moderator } from '@aisha/providers/openai';

/**
 * The pictures show real, recognisable people, so we never draw nudity, sexual scenes, torn bodies or self-harm. Not in the list:
 * `violence`, because a knight in battle is violent too; and `harassment`, `hate` and `illicit`, because they judge speech and
 * misread a short scene. The language model judges those, because it reads the whole idea.
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

/** Decides whether a portrait studio may draw an idea. It runs first, so that no other model reads a forbidden idea. */
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
