import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '@aisha/database';
import { AvatarReader } from '@aisha/database/trainer';
import { AppError, asAppError, isAccepted, MAX_FILE_BYTES, MAX_PHOTOS, type PhotoFinding } from '@aisha/domain';
import { every, InFlight, Logger, withWorkFacts, type Repeated } from '@aisha/platform';
import {
  avatarPhotoKey,
  fromReference,
  incomingPhotosPrefix,
  ObjectStore,
  toReference,
  type StoredObject,
} from '@aisha/storage';
import { PhotoCheck, type CheckedPhoto } from './photo-check';
import { DECODER_LIMITS } from './photo-decoder';
import { OPEN_FOR_PHOTOS, PhotoSet } from './photo-set';
import { WaitingPhotoStore, type TakenPhoto } from './waiting-photo.store';

/** A photo is fetched while the decoders are busy with others. */
const AT_ONCE = DECODER_LIMITS.children + 1;
/** Longer than fetching and decoding may take. */
const LEASE_MS = 120_000;
/** For photos that a dead process left and for retries; a new photo wakes the queue. */
const LOOK_EVERY_MS = 5_000;
/** Over a minute in all: if the queue lost the avatar's message, the sweep publishes it again within one. */
const MAX_ATTEMPTS = 8;
const RETRY_FIRST_MS = 1_000;
const RETRY_AT_MOST_MS = 30_000;

const NOTHING_THERE: Omit<CheckedPhoto, 'findings'> = { measurements: {}, sha256: '', jpeg: null };

/**
 * Photos that wait for their check, taken in rounds by person: three hundred of one person delay another's by one photo, not by three
 * hundred. Each is kept or refused, and always answered: without an answer the bot seems broken.
 */
@Injectable()
export class PhotoQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;
  private readonly checking: InFlight;

  constructor(
    private readonly database: Database,
    private readonly waiting: WaitingPhotoStore,
    private readonly reader: AvatarReader,
    private readonly set: PhotoSet,
    private readonly photoCheck: PhotoCheck,
    private readonly storage: ObjectStore,
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
    await this.checking.stop();
  }

  wake(): void {
    this.repeated?.wake();
  }

  /** Begins as many checks as there is room for. */
  async tick(): Promise<void> {
    const free = AT_ONCE - this.checking.size;
    if (free <= 0) return;
    for (const photo of await this.waiting.take(free, LEASE_MS)) {
      const { userId, traceId } = photo;
      this.checking.begin({ photoId: photo.photoId }, () =>
        withWorkFacts({ userId, ...(traceId !== null && { traceId }) }, () => this.judge(photo)),
      );
    }
  }

  /** Resolves when all checks begun so far have ended. */
  settled(): Promise<void> {
    return this.checking.settled();
  }

  private async judge(photo: TakenPhoto): Promise<void> {
    try {
      await this.check(photo);
    } catch (error) {
      const failure = asAppError(error);
      this.log.failed('photo.check-failed', failure, { photoId: photo.photoId, attempt: photo.attempts });
      if (photo.attempts < MAX_ATTEMPTS && failure.mayRetry) {
        const pauseMs = Math.min(RETRY_FIRST_MS * 2 ** (photo.attempts - 1), RETRY_AT_MOST_MS);
        return this.waiting.retryIn(photo, pauseMs);
      }
      await this.database.transaction(async (tx) => {
        if (await this.waiting.remove(tx, photo)) await this.set.refuse(tx, photo, 'could-not-be-fetched');
      });
    }
  }

  private async check(photo: TakenPhoto): Promise<void> {
    const { userId, avatarId, photoId } = photo;
    const incoming = whereItLies(photo);
    const refusal = await this.refusalUnseen(photo);
    const checked = refusal ? { ...NOTHING_THERE, findings: [refusal] } : await this.look(photo, incoming);
    const target = avatarPhotoKey(userId, avatarId, photoId);
    // Stores the file before the row, so a row never names a missing file. If the set refuses the photo, the file is removed again.
    if (checked.jpeg) await this.storage.put(target, checked.jpeg, { contentType: 'image/jpeg' });
    const findings = await this.database.transaction(async (tx) =>
      (await this.waiting.remove(tx, photo)) ? this.set.enter(tx, photo, checked) : undefined,
    );
    if (findings && !isAccepted(findings)) await this.storage.remove([target]); // an earlier run may have stored it
    if (incoming) await this.storage.remove([incoming]);
  }

  /**
   * Why the set refuses a photo regardless of its content. Checked first, because decoding may take a core for a second. The final
   * decision is the set's.
   */
  private async refusalUnseen({ userId, avatarId, attempts }: TakenPhoto): Promise<PhotoFinding | null> {
    const avatar = await this.reader.find(userId, avatarId);
    // The create-avatar message may still be on its way; for a deleted avatar, or another person's, none comes.
    if (!avatar && attempts < MAX_ATTEMPTS)
      throw new AppError('unexpected', { facts: { reason: 'no such avatar yet' } });
    if (!avatar || !OPEN_FOR_PHOTOS.includes(avatar.status)) return 'set-is-closed';
    return (await this.reader.countPhotos(avatarId)) >= MAX_PHOTOS ? 'set-is-full' : null;
  }

  private async look({ avatarId }: TakenPhoto, incoming: StoredObject | null): Promise<CheckedPhoto> {
    if (incoming === null) return { ...NOTHING_THERE, findings: ['could-not-be-fetched'] };
    try {
      const file = await this.storage.getBuffer(incoming, { maxBytes: MAX_FILE_BYTES });
      return await this.photoCheck.check(file, avatarId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'file-too-large') return { ...NOTHING_THERE, findings: ['file-too-large'] };
      if (error.code === 'file-missing') return { ...NOTHING_THERE, findings: ['could-not-be-fetched'] };
      throw error;
    }
  }
}

/** Null if it was never fetched. Refuses a file outside this person's incoming photos: we may neither read nor remove it. */
const whereItLies = ({ incoming, userId }: TakenPhoto): StoredObject | null => {
  if (incoming === null) return null;
  return incoming.startsWith(toReference(incomingPhotosPrefix(userId))) ? fromReference(incoming) : null;
};
