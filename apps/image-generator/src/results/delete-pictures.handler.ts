import { Injectable } from '@nestjs/common';
import type { DeletePictures } from '@aisha/contracts/image-generator';
import { Database } from '@aisha/database';
import { ImageGeneration, Picture } from '@aisha/database/generator';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { fromReference, ObjectStore } from '@aisha/storage';
import { forgetFiles, picturesKept } from './picture.store';

/** "Forget these pictures": the files go first, so that a row never forgets a file that is still there. */
@Injectable()
export class DeletePicturesHandler implements JobHandler<DeletePictures> {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async ({ orderId, userId }: DeletePictures, context: JobContext): Promise<void> => {
    // Another person's order is not found.
    if (!(await this.database.read.existsBy(ImageGeneration, { orderId, userId }))) return;
    const pictures = await this.database.read.findBy(Picture, picturesKept(orderId));
    await this.storage.remove(pictures.map(({ filePath }) => fromReference(filePath ?? '')));
    await context.once((tx) => forgetFiles(tx, orderId));
  };
}
