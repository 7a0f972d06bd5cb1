import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type ErrorCode } from '@aisha/domain';
import { Moderator } from '@aisha/providers/ports';
import { piecesOfText } from '../speech/sentences';

/**
 * The categories that are not read aloud, not answered and not followed as a template. Left out are `violence` and
 * `violence/graphic`, because novels contain them, and `hate`, `harassment` and `self-harm`, because news items and
 * letters mention them. Threats, instructions and sexual content are included, because a voice or an answer makes them
 * a message.
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

/** The moderator usually answers within one second. */
const PATIENCE_MS = 10_000;
/** The most characters of one question to the moderator. */
const AT_ONCE_CHARACTERS = 5_000;

/** Whether a text that a person sent may be worked on; asked before anything is spent. */
export class TextCheck {
  constructor(
    private readonly moderator: Moderator,
    private readonly refusal: ErrorCode,
  ) {}

  /** Throws the refusal, and `moderator-unavailable` when there is no verdict: an unmoderated text goes nowhere. */
  async check(text: string, signal: AbortSignal): Promise<void> {
    // The text is divided between sentences, because half a threat is none.
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
