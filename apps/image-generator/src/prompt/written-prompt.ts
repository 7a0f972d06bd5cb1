import { Injectable } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import type { Avatar } from '@aisha/database/trainer';
import { Logger } from '@aisha/platform';
import { PromptWriter } from './prompt-writer';
import { IdeaCheck } from './idea-check';

/** The prompt of an order as its row keeps it: the moderator checks the idea, then the prompt writer writes it out. */
@Injectable()
export class WrittenPrompt {
  constructor(
    private readonly ideas: IdeaCheck,
    private readonly prompts: PromptWriter,
    private readonly log: Logger,
  ) {}

  /** Throws `prompt-refused` when it is nothing for a portrait studio. */
  async write(
    order: ImageGeneration,
    avatar: Avatar,
  ): Promise<Pick<ImageGeneration, 'enhancedPrompt' | 'negativePrompt' | 'promptWriter'>> {
    await this.ideas.check(order.prompt);
    const { text, negative, writer } = await this.prompts.write(order, avatar);
    this.log.info('generation.prompt-written', { orderId: order.orderId, writer });
    return { enhancedPrompt: text, negativePrompt: negative, promptWriter: writer };
  }
}
