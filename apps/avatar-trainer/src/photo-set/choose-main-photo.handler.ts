import { Injectable } from '@nestjs/common';
import type { ChooseMainPhoto } from '@aisha/contracts/avatar-trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PhotoSet } from './photo-set';

@Injectable()
export class ChooseMainPhotoHandler implements JobHandler<ChooseMainPhoto> {
  constructor(private readonly set: PhotoSet) {}

  readonly handle = async (data: ChooseMainPhoto, context: JobContext): Promise<void> => {
    await context.once((tx) => this.set.chooseMain(tx, data));
  };
}
