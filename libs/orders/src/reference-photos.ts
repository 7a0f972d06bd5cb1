import { Injectable } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import { AvatarReader, type Avatar } from '@aisha/database/trainer';
import { AppError } from '@aisha/domain';
import { RemoteQueue } from '@aisha/providers/ports';
import { fileOf, ObjectStore } from '@aisha/storage';

/**
 * How long the provider keeps an uploaded photo: it fetches the photo once, at the beginning. Each submission uploads it again, so we keep
 * no address.
 */
const KEEP_SECONDS = 60 * 60;
/**
 * How many photos this process has in memory at once, of all orders: the fourteen of one order, at their largest, would take a quarter of
 * the memory that the generator may use.
 */
const AT_ONCE = 3;
/** The most bytes of a photo that is read: a checked photo is JPEG of 12 megapixels at most. */
const MAX_BYTES = 16 * 1024 * 1024;

type Owned = Pick<Avatar, 'id' | 'userId'>;

/**
 * The photos that an avatar is drawn from: the main one alone, or those that the trainer has ranked, together. An address
 * is enough to fetch the face, so we never log or store one.
 */
@Injectable()
export class ReferencePhotos {
  private readonly gate = new Semaphore(AT_ONCE);

  constructor(
    private readonly avatars: AvatarReader,
    private readonly queue: RemoteQueue,
    private readonly storage: ObjectStore,
  ) {}

  /** How many photos the avatar can be drawn from together. */
  async count({ id, userId }: Owned): Promise<number> {
    return (await this.avatars.references(userId, id)).length;
  }

  /** Resolves to an address that the provider can fetch. Throws `avatar-not-ready` if the person has removed the last photo. */
  async uploadMain({ id, userId }: Owned): Promise<string> {
    const file = (await this.avatars.mainPhoto(userId, id))?.filePath;
    if (!file) throw new AppError('avatar-not-ready');
    return this.upload(userId, file);
  }

  /**
   * Resolves to the addresses of the best photos, the best first, as many as the model takes. A photo that its person has removed meanwhile
   * is not among them. Throws `avatar-not-ready` if none is left.
   */
  async uploadBest({ id, userId }: Owned, most: number): Promise<readonly string[]> {
    const files = (await this.avatars.references(userId, id)).flatMap(({ filePath }) => filePath ?? []);
    if (files.length === 0) throw new AppError('avatar-not-ready');
    return Promise.all(files.slice(0, most).map((file) => this.upload(userId, file)));
  }

  private upload(userId: Owned['userId'], file: string): Promise<string> {
    return this.gate.runExclusive(async () => {
      const photo = await this.storage.getBuffer(fileOf(userId, file), { maxBytes: MAX_BYTES });
      return this.queue.upload(new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg', KEEP_SECONDS);
    });
  }
}
