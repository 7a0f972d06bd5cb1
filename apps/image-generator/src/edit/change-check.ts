import { Injectable } from '@nestjs/common';
import { AppError, asAppError, type ErrorCode } from '@aisha/domain';
import type { Edit } from '@aisha/kinds/tables';
import type { SmallCopy } from '@aisha/pictures';
import { Clock, Logger } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import { LanguageModel, VisionModel } from '@aisha/providers/ports';
import { brokenEditRule, type EditRule } from './edit-rules';
import type { MinorVerdict } from '../review/review-answer';
import { PictureCheck } from '../moderation/picture-check';
import { waitedMs } from '../moderation/patience';
import { TextCheck } from '../moderation/text-check';
import {
  CHANGE_INSTRUCTIONS,
  changeAnswerForm,
  SHOWN_INSTRUCTIONS,
  shownForm,
  type ChangeAnswer,
} from './change-answer';

/** How long each of the two models may take, in milliseconds, because a person is waiting. */
const PATIENCE_MS = 25_000;
/** The side of the copy that the vision model sees, in pixels. */
const LOOKED_AT = 512;

const CODE_OF: Readonly<Record<EditRule | 'indecent', ErrorCode>> = {
  undresses: 'edit-undresses',
  child: 'edit-of-child',
  'other-face': 'edit-of-other-face',
  indecent: 'prompt-refused',
};

/** Asks the language model about a sentence, and the vision model about a picture. Without an answer of a model the result is null. */
@Injectable()
export class ChangeModels {
  constructor(
    private readonly language: LanguageModel,
    private readonly vision: VisionModel,
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

  /** Whether the picture shows somebody who looks under eighteen; `unsafe` when the model declines, null when it does not answer. */
  async minorIn(order: Edit, jpeg: Buffer): Promise<MinorVerdict | null> {
    try {
      const [shown] = await this.vision.look(shownForm, {
        instructions: SHOWN_INSTRUCTIONS,
        jpegs: [jpeg],
        detail: 'low',
        onBehalf: onBehalfOf(order, 'edit', 'review'),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return shown?.minor ?? null;
    } catch (error) {
      const { code } = asAppError(error);
      if (code === 'prompt-refused') return 'unsafe';
      this.log.warn('picture.not-looked-at', { code, orderId: order.orderId });
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
    private readonly models: ChangeModels,
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
      this.models.minorIn(order, await picture.jpeg(LOOKED_AT)),
    ]);
    if (clearance === undefined || clearance === 'withheld' || minor === 'unsafe')
      throw new AppError('picture-not-changed');
    // A photo that the vision model could not look at waits, because it may show a child besides the face whose age was measured.
    if (minor === null && order.avatarId === null) throw new AppError('moderator-unavailable');
    // For an avatar, its person has said how old the face is. For a photo without an avatar nobody has said it, so the edit is refused.
    if (minor === 'safe' && order.avatarId === null) throw new AppError('edit-of-child');
  }

  /** Whether the picture shows somebody who looks under eighteen; null when the vision model does not answer. */
  async minorIn(order: Edit, picture: SmallCopy): Promise<MinorVerdict | null> {
    return this.models.minorIn(order, await picture.jpeg(LOOKED_AT));
  }

  private async translated(order: Edit): Promise<string> {
    const answer = await this.models.read(order);
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
