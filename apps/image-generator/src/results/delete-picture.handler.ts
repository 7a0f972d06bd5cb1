import { Injectable } from '@nestjs/common';
import type { DeletePicture } from '@aisha/contracts/image-generator';
import { Database } from '@aisha/database';
import { GalleryReader, Upscale } from '@aisha/kinds/tables';
import { fromReference, ObjectStore } from '@aisha/storage';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { forgetPicture, upscalesKeptOf } from './picture.store';

/** "Forget this picture" and its upscales. Removes the files first, so a row never forgets a file that still exists. */
@Injectable()
export class DeletePictureHandler implements JobHandler<DeletePicture> {
  constructor(
    private readonly database: Database,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async ({ userId, pictureId }: DeletePicture, context: JobContext): Promise<void> => {
    // The query does not find another person's picture.
    const found = await new GalleryReader(this.database).find(userId, pictureId);
    if (!found) return;
    const upscales = await this.database.read.findBy(Upscale, upscalesKeptOf(userId, pictureId));
    const files = [found.picture, ...upscales].map(({ filePath }) => fromReference(filePath ?? ''));
    await this.storage.remove(files);
    await context.once((tx) => forgetPicture(tx, found.picture, upscales));
  };
}
