import { Injectable } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import type { Avatar } from '@aisha/database/trainer';
import { Logger } from '@aisha/platform';
import { PromptWriter } from './prompt-writer';
import { IdeaCheck } from './idea-check';

/** The prompt in an order's row: first the moderator checks the idea, then the prompt writer writes the prompt. */
@Injectable()
export class WrittenPrompt {
  constructor(
    private readonly ideas: IdeaCheck,
    private readonly prompts: PromptWriter,
    private readonly log: Logger,
  ) {}

  /** Throws `prompt-refused` if a portrait studio may not draw it. Free of charge. */
  check({ prompt }: ImageGeneration): Promise<void> {
    return this.ideas.check(prompt);
  }

  /** Writes the prompt of a checked idea. */
  async write(
    order: ImageGeneration,
    avatar: Avatar,
  ): Promise<Pick<ImageGeneration, 'enhancedPrompt' | 'negativePrompt' | 'promptWriter'>> {
    const { text, negative, writer } = await this.prompts.write(order, avatar);
    this.log.info('generation.prompt-written', { orderId: order.orderId, writer });
    return { enhancedPrompt: text, negativePrompt: negative, promptWriter: writer };
  }
}
