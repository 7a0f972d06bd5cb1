import { MAX_ALIKE_DISTANCE, type AvatarId, type OrderId, type PictureId, type UserId } from '@aisha/domain';
import type { Rows } from '../order/rows';
import { ImageGeneration } from './image-generation.entity';
import { keptPictures } from './kept-pictures';
import { Picture } from './picture.entity';

export interface GenerationWithPictures {
  readonly generation: ImageGeneration;
  /** The delivered pictures in order, without those that the person has deleted. */
  readonly pictures: readonly Picture[];
}

/** How many pictures were measured, how many of them look like their person, and how many people they show. */
export interface MeasuredPictures {
  readonly pictures: number;
  readonly alike: number;
  readonly people: number;
}

/** The pictures that were drawn from one photo, and those that were drawn by a trained model. */
export interface LikenessByPath {
  readonly photo: MeasuredPictures;
  readonly model: MeasuredPictures;
}

/** Only this many of the newest orders are read, so that the statement costs no more when there are more people. */
const ORDERS_LOOKED_AT = 50_000;
/** Only this many of a person's newest pictures count, so that a person who draws much does not decide the likeness that all people see. */
const PICTURES_OF_A_PERSON = 12;

/** A person's generations, as every app may read them, and how much the pictures of all people look like their person. */
export class GenerationReader {
  constructor(private readonly database: Rows) {}

  /** Finds an order of pictures; null for another person's. */
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

  /** The picture that the person made the main photo of an avatar; null if there is none, or it is deleted. */
  mainPhotoOf(userId: UserId, avatarId: AvatarId): Promise<Picture | null> {
    return keptPictures(this.database, userId).andWhere('picture.main_of = :avatarId', { avatarId }).getOne();
  }

  /** Finds a picture of the person that is still there. */
  picture(userId: UserId, id: PictureId): Promise<Picture | null> {
    return keptPictures(this.database, userId).andWhere('picture.id = :id', { id }).getOne();
  }

  /**
   * The distances between the first measured pictures of an avatar and its photos. Pictures that the person has deleted, and those without
   * a face, do not count.
   */
  async firstDistances(userId: UserId, avatarId: AvatarId, count: number): Promise<number[]> {
    const measured = await keptPictures(this.database, userId)
      .andWhere('picture.avatar_id = :avatarId AND picture.face_distance IS NOT NULL', { avatarId })
      .orderBy({ 'picture.created_at': 'ASC', 'picture.id': 'ASC' })
      .limit(count)
      .getMany();
    return measured.flatMap(({ faceDistance }) => faceDistance ?? []);
  }

  /**
   * Counts the pictures of all people that look like their person, in orders that ended since a moment: those drawn from one photo, and
   * those drawn by a model.
   */
  async likenessByPath(since: Date): Promise<LikenessByPath> {
    const rows = await this.database.read.query<(MeasuredPictures & { readonly path: keyof LikenessByPath })[]>(
      `WITH newest AS (
              SELECT order_id, split_part(timed_as, '.', 1) AS drawn FROM generator.image_generation
               WHERE state = 'succeeded' AND finished_at >= $1 ORDER BY finished_at DESC LIMIT $2),
            measured AS (
              SELECT CASE drawn WHEN 'photo' THEN 'photo' ELSE 'model' END AS path, picture.user_id, face_distance,
                     row_number() OVER (PARTITION BY drawn = 'photo', picture.user_id ORDER BY picture.created_at DESC, id) AS nth
                FROM newest JOIN generator.picture USING (order_id)
               WHERE drawn IN ('photo', 'avatar', 'session') AND face_distance IS NOT NULL)
       SELECT path, count(*)::int AS pictures, count(*) FILTER (WHERE face_distance <= $4)::int AS alike,
              count(DISTINCT user_id)::int AS people
         FROM measured WHERE nth <= $3 GROUP BY path`,
      [since, ORDERS_LOOKED_AT, PICTURES_OF_A_PERSON, MAX_ALIKE_DISTANCE],
    );
    const of = (asked: keyof LikenessByPath): MeasuredPictures => {
      const { pictures = 0, alike = 0, people = 0 } = rows.find(({ path }) => path === asked) ?? {};
      return { pictures, alike, people };
    };
    return { photo: of('photo'), model: of('model') };
  }
}
