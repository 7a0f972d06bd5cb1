import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { QuestionStore } from './question.store';

const FORGET_EVERY_MS = 60_000;
/** At the start of the app: longer than we may be down. */
const FIRST_LOOK_BACK_DAYS = 30;
/** While it runs: longer than a cancelled order goes on after the consent is withdrawn. */
const LOOK_BACK_DAYS = 1;

/** Removes questions and answers of people who withdrew their consent, within a minute. */
@Injectable()
export class ForgetQuestions extends Periodic {
  private lookBackDays = FIRST_LOOK_BACK_DAYS;

  constructor(
    private readonly store: QuestionStore,
    log: Logger,
  ) {
    super('questions.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    await this.store.forgetWithdrawn(this.lookBackDays);
    this.lookBackDays = LOOK_BACK_DAYS;
  }
}
