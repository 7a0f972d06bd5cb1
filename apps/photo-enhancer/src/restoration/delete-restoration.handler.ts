import { Injectable } from '@nestjs/common';
import type { DeleteRestoration } from '@aisha/contracts/photo-enhancer';
import { Database } from '@aisha/database';
import { Enhancement } from '@aisha/kinds/tables';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { forgetRestoration } from './restoration.store';
import { ResultFiles } from './result-files';

/** "Forget this photo." Removes the files first, so a row never forgets a file that still exists. */
@Injectable()
export class DeleteRestorationHandler implements JobHandler<DeleteRestoration> {
  constructor(
    private readonly database: Database,
    private readonly results: ResultFiles,
  ) {}

  readonly handle = async ({ userId, orderId }: DeleteRestoration, context: JobContext): Promise<void> => {
    // The query does not find another person's photo, nor an order that still works.
    const found = await this.database.read.findOneBy(Enhancement, { userId, orderId, state: 'succeeded' });
    if (!found) return;
    await this.results.forget(found);
    await context.once((tx) => forgetRestoration(tx, userId, orderId));
  };
}
