import { Injectable } from '@nestjs/common';
import type { DeleteUpscale } from '@aisha/contracts/image-generator';
import { Database } from '@aisha/database';
import { Upscale } from '@aisha/kinds/tables';
import { fileOf, ObjectStore } from '@aisha/storage';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { forgetUpscale } from '../results/picture.store';

/** "Forget this enlarged picture". Removes the file first, so a row never forgets a file that still exists. */
@Injectable()
export class DeleteUpscaleHandler implements JobHandler<DeleteUpscale> {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async ({ orderId, userId }: DeleteUpscale, context: JobContext): Promise<void> => {
    // The query does not find another person's.
    const found = await this.database.read.findOneBy(Upscale, { orderId, userId });
    if (!found?.filePath) return;
    await this.storage.remove([fileOf(userId, found.filePath)]);
    await context.once((tx) => forgetUpscale(tx, orderId));
  };
}
