import { Injectable } from '@nestjs/common';
import type { CheckPhoto } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import { AvatarReader } from '@aisha/database/trainer';
import { AppError, isAccepted, MAX_FILE_BYTES, MAX_PHOTOS, type AvatarId, type PhotoFinding } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import {
  avatarPhotoKey,
  fromReference,
  incomingPhotosPrefix,
  ObjectStore,
  toReference,
  type StoredObject,
} from '@aisha/storage';
import { PhotoCheck, type CheckedPhoto } from './photo-check';
import { OPEN_FOR_PHOTOS, PhotoSet } from './photo-set';

const NOTHING_THERE: Omit<CheckedPhoto, 'findings'> = { measurements: {}, sha256: '', jpeg: null };

/** Checks a photo, keeps or refuses it, and always answers: without an answer the bot seems broken. */
@Injectable()
export class CheckPhotoHandler implements JobHandler<CheckPhoto> {
  constructor(
    private readonly reader: AvatarReader,
    private readonly set: PhotoSet,
    private readonly photoCheck: PhotoCheck,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async (data: CheckPhoto, context: JobContext): Promise<void> => {
    const { userId, avatarId, photoId } = data;
    const incoming = whereItLies(data);
    const refusal = await this.refusalUnseen(data, context.isLastAttempt);
    const checked = refusal ? { ...NOTHING_THERE, findings: [refusal] } : await this.look(incoming, data.avatarId);
    const target = avatarPhotoKey(userId, avatarId, photoId);
    // Stores the file before the row, so a row never names a missing file. If the set refuses the photo, the file is removed again.
    if (checked.jpeg) await this.storage.put(target, checked.jpeg, { contentType: 'image/jpeg' });
    const findings = await context.once((tx) => this.set.enter(tx, data, checked));
    if (findings && !isAccepted(findings)) await this.storage.remove([target]); // an earlier run may have stored it
    if (incoming) await this.storage.remove([incoming]);
  };

  /** All attempts of the check failed: tells the person that, too. */
  readonly giveUp = async (data: CheckPhoto, _error: AppError, tx: Transaction): Promise<void> => {
    await this.set.refuse(tx, data, 'could-not-be-fetched');
  };

  /**
   * Why the set refuses a photo regardless of its content. Checked first, because decoding may take a core for a second. The final
   * decision is the set's.
   */
  private async refusalUnseen({ userId, avatarId }: CheckPhoto, isLastAttempt: boolean): Promise<PhotoFinding | null> {
    const avatar = await this.reader.find(userId, avatarId);
    // The create-avatar message may still be on its way; for a deleted avatar, or another person's, none comes.
    if (!avatar && !isLastAttempt) throw new AppError('unexpected', { facts: { reason: 'no such avatar yet' } });
    if (!avatar || !OPEN_FOR_PHOTOS.includes(avatar.status)) return 'set-is-closed';
    return (await this.reader.countPhotos(avatarId)) >= MAX_PHOTOS ? 'set-is-full' : null;
  }

  private async look(incoming: StoredObject | null, avatarId: AvatarId): Promise<CheckedPhoto> {
    if (incoming === null) return { ...NOTHING_THERE, findings: ['could-not-be-fetched'] };
    try {
      return await this.photoCheck.check(
        await this.storage.getBuffer(incoming, { maxBytes: MAX_FILE_BYTES }),
        avatarId,
      );
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'file-too-large') return { ...NOTHING_THERE, findings: ['file-too-large'] };
      if (error.code === 'file-missing') return { ...NOTHING_THERE, findings: ['could-not-be-fetched'] };
      throw error;
    }
  }
}

/** Null if it was never fetched. Refuses a file outside this person's incoming photos: we may neither read nor remove it. */
const whereItLies = ({ incoming, userId }: CheckPhoto): StoredObject | null => {
  if (incoming === null) return null;
  return incoming.startsWith(toReference(incomingPhotosPrefix(userId))) ? fromReference(incoming) : null;
};
