import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { PromptStore } from './prompt.store';

const FORGET_EVERY_MS = 60_000;
/** At the start of the app: longer than we may be down. */
const FIRST_LOOK_BACK_DAYS = 30;
/** While it runs: longer than an order goes on after its avatar was deleted. */
const LOOK_BACK_DAYS = 1;

/** What a person wrote goes within a minute after the avatar or the consent, or after the end of the last order about it. */
@Injectable()
export class ForgetPrompts extends Periodic {
  private lookBackDays = FIRST_LOOK_BACK_DAYS;

  constructor(
    private readonly prompts: PromptStore,
    log: Logger,
  ) {
    super('prompts.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    await this.prompts.forgetDeleted(this.lookBackDays);
    this.lookBackDays = LOOK_BACK_DAYS;
  }
}
