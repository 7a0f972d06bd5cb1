import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type ErrorCode } from '@aisha/domain';
import type { Edit } from '@aisha/kinds/tables';
import type { SmallCopy } from '@aisha/pictures';
import { Clock, Logger } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import { LanguageModel } from '@aisha/providers/ports';
import { brokenEditRule, type EditRule } from './edit-rules';
import type { MinorVerdict } from '../review/review-answer';
import { PictureCheck } from '../moderation/picture-check';
import { waitedMs } from '../moderation/patience';
import { TextCheck } from '../moderation/text-check';
import { MinorCheck, notLookedAt } from '../review/minor-check';
import { CHANGE_INSTRUCTIONS, changeAnswerForm, type ChangeAnswer } from './change-answer';

/** How long each of the two models may take, in milliseconds, because a person is waiting. */
const PATIENCE_MS = 25_000;

const CODE_OF: Readonly<Record<EditRule | 'indecent', ErrorCode>> = {
  undresses: 'edit-undresses',
  child: 'edit-of-child',
  'other-face': 'edit-of-other-face',
  indecent: 'prompt-refused',
};

/** Has the language model read the sentence of an edit. */
@Injectable()
export class ChangeReader {
  constructor(
    private readonly language: LanguageModel,
    private readonly log: Logger,
  ) {}

  /** The answer about the sentence; null when the model does not answer. Throws `prompt-refused` when it declines. */
  async read(order: Edit): Promise<ChangeAnswer | null> {
    try {
      return await this.language.answer(changeAnswerForm, {
        instructions: CHANGE_INSTRUCTIONS,
        input: JSON.stringify({ text: order.change }),
        onBehalf: onBehalfOf(order, 'edit', 'prompt'),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch (error) {
      const { code } = asAppError(error);
      if (code === 'prompt-refused') throw error;
      this.log.warn('change.model-unavailable', { code });
      return null;
    }
  }
}

/**
 * Decides whether a picture may be changed as a sentence says, as strictly as ideas are judged. The rules, then the moderator and then the
 * language model check the words; the vision model and the checks of drawn pictures check the picture.
 */
@Injectable()
export class ChangeCheck {
  constructor(
    private readonly texts: TextCheck,
    private readonly pictures: PictureCheck,
    private readonly reader: ChangeReader,
    private readonly minors: MinorCheck,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks a sentence and translates it into English. Throws a refusal, or `moderator-unavailable` while there is no verdict. An earlier
   * translation is checked again, but not paid for again.
   */
  async words(order: Edit): Promise<string> {
    const { change, prompt } = order;
    await this.checked(order, change);
    const english = prompt ?? (await this.translated(order));
    if (english !== change) await this.checked(order, english);
    return english;
  }

  /** Checks the picture that is to be changed. Throws a refusal, or an error that may be retried while the picture cannot be checked. */
  async picture(order: Edit, picture: SmallCopy): Promise<void> {
    const [[clearance], minor] = await Promise.all([
      this.pictures.clear(order, [picture]),
      this.minorIn(order, picture),
    ]);
    if (clearance === undefined || clearance === 'withheld' || minor === 'unsafe')
      throw new AppError('picture-not-changed');
    // A photo that the vision model could not look at waits, because it may show a child besides the face whose age was measured.
    if (minor instanceof AppError && order.avatarId === null) throw notLookedAt(minor, 'moderator-unavailable');
    // For an avatar, its person has said how old the face is. For a photo without an avatar nobody has said it, so the edit is refused.
    if (minor === 'safe' && order.avatarId === null) throw new AppError('edit-of-child');
  }

  /** Whether the picture shows somebody who looks under eighteen; the error when the vision model does not answer. */
  minorIn(order: Edit, picture: SmallCopy): Promise<MinorVerdict | AppError> {
    return this.minors.in(order, [picture], { kind: 'edit', patienceMs: PATIENCE_MS });
  }

  /** Counts a result that may not be shown because of a minor. */
  withhold(order: Edit): void {
    this.pictures.withhold(order, 'vision');
  }

  private async translated(order: Edit): Promise<string> {
    const answer = await this.reader.read(order);
    if (!answer) {
      this.texts.checkUnjudged(order.change);
      return order.change;
    }
    if (answer.refusal !== 'none') throw new AppError(CODE_OF[answer.refusal], { facts: { rule: 'model' } });
    if (answer.namesPerson) throw new AppError('prompt-names-person');
    return answer.translation.trim();
  }

  private async checked(order: Edit, text: string): Promise<void> {
    const rule = brokenEditRule(text);
    if (rule) throw new AppError(CODE_OF[rule], { facts: { rule } });
    await this.texts.check(text, waitedMs(order, this.clock.now()));
  }
}
