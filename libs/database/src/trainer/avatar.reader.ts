import { Injectable } from '@nestjs/common';
import { And, In, IsNull, LessThan, Not, type FindOperator, type FindOptionsWhere } from 'typeorm';
import {
  GUARANTEED_EVERY_MS,
  OPEN_ORDER_STATES,
  type AvatarId,
  type AvatarState,
  type FaceStop,
  type OrderId,
  type PhotoId,
  type UserId,
} from '@aisha/domain';
import { Database } from '../connection/database';
import { AvatarPhoto } from '../entities/trainer/avatar-photo.entity';
import { Avatar } from '../entities/trainer/avatar.entity';
import { Training } from '@aisha/kinds/tables';

interface WhichAvatars {
  /** The state of the avatars; avatars in all states by default. */
  readonly status?: AvatarState;
  readonly without?: readonly AvatarId[];
}
export interface AvatarPage extends WhichAvatars {
  readonly limit: number;
  /** The last avatar of the previous page. */
  readonly before?: AvatarId;
}

const where = (
  userId: UserId,
  { status, without = [] }: WhichAvatars,
  before?: FindOperator<AvatarId>,
): FindOptionsWhere<Avatar> => ({
  userId,
  deletedAt: IsNull(),
  ...(status && { status }),
  id: And(Not(In(without)), ...(before ? [before] : [])),
});

/**
 * Whether a training falls under the guarantee. `strangers`: the photos show several people. `used`: the person's guarantee of the month is
 * used up, by another training under way or by one that was repeated. `none`: the avatar is a style, or another person's.
 */
export type Guarantee = 'holds' | 'strangers' | 'used' | 'none';

/** Reads avatars for every app. Deleted avatars and other people's are not found, except by the methods that say so. */
@Injectable()
export class AvatarReader {
  constructor(private readonly database: Database) {}

  find(userId: UserId, avatarId: AvatarId): Promise<Avatar | null> {
    return this.database.read.findOneBy(Avatar, { id: avatarId, userId, deletedAt: IsNull() });
  }

  /** The id of the avatar that an order trained, also of a deleted one. */
  async idOfTraining(userId: UserId, orderId: OrderId): Promise<AvatarId | null> {
    const training = await this.database.read.findOne(Training, {
      select: { orderId: true, avatarId: true },
      where: { orderId, userId },
    });
    return training?.avatarId ?? null;
  }

  /**
   * Finds an avatar together with the address of its model: the provider's copy, or our upload once that copy is gone. For the generator
   * alone.
   */
  findWithModel(userId: UserId, avatarId: AvatarId): Promise<Avatar | null> {
    return this.database.read
      .createQueryBuilder(Avatar, 'avatar')
      .addSelect(
        `coalesce((SELECT url FROM generator.lora_upload WHERE avatar_id = avatar.id), avatar.lora_url)`,
        'avatar_lora_url',
      )
      .where({ id: avatarId, userId, deletedAt: IsNull() })
      .getOne();
  }

  async isDeleted(userId: UserId, avatarId: AvatarId): Promise<boolean> {
    return this.database.read.existsBy(Avatar, { id: avatarId, userId, deletedAt: Not(IsNull()) });
  }

  /**
   * Why an avatar is neither trained nor drawn; null while it may be. Also for a deleted avatar, whose pictures may be
   * under way.
   */
  async stopOf(userId: UserId, avatarId: AvatarId): Promise<FaceStop | null> {
    const found = await this.database.read.findOneBy(Avatar, { id: avatarId, userId });
    return found?.stoppedFor ?? null;
  }

  /** Whether any of these avatars is stopped; other people's and deleted avatars count too. */
  async areStopped(ids: readonly AvatarId[]): Promise<boolean> {
    return ids.length > 0 && this.database.read.existsBy(Avatar, { id: In(ids), stoppedFor: Not(IsNull()) });
  }

  /** The person's stopped avatars; deleted ones, too. */
  async stoppedOf(userId: UserId): Promise<AvatarId[]> {
    const stopped = await this.database.read.find(Avatar, {
      select: { id: true },
      where: { userId, stoppedFor: Not(IsNull()) },
    });
    return stopped.map(({ id }) => id);
  }

  /** A page of avatars, newest first. */
  page(userId: UserId, { limit, before, ...which }: AvatarPage): Promise<Avatar[]> {
    return this.database.read.find(Avatar, {
      where: where(userId, which, before && LessThan(before)),
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** The avatar that is used when the person does not name one; null when there is none. */
  main(userId: UserId): Promise<Avatar | null> {
    return this.database.read.findOneBy(Avatar, { userId, isMain: true, deletedAt: IsNull() });
  }

  /** How many unfinished avatars there are; a person may have MAX_UNFINISHED_AVATARS. */
  countUnfinished(userId: UserId): Promise<number> {
    return this.database.read.countBy(Avatar, { userId, deletedAt: IsNull(), status: Not('completed') });
  }

  /** Accepted photos in the order they came. */
  photos(avatarId: AvatarId): Promise<AvatarPhoto[]> {
    return this.database.read.find(AvatarPhoto, { where: { avatarId, accepted: true }, order: { id: 'ASC' } });
  }

  /** The photo that stands for an avatar: the main one, else the first; null if it has none. */
  mainPhoto(userId: UserId, avatarId: AvatarId): Promise<Pick<AvatarPhoto, 'avatarId' | 'filePath'> | null> {
    return this.database.read
      .createQueryBuilder(AvatarPhoto, 'photo')
      .select(['photo.id', 'photo.avatarId', 'photo.filePath'])
      .innerJoin(
        Avatar,
        'avatar',
        'avatar.id = photo.avatarId AND avatar.userId = :userId AND avatar.deletedAt IS NULL',
        {
          userId,
        },
      )
      .where('photo.avatarId = :avatarId AND photo.accepted', { avatarId })
      .orderBy('photo.isMain', 'DESC')
      .addOrderBy('photo.id', 'ASC')
      .limit(1)
      .getOne();
  }

  /** The photos that a portrait is drawn from together, the best first: the trainer has ranked them. */
  references(userId: UserId, avatarId: AvatarId): Promise<Pick<AvatarPhoto, 'avatarId' | 'filePath'>[]> {
    return this.database.read
      .createQueryBuilder(AvatarPhoto, 'photo')
      .select(['photo.id', 'photo.avatarId', 'photo.filePath', 'photo.referenceRank'])
      .innerJoin(
        Avatar,
        'avatar',
        'avatar.id = photo.avatarId AND avatar.userId = :userId AND avatar.deletedAt IS NULL',
        { userId },
      )
      .where('photo.avatarId = :avatarId AND photo.accepted AND photo.referenceRank IS NOT NULL', { avatarId })
      .orderBy('photo.referenceRank', 'ASC')
      .getMany();
  }

  /**
   * Whether an avatar that comes out unlike its photos is trained once more at our cost: once a month for each person,
   * and only a portrait whose photos show one person as far as we see (decision 67).
   */
  async guaranteeOf(userId: UserId, avatarId: AvatarId, now: Date): Promise<Guarantee> {
    const [found] = await this.database.read.query<Record<'isPortrait' | 'hasStrangers' | 'isUsed', boolean>[]>(
      `SELECT training_type = 'portrait' AS "isPortrait",
              EXISTS (SELECT FROM trainer.avatar_photo
                       WHERE avatar_id = a.id AND accepted AND 'another-person' = ANY (findings)) AS "hasStrangers",
              EXISTS (SELECT FROM trainer.training
                       WHERE user_id = $1 AND is_guaranteed AND created_at > $3 AND (finished_at IS NULL OR first_distance IS NOT NULL)) AS "isUsed"
         FROM trainer.avatar a WHERE id = $2 AND user_id = $1`,
      [userId, avatarId, new Date(now.getTime() - GUARANTEED_EVERY_MS)],
    );
    if (!found?.isPortrait) return 'none';
    return found.hasStrangers ? 'strangers' : found.isUsed ? 'used' : 'holds';
  }

  /** How many photos of the avatar were accepted; those in `without` do not count. */
  countPhotos(avatarId: AvatarId, without: readonly PhotoId[] = []): Promise<number> {
    return this.database.read.countBy(AvatarPhoto, { avatarId, accepted: true, id: Not(In(without)) });
  }

  /** The avatar's training that has not ended, if there is one. */
  openTraining(avatarId: AvatarId): Promise<Training | null> {
    return this.database.read.findOneBy(Training, { avatarId, state: In(OPEN_ORDER_STATES) });
  }
}
