import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { AppError, type AvatarId, type OrderId, type UserId } from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import { Edit, type EditedInput, EditReader, GenerationReader } from '@aisha/kinds/tables';
import { Clock } from '@aisha/platform';
import { RemoteCallbacks } from '@aisha/providers/ports';
import { fileOf, fromReference, sentPhotoKey, type StoredObject } from '@aisha/storage';
import { AvatarModels } from '../avatar-models/avatar-models';
import { pictureOf } from '../picture-orders/source-picture';

type Asked = Pick<Edit, 'userId' | 'input' | 'avatarId'>;

/** Finds the picture with which an edit begins, and the avatar that it shows. */
@Injectable()
export class EditSource {
  constructor(
    private readonly database: Database,
    private readonly avatars: AvatarModels,
    private readonly callbacks: RemoteCallbacks,
    private readonly clock: Clock,
  ) {}

  callbackOf(orderId: OrderId): string {
    return this.callbacks.urlOf({ kind: 'edit', orderId });
  }

  /**
   * Finds the file to change. Throws `picture-not-found` once the person has deleted the picture. If it shows a stopped
   * avatar, throws the reason of the stop.
   */
  async find(asked: Asked): Promise<StoredObject> {
    const stop = await this.stopOf(asked);
    if (stop) throw stop;
    const place = await this.placeOf(this.database, asked.userId, asked.input);
    if (!place) throw new AppError('picture-not-found');
    return place;
  }

  /** Whether the picture is still there. Always true for a sent photo, whose file is read only when the order is prepared. */
  async isThere(tx: Transaction, userId: UserId, input: EditedInput): Promise<boolean> {
    return (await this.placeOf(Database.within(tx), userId, input)) !== undefined;
  }

  /** The avatar that the picture shows, through all changes of it; null for a sent photo, and without an avatar. */
  async avatarOf(tx: Transaction, userId: UserId, input: EditedInput): Promise<AvatarId | null> {
    if (input.kind === 'photo') return null;
    const database = Database.within(tx);
    if (input.kind === 'edit') {
      return (await database.read.findOneBy(Edit, { orderId: input.orderId, userId }))?.avatarId ?? null;
    }
    const drawn = await new GenerationReader(database).order(userId, input.orderId);
    return drawn && avatarIn(drawn.input);
  }

  /** Whether the picture goes back to a photo with faces that must be sent again (`EditReader`). */
  isOfFacesLongAgo(tx: Transaction, userId: UserId, input: EditedInput): Promise<boolean> {
    return new EditReader(Database.within(tx)).isOfFacesLongAgo(userId, input, this.clock.now());
  }

  /** The reason why nothing is changed or delivered: the picture shows a stopped avatar. Null when the edit may be made. */
  async stopOf({ userId, avatarId }: Pick<Asked, 'userId' | 'avatarId'>, tx?: Transaction): Promise<AppError | null> {
    return avatarId && this.avatars.stopOf({ userId, input: { kind: 'avatar', avatarId } }, tx);
  }

  private async placeOf(database: Database, userId: UserId, input: EditedInput): Promise<StoredObject | undefined> {
    if (input.kind === 'photo') return sentPhotoKey(userId, input.photoId);
    if (input.kind === 'picture') {
      const picture = await pictureOf(database, userId, input);
      return picture && fileOf(userId, picture.filePath);
    }
    const earlier = await database.read.findOneBy(Edit, { orderId: input.orderId, userId });
    const path = input.side === 'after' ? earlier?.filePath : earlier?.originalPath;
    return path ? fromReference(path) : undefined;
  }
}
