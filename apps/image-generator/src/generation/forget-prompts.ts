import { Injectable } from '@nestjs/common';
import { Forgetting, Logger } from '@aisha/platform';
import { PromptStore } from './prompt.store';

/** The words of a person go within a minute after the avatar or the consent, or after the end of the last order about it. */
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
