import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { PRUNE_EVERY_MS, removeInBatches } from '../engine/retention';
import { FileBudgetStore } from './file-budget.store';

/** Forgets which files people let us fetch, once no day counts them. */
@Injectable()
export class ForgetFilePlaces extends Periodic {
  constructor(
    private readonly budget: FileBudgetStore,
    log: Logger,
  ) {
    super('file-places.forget', PRUNE_EVERY_MS, log);
  }

  run(): Promise<void> {
    return removeInBatches(
      (limit) => this.budget.forget(limit),
      () => this.isStopping,
    );
  }
}
