import type { SelectQueryBuilder } from 'typeorm';
import type { AvatarId, OrderId, PictureId, UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { ImageGeneration } from './image-generation.entity';
import { Picture } from './picture.entity';

export interface GenerationWithPictures {
  readonly generation: ImageGeneration;
  /** The delivered pictures in order, without those that the person has deleted. */
  readonly pictures: readonly Picture[];
}

/** Generations as every app may see them. Other people's are not found. */
export class GenerationReader {
  constructor(private readonly database: Rows) {}

  /** Finds the order of pictures. */
  order(userId: UserId, orderId: OrderId): Promise<ImageGeneration | null> {
    return this.database.read.findOneBy(ImageGeneration, { orderId, userId });
  }

  async find(userId: UserId, orderId: OrderId): Promise<GenerationWithPictures | null> {
    const found = await this.database.read
      .createQueryBuilder(ImageGeneration, 'generation')
      .leftJoinAndMapMany(
        'generation.pictures',
        Picture,
        'picture',
        'picture.order_id = generation.order_id AND picture.file_path IS NOT NULL',
      )
      .where('generation.order_id = :orderId AND generation.user_id = :userId', { orderId, userId })
      .orderBy('picture.position')
      .getOne();
    if (!found) return null;
    const { pictures, ...generation } = found as ImageGeneration & { pictures: Picture[] };
    return { generation, pictures };
  }

  /** The picture that the person made an avatar's main photo. */
  mainPhotoOf(userId: UserId, avatarId: AvatarId): Promise<Picture | null> {
    return this.kept(userId).andWhere('picture.main_of = :avatarId', { avatarId }).getOne();
  }

  /** Finds a picture of the person that is still there. */
  picture(userId: UserId, id: PictureId): Promise<Picture | null> {
    return this.kept(userId).andWhere('picture.id = :id', { id }).getOne();
  }

  private kept(userId: UserId): SelectQueryBuilder<Picture> {
    return this.database.read
      .createQueryBuilder(Picture, 'picture')
      .where('picture.user_id = :userId AND picture.file_path IS NOT NULL', { userId });
  }
}
