import { Injectable } from '@nestjs/common';
import { Forgetting, Logger } from '@aisha/platform';
import { PromptStore } from './prompt.store';

/**
 * Deletes a person's words within a minute after the avatar is deleted or the consent withdrawn, or after the end of
 * the last order about it.
 */
@Injectable()
export class ForgetPrompts extends Forgetting {
  constructor(
    private readonly prompts: PromptStore,
    log: Logger,
  ) {
    super('prompts.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    await this.prompts.forgetDeleted(lookBackDays);
  }
}
