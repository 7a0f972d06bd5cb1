import { Injectable } from '@nestjs/common';
import type { ChooseMainPhoto } from '@aisha/contracts/avatar-trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { AvatarStore } from '../avatars/avatar.store';
import { PhotoStore } from './photo.store';

@Injectable()
export class ChooseMainPhotoHandler implements JobHandler<ChooseMainPhoto> {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
  ) {}

  readonly handle = async (data: ChooseMainPhoto, context: JobContext): Promise<void> => {
    await context.once(async (tx) => {
      const avatar = await this.avatars.lock(tx, data);
      const photo = avatar && (await this.photos.find(tx, avatar.id, data.photoId));
      if (photo?.accepted) await this.photos.makeMain(tx, photo);
    });
  };
}
