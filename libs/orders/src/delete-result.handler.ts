import { Inject, Injectable } from '@nestjs/common';
import type { DeleteResult } from '@aisha/contracts';
import { Database } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { ObjectStore } from '@aisha/storage';
import { ORDERS, type Orders } from './orders';

/** "Forget this result." Removes the files first, so that no row forgets a file that still exists. */
@Injectable()
export class DeleteResultHandler implements JobHandler<DeleteResult> {
  constructor(
    @Inject(ORDERS) private readonly orders: Pick<Orders, 'of'>,
    private readonly database: Database,
    private readonly objects: ObjectStore,
  ) {}

  readonly handle = async ({ kind, part, ...order }: DeleteResult, context: JobContext): Promise<void> => {
    const { work } = this.orders.of(kind);
    const found = await (part === undefined
      ? work.filesOf(this.database, order)
      : work.filesOfPart(this.database, order, part));
    if (!found) return;
    await this.objects.remove(found.files);
    for (const prefix of found.prefixes ?? []) await this.objects.removePrefix(prefix);
    await context.once((tx) => found.forget(tx));
  };
}
