import { Injectable } from '@nestjs/common';
import { Forgetting, Logger } from '@aisha/platform';
import { QuestionStore } from './question.store';

/** Removes questions and answers within a minute after their person withdraws the consent. */
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
