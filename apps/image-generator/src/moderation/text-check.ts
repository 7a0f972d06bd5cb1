import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type ErrorCode } from '@aisha/domain';
import { Moderator } from '@aisha/providers/ports';
import { namesSomebody } from './named-people';
import { patienceMs } from './patience';
import { isReadByRules } from './read-languages';
import { brokenRule, type DrawnFor, type WordRule } from './word-rules';

/**
 * The categories that we refuse: the pictures show real, recognisable people, so we never draw nudity, sexual scenes, torn bodies or
 * self-harm. `violence` is not in the list, because a knight in battle is violent too. `harassment`, `hate` and `illicit` are not, because
 * these categories judge speech and misread a short scene; the language model judges such ideas, because it reads the whole idea.
 */
export const REFUSED_CATEGORIES = [
  'sexual',
  'sexual/minors',
  'violence/graphic',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
] as const;
const REFUSED: ReadonlySet<string> = new Set(REFUSED_CATEGORIES);

/** Whether the studio refuses to draw or show this category. */
export const isRefused = (category: string): boolean => REFUSED.has(category);

const CODE_OF: Readonly<Record<WordRule, ErrorCode>> = {
  sexual: 'prompt-refused',
  children: 'prompt-refused',
  harm: 'prompt-refused',
  hate: 'prompt-shows-hate',
  document: 'prompt-asks-document',
  news: 'prompt-fakes-news',
  riddle: 'prompt-is-riddle',
  'named-person': 'prompt-names-person',
};

/** Whether a code means that the text may not be drawn. */
export const isRefusal = (code: ErrorCode): boolean => Object.values(CODE_OF).includes(code);

/** Decides whether a portrait studio may draw a text. The rules come first: no model reads what they refuse. */
@Injectable()
export class TextCheck {
  /** How long the first request to the moderator may take, in milliseconds; undefined means the limit of patience.ts. */
  protected readonly firstPatienceMs: number | undefined;

  constructor(private readonly moderator: Moderator) {}

  /**
   * Checks a text. Throws a refusal, or `moderator-unavailable` when the moderator gives no verdict: an unmoderated text never passes.
   * `waitedMs` is how long the text has already waited for a verdict.
   */
  async check(text: string, waitedMs = 0, drawnFor?: DrawnFor): Promise<void> {
    const rule = brokenRule(text, drawnFor);
    if (rule) throw new AppError(CODE_OF[rule], { facts: { rule } });
    const refused = (await this.categoriesOf(text, waitedMs)).filter(isRefused);
    if (refused.length > 0) throw new AppError('prompt-refused', { facts: { categories: refused.join(' ') } });
  }

  /**
   * Checks an idea that no language model could judge. Throws `prompt-names-person` for a full name. Throws `moderator-unavailable` for a
   * language that the rules do not read, so that the order waits for the language model.
   */
  checkUnjudged(text: string): void {
    if (namesSomebody(text)) throw new AppError('prompt-names-person', { facts: { rule: 'unjudged-name' } });
    if (!isReadByRules(text)) throw new AppError('moderator-unavailable', { facts: { reason: 'language-not-read' } });
  }

  private async categoriesOf(text: string, waitedMs: number): Promise<readonly string[]> {
    try {
      const signal = AbortSignal.timeout(patienceMs(waitedMs, this.firstPatienceMs));
      return (await this.moderator.judge(text, { signal })).categories;
    } catch (error) {
      const { code, facts } = asAppError(error);
      throw new AppError('moderator-unavailable', { facts: { ...facts, reason: code } });
    }
  }
}
