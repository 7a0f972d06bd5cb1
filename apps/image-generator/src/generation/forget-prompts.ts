import { Injectable } from '@nestjs/common';
import { Forgetting, Logger } from '@aisha/platform';
import { PromptStore } from './prompt.store';

/**
 * Deletes a person's words within a minute after the person deletes the avatar or withdraws the consent. Words of an order under way are
 * deleted within a minute after it ends.
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
