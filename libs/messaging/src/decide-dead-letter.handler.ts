import type { DecideDeadLetter, DEAD_LETTER_JOBS } from '@aisha/contracts';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import { parseId, type UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { DeadLetters, type LetterFacts } from './dead-letters';
import type { Handlers, JobContext, JobHandler } from './job-handler';

/** Retries or drops a message that was given up, as an operator has decided: once per act, with its audit row. */
@Injectable()
export class DecideDeadLetterHandler implements JobHandler<DecideDeadLetter> {
  constructor(
    private readonly letters: DeadLetters,
    private readonly acts: OperatorActs,
  ) {}

  readonly handle = async (asked: DecideDeadLetter, context: JobContext): Promise<void> => {
    const { messageId: subject, decision } = asked;
    await context.once(async (tx) => {
      const letter = await this.letters.about(tx, subject);
      const userId = parseId<UserId>(letter?.userId ?? '') ?? null; // so that an erasure clears the reason, too
      const act = { act: `${decision}-dead-letter`, subject, userId } as const;
      return this.acts.record(tx, asked, act, () => this.decide(tx, asked, letter));
    });
  };

  private async decide(
    tx: Transaction,
    { messageId, decision }: DecideDeadLetter,
    letter: LetterFacts | undefined,
  ): Promise<ActOutcome> {
    if (!letter) return { outcome: 'no-such-letter' };
    const { job, code, isRefunding } = letter;
    const details = { job, code };
    if (await this.letters.decide(tx, messageId, decision)) return { outcome: 'done', details };
    return { outcome: isRefunding ? 'letter-is-refunded' : 'decided-before', details };
  }
}

/** The jobs about dead letters, which every app has in its `jobs.ts`. */
export const deadLetterJobs: Handlers<typeof DEAD_LETTER_JOBS> = {
  'decide-dead-letter': { handler: DecideDeadLetterHandler, attempts: 10, timeoutMs: 10_000 },
};
