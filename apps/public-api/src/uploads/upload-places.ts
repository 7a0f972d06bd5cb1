import { Injectable } from '@nestjs/common';
import type { UserId } from '@aisha/domain';
import { Problem } from '../http/problem';

/** How many uploads one person may have under way in one process: as many as the chat fetches recordings of a person at once. */
const OF_A_PERSON = 3;
/** How many uploads one process takes at once: each has up to 15 MB of parts in memory. */
const OF_ALL = 8;

/** Bounds the uploads that one process takes at the same time. */
@Injectable()
export class UploadPlaces {
  private readonly taken: UserId[] = [];
  private readonly stopping = new AbortController();

  /** Runs an upload in a place of its own; throws `too-many-uploads` when there is none. The signal ends it when the app stops. */
  async within<T>(userId: UserId, upload: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const own = this.taken.filter((one) => one === userId).length;
    if (own >= OF_A_PERSON || this.taken.length >= OF_ALL || this.stopping.signal.aborted)
      throw new Problem('too-many-uploads', {}, { 'retry-after': '5' });
    this.taken.push(userId);
    try {
      return await upload(this.stopping.signal);
    } finally {
      this.taken.splice(this.taken.indexOf(userId), 1);
    }
  }

  /** Ends all uploads: each is sent again under its name. */
  stop(): void {
    this.stopping.abort();
  }
}
