import { Injectable } from '@nestjs/common';
import type { ShowSentPhoto } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { UploadedFileStore } from './uploaded-file.store';

/** Keeps what the trainer has found in a photo that a program sent. */
@Injectable()
export class ShowSentPhotoHandler implements JobHandler<ShowSentPhoto> {
  readonly inOneTransaction = 'synced';
  constructor(private readonly files: UploadedFileStore) {}

  readonly handle = async ({ userId, photoId, photo, refusal }: ShowSentPhoto, context: JobContext): Promise<void> => {
    const found = photo
      ? { refusal: null, width: photo.width, height: photo.height, faces: photo.faces }
      : { refusal: refusal ?? 'unavailable' };
    await context.once((tx) => this.files.check(tx, userId, photoId, 'restoration', found));
  };
}
