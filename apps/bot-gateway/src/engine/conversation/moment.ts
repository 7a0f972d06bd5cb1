import { Injectable } from '@nestjs/common';
import { Clock } from '@aisha/platform';
import { StorageWatch } from '@aisha/storage';

/** The facts that a conversation needs besides rows: the time, and whether files can be kept now. */
@Injectable()
export class Moment {
  constructor(
    private readonly clock: Clock,
    private readonly storage: StorageWatch,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  get isStorageAway(): boolean {
    return this.storage.isAway;
  }
}
