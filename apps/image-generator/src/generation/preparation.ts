import { Injectable } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import { asAppError } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { PromptWriter } from '../prompt/prompt-writer';
import { WishCheck } from '../prompt/wish-check';
import { AvatarModels } from './avatar-models';
import { OpenGenerations } from './open-generations';

/** Before what failed is tried again. */
const PAUSE_MS = 5_000;

/** Makes a queued order ready: looks at what is wished for, writes its prompt, and sees to it that the avatar's model can be fetched. */
@Injectable()
export class Preparation {
  constructor(
    private readonly open: OpenGenerations,
    private readonly models: AvatarModels,
    private readonly wishes: WishCheck,
    private readonly prompts: PromptWriter,
    private readonly log: Logger,
  ) {}

  /** What goes wrong ends the order or is tried again later. */
  async prepare(generation: ImageGeneration): Promise<void> {
    const { orderId } = generation;
    try {
      const avatar = await this.models.find(generation);
      // Kept at once: when the rest fails, the language model is not paid twice.
      if (generation.enhancedPrompt === null) {
        await this.wishes.check(generation.prompt);
        const { text, negative, writer } = await this.prompts.write(generation, avatar);
        const prompt = { enhancedPrompt: text, negativePrompt: negative, promptWriter: writer };
        await this.open.changeUnmoved(generation, (tx, current) => this.open.update(tx, current, prompt));
        this.log.info('generation.prompt-written', { orderId, writer });
      }
      const ready = { ...(await this.models.ready(avatar)), nextLookAt: null };
      await this.open.changeUnmoved(generation, (tx, current) => this.open.update(tx, current, ready));
    } catch (error) {
      const failure = asAppError(error);
      this.log.failed('generation.not-prepared', failure, { orderId });
      await this.open.postpone(generation, failure, PAUSE_MS);
    }
  }
}
