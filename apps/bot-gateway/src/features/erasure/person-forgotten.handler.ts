import { Injectable } from '@nestjs/common';
import type { PersonForgotten } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { ErasureStore } from './erasure.store';
import { Erasures } from './erasures';

/** Counts an app that has deleted its data about a person, and continues the erasure at once. */
@Injectable()
export class PersonForgottenHandler implements JobHandler<PersonForgotten> {
  constructor(
    private readonly store: ErasureStore,
    private readonly erasures: Erasures,
  ) {}

  readonly handle = async (job: PersonForgotten, context: JobContext): Promise<void> => {
    const { erasureId: id, forgottenBy: by, round, rows, files } = job;
    await context.once((tx) => this.store.answered(tx, { id, by, round, rows, files }));
    await this.erasures.goOn(id);
  };
}
