import { Injectable } from '@nestjs/common';
import { Forgetting, Logger } from '@aisha/platform';
import { QuestionStore } from './question.store';

/** Removes questions and answers of people who withdrew their consent, within a minute. */
@Injectable()
export class ForgetQuestions extends Forgetting {
  constructor(
    private readonly store: QuestionStore,
    log: Logger,
  ) {
    super('questions.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    await this.store.forgetWithdrawn(lookBackDays);
  }
}
