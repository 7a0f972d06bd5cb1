import type { Database } from '@aisha/database';
import { PendingChangeReader } from '@aisha/database/bot';
import { AvatarReader, type Avatar, type AvatarPage, type AvatarPhoto } from '@aisha/database/trainer';
import type { AvatarId, PhotoId, UserId } from '@aisha/domain';
import { chosenBy, removedBy, withChanges } from './with-changes';

/**
 * Avatars and photos as their person has left them: the trainer is asked for changes by message, and until it has made them they are
 * laid over its rows. Changes are read first: a change that the trainer makes in between is laid over a row that has it already.
 */
export class ChangedAvatars {
  private readonly stored: AvatarReader;
  private readonly pending: PendingChangeReader;

  constructor(database: Database) {
    this.stored = new AvatarReader(database);
    this.pending = new PendingChangeReader(database);
  }

  async find(userId: UserId, avatarId: AvatarId): Promise<Avatar | null> {
    const changes = await this.pending.of(userId);
    const avatar = await this.stored.find(userId, avatarId);
    return (avatar && withChanges([avatar], changes)[0]) ?? null;
  }

  /** Newest first. */
  async page(userId: UserId, page: Omit<AvatarPage, 'without'>): Promise<Avatar[]> {
    const changes = await this.pending.of(userId);
    return withChanges(await this.stored.page(userId, { ...page, without: removedBy(changes) }), changes);
  }

  /** The one used when the person does not say which. */
  async main(userId: UserId): Promise<Avatar | null> {
    const changes = await this.pending.of(userId);
    const chosen = chosenBy<AvatarId>(changes);
    const chosenAvatar = chosen && (await this.stored.find(userId, chosen));
    const main = chosenAvatar ? chosenAvatar : await this.stored.main(userId);
    const removed = removedBy<AvatarId>(changes);
    if (!main || !removed.includes(main.id)) return (main && withChanges([main], changes)[0]) ?? null;
    // When the main one is removed the trainer chooses the newest of the finished ones.
    const [newest] = await this.stored.page(userId, { limit: 1, status: 'completed', without: removed });
    return (newest && withChanges([newest], changes)[0]) ?? null;
  }

  async count(userId: UserId, which: Pick<AvatarPage, 'status'> = {}): Promise<number> {
    const changes = await this.pending.of(userId);
    return this.stored.count(userId, { ...which, without: removedBy(changes) });
  }

  /** As the trainer counts them: it refuses one too many until it has removed another. */
  countUnfinished(userId: UserId): Promise<number> {
    return this.stored.countUnfinished(userId);
  }

  /** Accepted photos in the order they came; the first is the main one unless another was chosen. */
  async photos(avatarId: AvatarId): Promise<AvatarPhoto[]> {
    const changes = await this.pending.of(avatarId);
    const photos = withChanges(await this.stored.photos(avatarId), changes);
    const main = photos.find(({ isMain }) => isMain) ?? photos[0];
    return photos.map((photo) => ({ ...photo, isMain: photo === main }));
  }

  /** How many photos were accepted. */
  async countPhotos(avatarId: AvatarId): Promise<number> {
    const changes = await this.pending.of(avatarId);
    return this.stored.countPhotos(avatarId, removedBy<PhotoId>(changes));
  }
}
