import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@aisha/database';
import { asAppError } from '@aisha/domain';
import {
  backoffMs,
  every,
  InFlight,
  Logger,
  RENEWALS_PER_LEASE,
  tracedWork,
  withWorkFacts,
  type Repeated,
} from '@aisha/platform';
import { DECODER_LIMITS } from '../photo-check/photo-decoder';
import { PhotoJudge } from './photo-judge';
import { figuresOf } from '../photo-check/photo-check';
import { PhotoSet } from '../photo-set/photo-set';
import { WaitingPhotoStore, type TakenPhoto } from './waiting-photo.store';

/**
 * How many photos this process works on at once: one more than it has decoders, of which one is for photos that take much memory, so that
 * another photo is fetched while the decoders are busy.
 */
const AT_ONCE = DECODER_LIMITS.children + 2;
/** How many photos of one person this process works on at once: two less than in all, so that other people's photos find a free place. */
const OF_ONE_PERSON = AT_ONCE - 2;
/** How long the photos of a dead process wait until another process takes them. A living process renews the lease while it checks. */
const LEASE_MS = 10_000;
/** How often the queue polls for retries, and for photos that a dead process left. A new photo does not wait for the next poll. */
const LOOK_EVERY_MS = 10_000;
/**
 * How often a photo is tried. With the pauses, the attempts take over a minute: if the message that creates the avatar was lost, the
 * relay's sweep publishes it again within a minute.
 */
const MAX_ATTEMPTS = 8;
/** How long a stopping process waits for its checks. A check that is cut off then is repeated by the next process. */
const STOP_GRACE_MS = 2_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_AT_MOST_MS = 30_000;

/**
 * The queue of photos that wait for their check. People take turns, so three hundred photos of one person delay another person's photo by
 * only one photo. Each photo is accepted or refused, and always answered, because without an answer the bot seems broken.
 */
@Injectable()
export class PhotoQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;
  private readonly checking: InFlight;

  constructor(
    private readonly database: Database,
    private readonly waiting: WaitingPhotoStore,
    private readonly judge: PhotoJudge,
    private readonly set: PhotoSet,
    private readonly log: Logger,
  ) {
    this.checking = new InFlight('photo.stuck', log, () => this.wake());
  }

  onApplicationBootstrap(): void {
    this.repeated = every(LOOK_EVERY_MS, 'photos.take', this.log, () => this.tick());
    this.repeated.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
    await this.checking.stop(STOP_GRACE_MS);
  }

  wake(): void {
    this.repeated?.wake();
  }

  /** Begins as many checks as there are free places. */
  async tick(): Promise<void> {
    const free = AT_ONCE - this.checking.size;
    if (free <= 0) return;
    for (const photo of await this.waiting.take(free, LEASE_MS, OF_ONE_PERSON)) {
      const { userId, traceId } = photo;
      this.checking.begin({ photoId: photo.photoId }, () =>
        withWorkFacts({ userId, ...(traceId !== null && { traceId }) }, () =>
          tracedWork({ name: 'photo check' }, () => this.work(photo)),
        ),
      );
    }
  }

  /** Resolves when all checks that have begun have ended. */
  settled(): Promise<void> {
    return this.checking.settled();
  }

  private async work(photo: TakenPhoto): Promise<void> {
    // The process of the last attempt has died, too, so the photo is refused.
    if (photo.attempts > MAX_ATTEMPTS) return this.refuse(photo);
    try {
      await this.check(photo);
    } catch (error) {
      const failure = asAppError(error);
      this.log.failed('photo.check-failed', failure, { photoId: photo.photoId, attempt: photo.attempts });
      if (photo.attempts < MAX_ATTEMPTS && failure.mayRetry) {
        const pauseMs = backoffMs(photo.attempts, RETRY_FIRST_MS, RETRY_AT_MOST_MS);
        return this.waiting.retryIn(photo, pauseMs);
      }
      await this.refuse(photo);
    }
  }

  private async refuse(photo: TakenPhoto): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await this.waiting.remove(tx, photo)) await this.set.refuse(tx, photo);
    });
  }

  private async check(photo: TakenPhoto): Promise<void> {
    if (photo.refusal !== null) return this.refuse(photo);
    const renewal = every(LEASE_MS / RENEWALS_PER_LEASE, 'photo.lease', this.log, () =>
      this.waiting.renew(photo, LEASE_MS),
    );
    const checked = await this.judge.judge(photo, photo.attempts >= MAX_ATTEMPTS).finally(() => renewal.stop());
    const verdict = await this.database.transaction(async (tx) =>
      (await this.waiting.remove(tx, photo)) ? this.set.enter(tx, photo, checked) : undefined,
    );
    // Another process has taken the photo and may not have read its file yet: that process removes the file.
    if (!verdict) return;
    this.log.info('photo.checked', { photoId: photo.photoId, ...figuresOf(checked), ...verdict });
    await this.judge.tidyUp(photo, verdict.findings);
  }
}
