import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { PromptStore } from './prompt.store';

const FORGET_EVERY_MS = 60_000;

/** What a person wrote about an avatar goes within a minute after the avatar, or after the end of its last order. */
@Injectable()
export class ForgetPrompts extends Periodic {
  constructor(
    private readonly prompts: PromptStore,
    log: Logger,
  ) {
    super('prompts.forget', FORGET_EVERY_MS, log);
  }

  run(): Promise<void> {
    return this.prompts.forgetDeleted();
  }
}
