import type { SelectQueryBuilder } from 'typeorm';
import { LOOK_GROUPS, type AvatarId, type LookGroup, type PictureId, type UserId } from '@aisha/domain';
import { hasOwnWords } from '../order/own-words';
import type { Rows } from '../order/rows';
import { ImageGeneration } from './image-generation.entity';
import { keptPictures } from './kept-pictures';
import { Picture } from './picture.entity';

/** Selects a person's pictures. */
export interface GalleryFilter {
  readonly avatarId?: AvatarId;
  readonly isFavourite?: boolean;
  /** Only pictures drawn in a look of this group. */
  readonly lookGroup?: LookGroup;
  /** Only pictures made since this moment. */
  readonly since?: Date;
  /** Words of the idea, or of the prompt made of it, in any language, in the syntax of a web search: `"a phrase"`, `-without`. */
  readonly words?: string;
  /** Only these pictures, if they are the person's. */
  readonly ids?: readonly PictureId[];
}

/** Where a page begins: at the newest picture, or just before or after a picture that the person has seen. */
export type GalleryPlace = { readonly before?: PictureId } | { readonly after: PictureId };

export interface GalleryPage {
  /** The pictures of the page, newest first. */
  readonly pictures: readonly Picture[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** Changes that the person has asked for and the generator has not made yet. */
interface ChangesOfPictures {
  readonly marked?: readonly PictureId[];
  readonly unmarked?: readonly PictureId[];
  /** Ids of removed pictures; the id of an order stands for all its pictures. */
  readonly removed?: readonly string[];
}

/** The words of an order, as the index image_generation_words has them. */
const WORDS = `array_to_tsvector(ARRAY[generation.user_id::text]) ||
  to_tsvector('russian', generation.prompt || ' ' || coalesce(generation.enhanced_prompt, ''))`;

/** The order of a gallery; a picture's row stays when its file is deleted, so a place is never lost. */
const PLACE = '(picture.created_at, picture.id)';
const placeOf = (id: string): string => `((SELECT created_at FROM generator.picture WHERE id = :${id}), :${id})`;

/** A person's delivered pictures, page by page. Reading a page costs as much as the page shows, however many pictures there are. */
export class GalleryReader {
  constructor(private readonly database: Rows) {}

  async page(
    userId: UserId,
    filter: GalleryFilter,
    { limit, ...place }: GalleryPlace & { readonly limit: number },
    changes: ChangesOfPictures = {},
  ): Promise<GalleryPage> {
    const isBack = 'after' in place;
    const query = this.matching(userId, filter, changes)
      .orderBy('picture.createdAt', isBack ? 'ASC' : 'DESC')
      .addOrderBy('picture.id', isBack ? 'ASC' : 'DESC')
      .limit(limit + 1);
    if (isBack) query.andWhere(`${PLACE} > ${placeOf('after')}`, { after: place.after });
    else if (place.before) query.andWhere(`${PLACE} < ${placeOf('before')}`, { before: place.before });
    const found = await query.getMany();
    const pictures = found.slice(0, limit);
    const hasMore = found.length > limit;
    if (!isBack) return { pictures, hasNewer: place.before !== undefined, hasOlder: hasMore };
    // The newer pictures have been deleted meanwhile, so the gallery begins anew.
    if (pictures.length === 0) return this.page(userId, filter, { limit }, changes);
    return { pictures: pictures.reverse(), hasNewer: hasMore, hasOlder: true };
  }

  /** Finds a picture of the person that is still there, and its order. */
  async find(
    userId: UserId,
    id: PictureId,
  ): Promise<{ readonly picture: Picture; readonly generation: ImageGeneration } | null> {
    const picture = await keptPictures(this.database, userId).andWhere('picture.id = :id', { id }).getOne();
    const generation = picture && (await this.database.read.findOneBy(ImageGeneration, { orderId: picture.orderId }));
    return picture && generation ? { picture, generation } : null;
  }

  /** The groups whose looks the person has pictures of: one lookup in an index for each group, however many pictures there are. */
  async lookGroups(userId: UserId): Promise<readonly LookGroup[]> {
    const found = await this.database.read.query<{ group: LookGroup }[]>(
      `SELECT asked AS "group" FROM unnest($2::text[]) WITH ORDINALITY of (asked, place)
       WHERE EXISTS (
         SELECT FROM generator.picture WHERE user_id = $1 AND look_group = asked AND file_path IS NOT NULL)
       ORDER BY place`,
      [userId, LOOK_GROUPS],
    );
    return found.map(({ group }) => group);
  }

  private matching(
    userId: UserId,
    { avatarId, isFavourite, lookGroup, since, words, ids }: GalleryFilter,
    { marked = [], unmarked = [], removed = [] }: ChangesOfPictures,
  ): SelectQueryBuilder<Picture> {
    const query = keptPictures(this.database, userId);
    if (avatarId) query.andWhere('picture.avatar_id = :avatarId', { avatarId });
    if (since) query.andWhere('picture.created_at >= :since', { since });
    if (lookGroup) query.andWhere('picture.look_group = :lookGroup', { lookGroup });
    if (ids) query.andWhere('picture.id = ANY(:ids::uuid[])', { ids });
    if (isFavourite && marked.length === 0) query.andWhere('picture.favourite_at IS NOT NULL');
    else if (isFavourite) {
      query.andWhere('(picture.favourite_at IS NOT NULL OR picture.id = ANY(:marked::uuid[]))', { marked });
    }
    if (isFavourite && unmarked.length > 0) query.andWhere('picture.id <> ALL(:unmarked::uuid[])', { unmarked });
    if (removed.length > 0) {
      query.andWhere('picture.id <> ALL(:removed::uuid[]) AND picture.order_id <> ALL(:removed::uuid[])', { removed });
    }
    if (words !== undefined) {
      const found = this.database.read
        .createQueryBuilder(ImageGeneration, 'generation')
        .select('generation.order_id')
        .where(hasOwnWords(WORDS));
      // The orders come as an array, so that Postgres looks them up by the index of words before it reads any picture.
      query.andWhere(`picture.order_id = ANY(ARRAY(${found.getQuery()}))`, { owner: userId, words });
    }
    return query;
  }
}
