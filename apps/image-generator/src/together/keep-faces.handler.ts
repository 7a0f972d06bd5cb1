import { Injectable } from '@nestjs/common';
import type { KeepFaces } from '@aisha/contracts/image-generator';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { keepFaces } from './together.store';

/** Records whose faces a picture shows, for the process that waits for this before it delivers the picture. */
@Injectable()
export class KeepFacesHandler implements JobHandler<KeepFaces> {
  readonly handle = async (measured: KeepFaces, context: JobContext): Promise<void> => {
    await context.once((tx) => keepFaces(tx, measured));
  };
}
