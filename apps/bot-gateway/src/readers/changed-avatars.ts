import type { Database } from '@aisha/database';
import { IS_PENDING, IS_PENDING_OF_THESE, PendingChange, PendingChangeReader } from '@aisha/database/bot';
import { Avatar, AvatarPhoto, AvatarReader, type AvatarPage, type Guarantee } from '@aisha/database/trainer';
import type { AvatarId, OrderId, PhotoId, UserId } from '@aisha/domain';
import { IsNull } from 'typeorm';
import { chosenBy, removedBy, withChanges } from './with-changes';

/** An avatar, and its accepted photos in the order they came. */
export interface AvatarWithPhotos {
  readonly avatar: Avatar;
  readonly photos: readonly AvatarPhoto[];
}

/**
 * Reads avatars and photos, with the person's pending changes applied. The trainer makes a change after it gets a message; until then this
 * class applies the change to the rows it reads. It reads the changes before the rows, so a change that the trainer makes in between is
 * applied twice, which is harmless.
 */
export class ChangedAvatars {
  private readonly stored: AvatarReader;
  private readonly pending: PendingChangeReader;

  constructor(private readonly database: Database) {
    this.stored = new AvatarReader(database);
    this.pending = new PendingChangeReader(database);
  }

  async find(userId: UserId, avatarId: AvatarId): Promise<Avatar | null> {
    const found = await this.database.read
      .createQueryBuilder(Avatar, 'avatar')
      .leftJoinAndMapMany('avatar.changes', PendingChange, 'pending', IS_PENDING, { setId: userId })
      .where({ id: avatarId, userId, deletedAt: IsNull() })
      .orderBy('pending.message_id')
      .getOne();
    if (!found) return null;
    const { changes, ...avatar } = found as Avatar & { changes: PendingChange[] };
    return withChanges([avatar], changes)[0] ?? null;
  }

  /** The avatar with its photos, both as the person sees them. */
  async findWithPhotos(userId: UserId, avatarId: AvatarId): Promise<AvatarWithPhotos | null> {
    const found = await this.database.read
      .createQueryBuilder(Avatar, 'avatar')
      .leftJoinAndMapMany('avatar.changes', PendingChange, 'pending', IS_PENDING_OF_THESE, {
        setIds: [userId, avatarId],
      })
      .leftJoinAndMapMany('avatar.photos', AvatarPhoto, 'photo', 'photo.avatar_id = avatar.id AND photo.accepted')
      .where({ id: avatarId, userId, deletedAt: IsNull() })
      .orderBy('pending.message_id')
      .addOrderBy('photo.id')
      .getOne();
    if (!found) return null;
    const { changes, photos, ...stored } = found as Avatar & { changes: PendingChange[]; photos: AvatarPhoto[] };
    const of = (set: string) => changes.filter(({ setId }) => setId === set);
    const [avatar] = withChanges([stored], of(userId));
    return avatar ? { avatar, photos: shownPhotos(photos, of(avatarId)) } : null;
  }

  /** The avatar that an order trained. */
  async ofTraining(userId: UserId, orderId: OrderId): Promise<Avatar | null> {
    const trained = await this.stored.idOfTraining(userId, orderId);
    return trained && this.find(userId, trained);
  }

  /** A page of avatars, newest first. */
  async page(userId: UserId, page: Omit<AvatarPage, 'without'>): Promise<Avatar[]> {
    const changes = await this.pending.of(userId);
    return withChanges(await this.stored.page(userId, { ...page, without: removedBy(changes) }), changes);
  }

  /** All avatars of a person; no person has as many as are read. */
  every(userId: UserId): Promise<Avatar[]> {
    return this.page(userId, { limit: 1_000 });
  }

  /** The main avatar: the one that the person chose, if they still have it, otherwise the trainer's choice; null when there is none. */
  async main(userId: UserId): Promise<Avatar | null> {
    const changes = await this.pending.of(userId);
    const chosen = chosenBy<AvatarId>(changes);
    const chosenAvatar = chosen && (await this.stored.find(userId, chosen));
    const main = chosenAvatar ? chosenAvatar : await this.stored.main(userId);
    const removed = removedBy<AvatarId>(changes);
    if (!main || !removed.includes(main.id)) return (main && withChanges([main], changes)[0]) ?? null;
    // If the person has removed the main avatar, this method chooses the newest finished one, as the trainer will.
    const [newest] = await this.stored.page(userId, { limit: 1, status: 'completed', without: removed });
    return (newest && withChanges([newest], changes)[0]) ?? null;
  }

  /**
   * How many avatars are unfinished. A pending removal still counts, as it does at the trainer, which refuses a new avatar until it has
   * removed the other avatar.
   */
  countUnfinished(userId: UserId): Promise<number> {
    return this.stored.countUnfinished(userId);
  }

  /** The accepted photos in the order they came. */
  async photos(avatarId: AvatarId): Promise<AvatarPhoto[]> {
    const changes = await this.pending.of(avatarId);
    return shownPhotos(await this.stored.photos(avatarId), changes);
  }

  /** Whether the likeness is guaranteed. A photo that the person removed or confirmed a moment ago may still count as before. */
  guaranteeOf(userId: UserId, avatarId: AvatarId, now: Date): Promise<Guarantee> {
    return this.stored.guaranteeOf(userId, avatarId, now);
  }

  /** How many photos were accepted. */
  async countPhotos(avatarId: AvatarId): Promise<number> {
    const changes = await this.pending.of(avatarId);
    return this.stored.countPhotos(avatarId, removedBy<PhotoId>(changes));
  }
}

/** The photos with the person's changes applied. The first one is the main one unless the person has chosen another. */
function shownPhotos(stored: readonly AvatarPhoto[], changes: readonly PendingChange[]): AvatarPhoto[] {
  const photos = withChanges(stored, changes);
  const main = photos.find(({ isMain }) => isMain) ?? photos[0];
  return photos.map((photo) => ({ ...photo, isMain: photo === main }));
}
