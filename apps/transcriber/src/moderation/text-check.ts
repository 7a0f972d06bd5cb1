import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type ErrorCode } from '@aisha/domain';
import { Moderator } from '@aisha/providers/ports';
import { piecesOfText } from '../texts/text-pieces';

/**
 * The categories of texts that we do not read aloud, answer, or follow as a template. `violence` and `violence/graphic` are not in the list,
 * because novels contain them. `hate`, `harassment` and `self-harm` are not in the list, because news items and letters mention them.
 * Threats, instructions and sexual content are in the list, because a voice or an answer makes them a message.
 */
const REFUSED: ReadonlySet<string> = new Set([
  'sexual',
  'sexual/minors',
  'hate/threatening',
  'harassment/threatening',
  'self-harm/intent',
  'self-harm/instructions',
  'illicit/violent',
]);

/** How long the moderator may take; it usually answers within one second. */
const PATIENCE_MS = 10_000;
/** The most characters that the moderator reads at once. */
const AT_ONCE_CHARACTERS = 5_000;

/** Checks whether a text that a person sent may be worked on, before it costs anything. */
export class TextCheck {
  constructor(
    private readonly moderator: Moderator,
    private readonly refusal: ErrorCode,
  ) {}

  /**
   * Checks a text. Throws the refusal for a forbidden text, and `moderator-unavailable` when there is no verdict: no text is used without a
   * verdict.
   */
  async check(text: string, signal: AbortSignal): Promise<void> {
    // The text is cut between sentences, because the moderator would not recognise half a threat.
    for (const part of piecesOfText(text, AT_ONCE_CHARACTERS)) {
      const categories = await this.categoriesOf(part, signal);
      const refused = categories.filter((category) => REFUSED.has(category));
      if (refused.length > 0) throw new AppError(this.refusal, { facts: { categories: refused.join(' ') } });
    }
  }

  private async categoriesOf(text: string, signal: AbortSignal): Promise<readonly string[]> {
    try {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      return (await this.moderator.judge(text, { signal: patience })).categories;
    } catch (error) {
      const { code, facts } = asAppError(error);
      throw new AppError('moderator-unavailable', { facts: { ...facts, reason: code } });
    }
  }
}

/** The check of texts to be read aloud. */
@Injectable()
export class SpeechCheck extends TextCheck {
  constructor(moderator: Moderator) {
    super(moderator, 'speech-refused');
  }
}

/** The check of a person's template for documents. */
@Injectable()
export class DocumentCheck extends TextCheck {
  constructor(moderator: Moderator) {
    super(moderator, 'text-refused');
  }
}

@Injectable()
export class QuestionCheck extends TextCheck {
  constructor(moderator: Moderator) {
    super(moderator, 'question-refused');
  }
}
