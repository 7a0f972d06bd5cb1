import { Injectable } from '@nestjs/common';
import type { UserId } from '@aisha/domain';
import { Problem } from '../http/problem';

/** How many uploads of one person a process accepts at once: as many recordings as the chat fetches for one person at once. */
const OF_A_PERSON = 3;
/** How many uploads a process accepts at once. Each has up to 15 MB in memory. */
const OF_ALL = 8;

/** Limits how many uploads one process accepts at once. */
@Injectable()
export class UploadPlaces {
  private readonly taken: UserId[] = [];
  private readonly stopping = new AbortController();

  /** Runs an upload. Throws `too-many-uploads` when there is no place, or the app stops. The signal is aborted when the app stops. */
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

  /** Ends all uploads. Their senders can send them again under the same names. */
  stop(): void {
    this.stopping.abort();
  }
}
