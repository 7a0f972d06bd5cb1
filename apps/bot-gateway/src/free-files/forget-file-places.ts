import { Injectable } from '@nestjs/common';
import { Logger, Periodic } from '@aisha/platform';
import { PRUNE_EVERY_MS, removeInBatches } from '../engine/retention';
import { FileBudgetStore } from './file-budget.store';

/** Removes the rows of files once they no longer count for a day. */
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
