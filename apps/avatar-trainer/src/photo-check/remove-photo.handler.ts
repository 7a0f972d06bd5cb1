import { Injectable } from '@nestjs/common';
import type { RemovePhoto } from '@aisha/contracts/avatar-trainer';
import { Database } from '@aisha/database';
import { AvatarPhoto } from '@aisha/database/trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { avatarPhotoKey, ObjectStore } from '@aisha/storage';
import { AvatarStore } from '../avatars/avatar.store';
import { OPEN_FOR_PHOTOS } from './photo-set';
import { PhotoStore } from './photo.store';

/** Removes a photo from a set that is not training: first the row, then the file. */
@Injectable()
export class RemovePhotoHandler implements JobHandler<RemovePhoto> {
  constructor(
    private readonly database: Database,
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async (data: RemovePhoto, context: JobContext): Promise<void> => {
    await context.once(async (tx) => {
      const avatar = await this.avatars.lock(tx, data);
      if (!avatar || !OPEN_FOR_PHOTOS.includes(avatar.status)) return;
      const photo = await this.photos.find(tx, avatar.id, data.photoId);
      if (!photo) return;
      await this.photos.remove(tx, photo);
      await this.avatars.moveByPhotos(tx, avatar, await this.photos.countAccepted(tx, avatar.id));
    });
    // After a crash here the file stays until its avatar is deleted. The row decides, because a kept photo must not lose its file.
    const isKept = await this.database.read.existsBy(AvatarPhoto, { id: data.photoId });
    if (!isKept) await this.storage.remove([avatarPhotoKey(data.userId, data.avatarId, data.photoId)]);
  };
}
