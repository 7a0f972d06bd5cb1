import { Injectable } from '@nestjs/common';
import { AvatarReader, type Avatar } from '@aisha/database/trainer';
import { AppError } from '@aisha/domain';
import { RemoteQueue } from '@aisha/providers/ports';
import { fileOf, ObjectStore } from '@aisha/storage';

/**
 * How long the provider keeps the photo. It fetches the photo once, at the beginning, and each submission uploads the photo again, so we
 * keep no address.
 */
const KEEP_SECONDS = 60 * 60;
/** The largest photo that is read, in bytes: a checked photo is a JPEG of 12 megapixels at most. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Uploads the photo from which an avatar without a model is drawn. Its address is enough to fetch the face, so we never log or store one.
 */
@Injectable()
export class ReferencePhotos {
  constructor(
    private readonly avatars: AvatarReader,
    private readonly queue: RemoteQueue,
    private readonly storage: ObjectStore,
  ) {}

  /** Resolves to an address that the provider can fetch. Throws `avatar-not-ready` if the person has removed the last photo. */
  async upload({ id, userId }: Pick<Avatar, 'id' | 'userId'>): Promise<string> {
    const file = (await this.avatars.mainPhoto(userId, id))?.filePath;
    if (!file) throw new AppError('avatar-not-ready');
    const photo = await this.storage.getBuffer(fileOf(userId, file), { maxBytes: MAX_BYTES });
    return this.queue.upload(new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg', KEEP_SECONDS);
  }
}
