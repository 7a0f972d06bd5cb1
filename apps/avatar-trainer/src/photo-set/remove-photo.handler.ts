import { Injectable } from '@nestjs/common';
import type { RemovePhoto } from '@aisha/contracts/avatar-trainer';
import { Database } from '@aisha/database';
import { AvatarPhoto } from '@aisha/database/trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { avatarPhotoKey, ObjectStore } from '@aisha/storage';
import { PhotoSet } from './photo-set';

/** Removes a photo from a set that is open for photos: first the row, then the file. */
@Injectable()
export class RemovePhotoHandler implements JobHandler<RemovePhoto> {
  constructor(
    private readonly database: Database,
    private readonly set: PhotoSet,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async (data: RemovePhoto, context: JobContext): Promise<void> => {
    await context.once((tx) => this.set.remove(tx, data));
    // After a crash before this line the file stays until its avatar is deleted. The file is removed only if the photo has no row any more,
    // because a photo that stays must not lose its file.
    const isKept = await this.database.read.existsBy(AvatarPhoto, { id: data.photoId });
    if (!isKept) await this.storage.remove([avatarPhotoKey(data.userId, data.avatarId, data.photoId)]);
  };
}
