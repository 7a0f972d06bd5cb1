import { In, IsNull, LessThan, Not } from 'typeorm';
import type { AvatarId, AvatarState, OrderId, UserId } from '@aisha/domain';
import type { Database } from '../database';
import { AvatarPhoto } from './avatar-photo.entity';
import { Avatar } from './avatar.entity';
import { Training } from './training.entity';

/** Avatars as every app may see them. Deleted ones and other people's are not found. */
export class AvatarReader {
  constructor(private readonly database: Database) {}

  find(userId: UserId, avatarId: AvatarId): Promise<Avatar | null> {
    return this.database.read.findOneBy(Avatar, { id: avatarId, userId, deletedAt: IsNull() });
  }

  /** Newest first; `before` is the last avatar of the page before. */
  page(userId: UserId, { before, limit }: { before?: AvatarId; limit: number }): Promise<Avatar[]> {
    return this.database.read.find(Avatar, {
      where: { userId, deletedAt: IsNull(), ...(before && { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** The one used when the person does not say which. */
  main(userId: UserId): Promise<Avatar | null> {
    return this.database.read.findOneBy(Avatar, { userId, isMain: true, deletedAt: IsNull() });
  }

  count(userId: UserId, status?: AvatarState): Promise<number> {
    return this.database.read.countBy(Avatar, { userId, deletedAt: IsNull(), ...(status && { status }) });
  }

  /** Of which a person may have MAX_UNFINISHED_AVATARS. */
  countUnfinished(userId: UserId): Promise<number> {
    return this.database.read.countBy(Avatar, { userId, deletedAt: IsNull(), status: Not('completed') });
  }

  /** Accepted photos in the order they came. */
  photos(avatarId: AvatarId): Promise<AvatarPhoto[]> {
    return this.database.read.find(AvatarPhoto, { where: { avatarId, accepted: true }, order: { id: 'ASC' } });
  }

  /** How many photos were accepted. */
  countPhotos(avatarId: AvatarId): Promise<number> {
    return this.database.read.countBy(AvatarPhoto, { avatarId, accepted: true });
  }

  /** The avatar's training that has not ended, if there is one. */
  openTraining(avatarId: AvatarId): Promise<Training | null> {
    return this.database.read.findOneBy(Training, { avatarId, state: In(['queued', 'running', 'waiting']) });
  }

  training(orderId: OrderId): Promise<Training | null> {
    return this.database.read.findOneBy(Training, { orderId });
  }
}
