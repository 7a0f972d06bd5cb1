import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { AppError, type OrderId } from '@aisha/domain';
import { type Animation, GenerationReader } from '@aisha/kinds/tables';
import { RemoteCallbacks } from '@aisha/providers/ports';
import { fileOf, sentPhotoKey, type StoredObject } from '@aisha/storage';
import { AvatarModels } from '../avatar-models/avatar-models';
import { pictureOf } from '../picture-orders/source-picture';

type Asked = Pick<Animation, 'userId' | 'input'>;

/** The picture or photo that an order animates. */
@Injectable()
export class AnimationSource {
  constructor(
    private readonly database: Database,
    private readonly avatars: AvatarModels,
    private readonly callbacks: RemoteCallbacks,
  ) {}

  callbackOf(orderId: OrderId): string {
    return this.callbacks.urlOf({ kind: 'animation', orderId });
  }

  /**
   * Finds the file to animate. For a picture, throws `picture-not-found` once the person has deleted it, and the reason of the stop if it
   * shows a stopped avatar.
   */
  async find({ userId, input }: Asked): Promise<StoredObject> {
    if (input.kind === 'photo') return sentPhotoKey(userId, input.photoId);
    const stop = await this.stopOf({ userId, input });
    if (stop) throw stop;
    const picture = await pictureOf(this.database, userId, input);
    if (!picture) throw new AppError('picture-not-found');
    return fileOf(userId, picture.filePath);
  }

  /** The reason why no video is made or delivered: the picture shows a stopped avatar. Null when the video may be made. */
  async stopOf({ userId, input }: Asked, tx?: Transaction): Promise<AppError | null> {
    if (input.kind !== 'picture') return null;
    const drawn = await new GenerationReader(tx ? Database.within(tx) : this.database).order(userId, input.orderId);
    return drawn && this.avatars.stopOf(drawn, tx);
  }
}
