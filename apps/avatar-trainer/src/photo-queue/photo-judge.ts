import { Injectable } from '@nestjs/common';
import { AvatarReader, type Avatar } from '@aisha/database/trainer';
import { AppError, isAccepted, MAX_FILE_BYTES, MAX_PHOTOS, OPEN_FOR_PHOTOS, type PhotoFinding } from '@aisha/domain';
import {
  avatarPhotoKey,
  fromReference,
  incomingPhotosPrefix,
  ObjectStore,
  toReference,
  type StoredObject,
} from '@aisha/storage';
import { PhotoCheck, type CheckedPhoto } from '../photo-check/photo-check';
import { judgedFor } from '../photo-check/rules';
import type { TakenPhoto } from './waiting-photo.store';

const NOTHING_THERE: Omit<CheckedPhoto, 'findings'> = { analysis: null, measurements: {}, sha256: '', jpeg: null };

/** Reads the file of a photo as it arrived, has the photo checked, and keeps the checked file. */
@Injectable()
export class PhotoJudge {
  constructor(
    private readonly reader: AvatarReader,
    private readonly photoCheck: PhotoCheck,
    private readonly storage: ObjectStore,
  ) {}

  /**
   * Checks a photo. Stores the kept file before the row is written, so that a row never names a missing file. Throws if the check must be
   * repeated, for example because the storage is down.
   */
  async judge(photo: TakenPhoto, isLastAttempt: boolean): Promise<CheckedPhoto> {
    const avatar = await this.openAvatar(photo, isLastAttempt);
    const checked =
      typeof avatar === 'string' ? { ...NOTHING_THERE, findings: [avatar] } : await this.look(photo, avatar);
    if (checked.jpeg) await this.storage.put(targetOf(photo), checked.jpeg, { contentType: 'image/jpeg' });
    return checked;
  }

  /**
   * Removes the file as it arrived. If the set refused the photo, also removes the kept file, which this run or an earlier one may have
   * stored.
   */
  async tidyUp(photo: TakenPhoto, findings: readonly PhotoFinding[]): Promise<void> {
    if (!isAccepted(findings)) await this.storage.remove([targetOf(photo)]);
    const incoming = whereItLies(photo);
    if (incoming) await this.storage.remove([incoming]);
  }

  /**
   * The photo's avatar, or the reason why its set refuses any photo. This is decided before the photo is decoded, because the decoding may
   * take a core for a second. The set decides again at the end.
   */
  private async openAvatar(
    { userId, avatarId }: TakenPhoto,
    isLastAttempt: boolean,
  ): Promise<Avatar | 'set-is-closed' | 'set-is-full'> {
    const avatar = await this.reader.find(userId, avatarId);
    // If the avatar is missing, its create-avatar message may still be on its way, so the check is repeated. For another person's avatar no
    // message will come, so the last attempt refuses the photo.
    const mayCome = !avatar && !isLastAttempt && !(await this.reader.isDeleted(userId, avatarId));
    if (mayCome) throw new AppError('unexpected', { facts: { reason: 'no such avatar yet' } });
    if (!avatar || !OPEN_FOR_PHOTOS.includes(avatar.status)) return 'set-is-closed';
    return (await this.reader.countPhotos(avatarId)) >= MAX_PHOTOS ? 'set-is-full' : avatar;
  }

  private async look(photo: TakenPhoto, avatar: Avatar): Promise<CheckedPhoto> {
    const incoming = whereItLies(photo);
    if (incoming === null) return { ...NOTHING_THERE, findings: ['could-not-be-fetched'] };
    try {
      const file = await this.storage.getBuffer(incoming, { maxBytes: MAX_FILE_BYTES });
      return await this.photoCheck.check(file, { avatarId: avatar.id, trainingType: judgedFor(avatar) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'file-too-large') return { ...NOTHING_THERE, findings: ['file-too-large'] };
      if (error.code === 'file-missing') return { ...NOTHING_THERE, findings: ['could-not-be-fetched'] };
      throw error;
    }
  }
}

const targetOf = ({ userId, avatarId, photoId }: TakenPhoto): StoredObject => avatarPhotoKey(userId, avatarId, photoId);

/**
 * Where the file lies. Null if the photo was never fetched, and for a file outside this person's incoming photos, which we may neither read
 * nor remove.
 */
const whereItLies = ({ incoming, userId }: TakenPhoto): StoredObject | null => {
  if (incoming === null) return null;
  return incoming.startsWith(toReference(incomingPhotosPrefix(userId))) ? fromReference(incoming) : null;
};
