import { Injectable } from '@nestjs/common';
import type { Avatar } from '@aisha/database/trainer';
import { AppError, asAppError, isDrawnAsChild } from '@aisha/domain';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { Clock, Logger } from '@aisha/platform';
import { waitedMs } from '../moderation/patience';
import { isRefusal, TextCheck } from '../moderation/text-check';
import type { DrawnFor } from '../moderation/word-rules';
import { PromptWriter, type PromptFor } from './prompt-writer';

/** The fields of an order of pictures from which its prompt is written. */
type Asked = Pick<
  ImageGeneration,
  'orderId' | 'userId' | 'deferredSince' | 'prompt' | 'enhancedPrompt' | 'promptWriter'
> & {
  readonly promptInEnglish?: string | null;
};

/** The people whom a picture shows: an avatar, nobody, or several people, for whom texts are judged as if one of them were a child. */
export type Shown = Avatar | null | 'several';

/** Writes the prompt of an order. The idea is checked before the prompt is written, and the prompt before it is sent (decision 26). */
@Injectable()
export class WrittenPrompt {
  constructor(
    private readonly texts: TextCheck,
    private readonly prompts: PromptWriter,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /**
   * Checks the idea, or an existing prompt, such as the one that "similar" draws again. Throws `prompt-refused` and `prompt-names-person`
   * if a portrait studio may not draw it, and `moderator-unavailable` while that is unknown. The check costs nothing.
   */
  check(order: Asked, avatar: Shown): Promise<void> {
    return this.checked(order, avatar, order.enhancedPrompt ?? order.prompt);
  }

  /** Writes the prompt of a checked idea, and checks the prompt, too. Throws as `check` does. */
  async write(
    order: Asked,
    whom: PromptFor,
    avatar: Shown,
  ): Promise<Pick<ImageGeneration, 'enhancedPrompt' | 'negativePrompt' | 'promptWriter' | 'promptStages'>> {
    let written = order.promptInEnglish
      ? this.prompts.ofPhoto(order.promptInEnglish, whom)
      : await this.prompts.write(order, whom);
    if (written.text === '') throw new AppError('prompt-is-riddle'); // the idea is a trigger phrase, or nothing but marks
    if (!written.isJudged) this.texts.checkUnjudged(order.prompt);
    if (written.writer === 'model' && (await this.isRefused(order, avatar, written.text))) {
      // The check refuses what the language model added to the checked idea. The rules write the prompt instead, because they add only
      // fixed words, such as those for light and camera.
      this.log.warn('generation.model-prompt-refused', { orderId: order.orderId });
      written = this.prompts.writeByRules(order, whom);
    }
    if (written.writer !== 'model') await this.checked(order, avatar, written.text);
    const { text, negative, writer, stages } = written;
    this.log.info('generation.prompt-written', { orderId: order.orderId, writer });
    return { enhancedPrompt: text, negativePrompt: negative, promptWriter: writer, promptStages: stages };
  }

  private checked(order: Asked, avatar: Shown, text: string): Promise<void> {
    return this.texts.check(text, waitedMs(order, this.clock.now()), drawnFor(avatar));
  }

  private async isRefused(order: Asked, avatar: Shown, text: string): Promise<boolean> {
    try {
      await this.checked(order, avatar, text);
      return false;
    } catch (error) {
      if (isRefusal(asAppError(error).code)) return true;
      throw error;
    }
  }
}

const drawnFor = (avatar: Shown): DrawnFor => ({
  isDrawnAsChild: avatar === 'several' || (avatar !== null && isDrawnAsChild(avatar)),
  areSeveral: avatar === 'several',
});
