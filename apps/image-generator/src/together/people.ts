import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { type DrawnPerson, DrawingPermissionReader } from '@aisha/database/bot';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import {
  AppError,
  codeOfStop,
  type ErrorCode,
  isDrawnFromChild,
  isFaceOwnerUnsaid,
  MIN_REFERENCES,
} from '@aisha/domain';
import type { StartTogether } from '@aisha/kinds/messages';
import type { Together } from '@aisha/kinds/tables';
import { ReferencePhotos } from '@aisha/orders';
import { claimPermissions, releasePermissions } from './together.store';

/** The fields of an order that say who is drawn. */
type Drawn = Pick<Together, 'orderId' | 'userId' | 'avatarId' | 'permissionIds'>;

/**
 * The most photos of one person. An editing model takes fourteen in all; even for two people, more photos of each would only take longer to
 * upload.
 */
const MOST_PHOTOS = 5;

/** A person who is drawn, and the addresses at which the provider fetches their photos. */
export interface Photographed {
  readonly avatar: Avatar;
  /** Each address gives access to its photo, so it must never be logged. */
  readonly photoUrls: readonly string[];
}

/**
 * Decides who may be drawn together. Permissions are read from the database each time and never cached, because they may be taken back at
 * any moment of an order's life (decision 197).
 */
@Injectable()
export class TogetherPeople {
  constructor(
    private readonly database: Database,
    private readonly photos: ReferencePhotos,
  ) {}

  /**
   * The avatars of all people of an order; the avatar of the person who orders comes first. Throws the
   * reason when the orderer's own avatar may not be drawn, and `permission-gone`, whatever the reason, when another person's may not.
   */
  async of(order: Drawn, tx?: Transaction): Promise<readonly Avatar[]> {
    const database = tx ? Database.within(tx) : this.database;
    const avatars = new AvatarReader(database);
    const own = await avatars.find(order.userId, order.avatarId);
    const refused = own ? refusalOf(own) : 'avatar-not-found';
    if (!own || refused) throw new AppError(refused ?? 'avatar-not-found');
    const standing = await new DrawingPermissionReader(database).standing(
      order.userId,
      order.permissionIds,
      order.orderId,
    );
    const others = await Promise.all(standing.map(({ userId, avatarId }) => avatars.find(userId, avatarId)));
    const drawn = others.filter((one) => one !== null && refusalOf(one) === null) as Avatar[];
    const everybody = [own, ...drawn];
    // The same error for all other people: the person who orders learns only that one of them may not be drawn, but neither who nor why.
    const areAllThere = drawn.length === order.permissionIds.length;
    const areDifferent = new Set(everybody.map(({ userId }) => userId)).size === everybody.length;
    if (!areAllThere || !areDifferent) throw new AppError('permission-gone');
    return everybody;
  }

  /**
   * The reason why a new order is refused; null when it may begin. An order that may begin claims its permissions for one picture: when two
   * orders want the same permission at the same moment, the second waits for the first, and is refused.
   */
  async refusal(tx: Transaction, order: StartTogether): Promise<ErrorCode | null> {
    await claimPermissions(tx, order);
    try {
      const everybody = await this.of(order, tx);
      const areReady = await Promise.all(everybody.map((avatar) => this.hasPhotos(tx, avatar)));
      if (areReady.every(Boolean)) return null;
      await releasePermissions(tx, order.orderId);
      return areReady[0] ? 'permission-gone' : 'avatar-not-ready';
    } catch (error) {
      if (!(error instanceof AppError) || error.mayRetry) throw error;
      await releasePermissions(tx, order.orderId);
      return error.code;
    }
  }

  /**
   * Uploads photos of each person, no more than the model takes in all. Throws when one of the people may not be drawn, before or after the
   * upload.
   */
  async photographed(order: Drawn, most: number): Promise<readonly Photographed[]> {
    const everybody = await this.of(order);
    const ofEach = Math.min(MOST_PHOTOS, Math.floor(most / everybody.length));
    const photographed = await Promise.all(
      everybody.map(async (avatar) => ({ avatar, photoUrls: await this.photos.uploadBest(avatar, ofEach) })),
    );
    await this.of(order); // uploads take seconds, and this is the last check before the provider is asked
    return photographed;
  }

  private async hasPhotos(tx: Transaction, { userId, id }: Avatar): Promise<boolean> {
    const references = await new AvatarReader(Database.within(tx)).references(userId, id);
    return references.length >= MIN_REFERENCES;
  }
}

/** The people in the form that the trainer expects. */
export const asPeople = (everybody: readonly Avatar[]): DrawnPerson[] =>
  everybody.map(({ userId, id: avatarId }) => ({ userId, avatarId }));

/** The reason why an avatar may not be drawn together with others; null when it may. */
function refusalOf(avatar: Avatar): ErrorCode | null {
  if (avatar.stoppedFor) return codeOfStop(avatar.stoppedFor);
  if (isDrawnFromChild(avatar)) return 'face-too-young';
  // The person's word about whose face the avatar shows was sent before the order and may still be on its way, so the order is tried again.
  if (isFaceOwnerUnsaid(avatar)) return 'unexpected';
  // Only the person whose face it is may let others draw it, and not somebody who was allowed to make the avatar.
  if (avatar.faceOwner === 'agreed') return 'avatar-not-ready';
  return avatar.trainingType === 'portrait' ? null : 'avatar-not-ready';
}
