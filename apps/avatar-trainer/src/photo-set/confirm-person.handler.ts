import { Injectable } from '@nestjs/common';
import type { ConfirmPerson } from '@aisha/contracts/avatar-trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PhotoSet } from './photo-set';

/** Handles «Это тоже я»: the photo stays, and later verdicts no longer doubt whose face it shows. */
@Injectable()
export class ConfirmPersonHandler implements JobHandler<ConfirmPerson> {
  constructor(private readonly set: PhotoSet) {}

  readonly handle = async (data: ConfirmPerson, context: JobContext): Promise<void> => {
    await context.once((tx) => this.set.confirmPerson(tx, data));
  };
}
