import { In, IsNull, LessThan, Not } from 'typeorm';
import type { OrderId, UserId } from '@aisha/domain';
import type { Database } from '../database';
import { ImageGeneration } from './image-generation.entity';
import { Picture } from './picture.entity';

export interface GenerationWithPictures {
  readonly generation: ImageGeneration;
  /** The delivered ones in order; without those the person deleted. */
  readonly pictures: readonly Picture[];
}

/** Generations as every app may see them. Other people's are not found. */
export class GenerationReader {
  constructor(private readonly database: Database) {}

  async find(userId: UserId, orderId: OrderId): Promise<GenerationWithPictures | null> {
    const generation = await this.database.read.findOneBy(ImageGeneration, { orderId, userId });
    return generation && { generation, pictures: await this.pictures([orderId]) };
  }

  /** Those that ended in pictures, newest first; `before` is the last one of the page before. */
  async page(
    userId: UserId,
    { before, limit }: { before?: OrderId; limit: number },
  ): Promise<readonly GenerationWithPictures[]> {
    const generations = await this.database.read.find(ImageGeneration, {
      where: { userId, state: 'succeeded', ...(before && { orderId: LessThan(before) }) },
      order: { orderId: 'DESC' },
      take: limit,
    });
    const pictures = await this.pictures(generations.map(({ orderId }) => orderId));
    return generations.map((generation) => ({
      generation,
      pictures: pictures.filter(({ orderId }) => orderId === generation.orderId),
    }));
  }

  private pictures(orderIds: OrderId[]): Promise<Picture[]> {
    return this.database.read.find(Picture, {
      where: { orderId: In(orderIds), filePath: Not(IsNull()) },
      order: { orderId: 'ASC', position: 'ASC' },
    });
  }
}
