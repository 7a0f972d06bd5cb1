import type { Database } from '@aisha/database';
import { IS_PENDING, PendingChange, PendingChangeReader } from '@aisha/database/bot';
import { Avatar } from '@aisha/database/trainer';
import type { AvatarId, LookGroup, OrderId, PictureId, PictureMark, UserId } from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import {
  type GalleryFilter,
  type GalleryPage,
  type GalleryPlace,
  GalleryReader,
  GenerationReader,
  ImageGeneration,
  Picture,
} from '@aisha/kinds/tables';
import { removedBy, withChanges } from './with-changes';

/** A delivered picture that still exists, and whether it has the given mark. */
export interface MarkedPicture {
  readonly id: PictureId;
  readonly position: number;
  readonly isOn: boolean;
}

/** An order of pictures: the pictures that are still there, by position, and the avatar that they show, if that is still there. */
interface DrawnOrder {
  readonly generation: ImageGeneration;
  readonly pictures: readonly Picture[];
  readonly avatar: Avatar | null;
}

/** A delivered picture, its order, and its marks. */
interface OnePicture {
  readonly picture: Picture;
  readonly generation: ImageGeneration;
  readonly isFavourite: boolean;
  readonly isMain: boolean;
}

/**
 * Reads pictures, with the person's pending changes applied. The generator marks and deletes pictures after it gets a message; until then
 * this class applies the change to the rows it reads. It reads the changes before the rows, so a change that the generator makes in between
 * is applied twice, which is harmless.
 */
export class ChangedPictures {
  private readonly stored: GenerationReader;
  private readonly gallery: GalleryReader;
  private readonly pending: PendingChangeReader;

  constructor(private readonly database: Database) {
    this.stored = new GenerationReader(database);
    this.gallery = new GalleryReader(database);
    this.pending = new PendingChangeReader(database);
  }

  /** The pictures of an order that are still there, by position; none if the order is gone, or another person's. */
  async ofOrder(userId: UserId, orderId: OrderId): Promise<readonly Picture[]> {
    const removed = removedBy<string>(await this.pending.of(userId));
    const pictures = (await this.stored.find(userId, orderId))?.pictures ?? [];
    return removed.includes(orderId) ? [] : pictures.filter(({ id }) => !removed.includes(id));
  }

  /** An order of pictures with its avatar, in one statement; null if the order is gone or being deleted, or another person's. */
  async drawn(userId: UserId, orderId: OrderId): Promise<DrawnOrder | null> {
    const found = await this.database.read
      .createQueryBuilder(ImageGeneration, 'generation')
      .leftJoinAndMapMany(
        'generation.pictures',
        Picture,
        'picture',
        'picture.order_id = generation.order_id AND picture.file_path IS NOT NULL',
      )
      .leftJoinAndMapOne(
        'generation.avatar',
        Avatar,
        'avatar',
        `avatar.id = (generation.input ->> 'avatarId')::uuid AND avatar.user_id = generation.user_id AND avatar.deleted_at IS NULL`,
      )
      .leftJoinAndMapMany('generation.changes', PendingChange, 'pending', IS_PENDING, { setId: userId })
      .where('generation.order_id = :orderId AND generation.user_id = :userId', { orderId, userId })
      .orderBy('picture.position')
      .addOrderBy('pending.message_id')
      .getOne();
    if (!found) return null;
    const { pictures, avatar, changes, ...generation } = found as ImageGeneration &
      Omit<DrawnOrder, 'generation'> & { readonly changes: readonly PendingChange[] };
    const removed = removedBy<string>(changes);
    if (removed.includes(orderId)) return null;
    return {
      generation,
      pictures: pictures.filter(({ id }) => !removed.includes(id)),
      avatar: (avatar && withChanges([avatar], changes)[0]) ?? null,
    };
  }

  /**
   * An order of pictures with its avatar and its pictures, by position. Each picture says whether it has this mark. Null if the order is
   * gone, or another person's.
   */
  async marked(
    userId: UserId,
    orderId: OrderId,
    mark: PictureMark,
  ): Promise<{
    readonly generation: ImageGeneration;
    readonly avatarId: AvatarId | null;
    readonly pictures: readonly MarkedPicture[];
  } | null> {
    const changes = await this.pending.of(userId);
    const { marked, unmarked } = marksIn(changes, 'favourite');
    const found = await this.stored.find(userId, orderId);
    if (!found) return null;
    const { generation } = found;
    const avatarId = avatarIn(generation.input);
    if (removedBy<OrderId>(changes).includes(orderId)) return { generation, avatarId, pictures: [] };
    const main = mark === 'main-photo' && avatarId ? await this.mainPhotoOf(userId, avatarId) : null;
    const isOn = (picture: Picture): boolean =>
      mark === 'main-photo' ? picture.id === main?.id : isFavourite(picture, { marked, unmarked });
    const removed = removedBy<PictureId>(changes);
    const pictures = found.pictures
      .filter(({ id }) => !removed.includes(id))
      .map((picture) => ({ ...picture, isOn: isOn(picture) }));
    return { generation, avatarId, pictures };
  }

  /** The picture that is the main photo of an avatar; null when the person has chosen none, or has deleted it. */
  async mainPhotoOf(userId: UserId, avatarId: AvatarId): Promise<Picture | null> {
    const changes = await this.pending.of(avatarId);
    const removed = removedBy<string>(await this.pending.of(userId));
    const { marked, unmarked } = marksIn(changes, 'main-photo');
    const newest = marked.at(-1);
    // The person chose a picture and then took the choice back. The choice had already replaced the earlier main photo, so there is none.
    if (!newest && changes.some(({ change }) => change === 'main-photo-on')) return null;
    const main = newest ? await this.stored.picture(userId, newest) : await this.stored.mainPhotoOf(userId, avatarId);
    return main && !unmarked.includes(main.id) && !removed.includes(main.orderId) && !removed.includes(main.id)
      ? main
      : null;
  }

  /** A page of the person's pictures. */
  async page(
    userId: UserId,
    filter: GalleryFilter,
    place: GalleryPlace & { readonly limit: number },
  ): Promise<GalleryPage> {
    const changes = changesOf(await this.pending.of(userId));
    return this.gallery.page(userId, filter, place, changes);
  }

  /** The pictures with these ids, newest first, without those that are gone or another person's. */
  async these(userId: UserId, ids: readonly PictureId[]): Promise<readonly Picture[]> {
    if (ids.length === 0) return [];
    const { pictures } = await this.page(userId, { ids }, { limit: ids.length });
    return pictures;
  }

  /** The groups of looks in which the person has pictures. A picture that is being deleted may still count. */
  lookGroups(userId: UserId): Promise<readonly LookGroup[]> {
    return this.gallery.lookGroups(userId);
  }

  /** Finds a picture with its order and its marks; null when it is gone, or another person's. */
  async one(userId: UserId, pictureId: PictureId): Promise<OnePicture | null> {
    const { marked, unmarked, removed } = changesOf(await this.pending.of(userId));
    const found = await this.gallery.find(userId, pictureId);
    if (!found || removed.includes(pictureId) || removed.includes(found.picture.orderId)) return null;
    const { avatarId } = found.picture;
    return {
      ...found,
      isFavourite: isFavourite(found.picture, { marked, unmarked }),
      isMain: avatarId !== null && (await this.mainPhotoOf(userId, avatarId))?.id === pictureId,
    };
  }
}

/**
 * The pending changes in the form that the gallery's reader takes. The removed ids may be ids of avatars, too; these match no picture and
 * no order.
 */
function changesOf(changes: readonly PendingChange[]) {
  const removed = removedBy<string>(changes);
  return { ...marksIn(changes, 'favourite'), removed };
}

interface Marks {
  readonly marked: readonly PictureId[];
  readonly unmarked: readonly PictureId[];
}
const isFavourite = ({ id, favouriteAt }: Picture, { marked, unmarked }: Marks): boolean =>
  marked.includes(id) || (favouriteAt !== null && !unmarked.includes(id));

/** The marked and unmarked pictures, in the order of their last changes. */
function marksIn(changes: readonly PendingChange[], mark: PictureMark): Marks {
  const last = new Map<string, PendingChange['change']>();
  for (const { itemId, change } of changes) {
    if (change !== `${mark}-on` && change !== `${mark}-off`) continue;
    last.delete(itemId);
    last.set(itemId, change);
  }
  const idsOf = (change: PendingChange['change']) =>
    [...last].flatMap(([id, changed]) => (changed === change ? [id as PictureId] : []));
  return { marked: idsOf(`${mark}-on`), unmarked: idsOf(`${mark}-off`) };
}
