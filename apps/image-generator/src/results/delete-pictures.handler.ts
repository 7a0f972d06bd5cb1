import { Injectable } from '@nestjs/common';
import type { DeletePictures } from '@aisha/contracts/image-generator';
import { Database } from '@aisha/database';
import { ImageGeneration, Picture, Upscale } from '@aisha/kinds/tables';
import { fromReference, ObjectStore } from '@aisha/storage';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { forgetFiles, picturesKept, upscalesKept } from './picture.store';

/** "Forget these pictures" and their upscales. Removes the files first, so a row never forgets a file that still exists. */
@Injectable()
export class DeletePicturesHandler implements JobHandler<DeletePictures> {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async ({ orderId, userId }: DeletePictures, context: JobContext): Promise<void> => {
    // The query does not find another person's order.
    if (!(await this.database.read.existsBy(ImageGeneration, { orderId, userId }))) return;
    const pictures = await this.database.read.findBy(Picture, picturesKept(orderId));
    const upscales = await this.database.read.findBy(Upscale, upscalesKept(userId, orderId));
    await this.storage.remove([...pictures, ...upscales].map(({ filePath }) => fromReference(filePath ?? '')));
    await context.once((tx) => forgetFiles(tx, orderId, upscales));
  };
}
