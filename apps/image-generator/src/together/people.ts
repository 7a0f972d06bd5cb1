import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { type DrawnPerson, DrawingPermissionReader } from '@aisha/database/bot';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import { AppError, codeOfStop, type ErrorCode, isDrawnFromChild, MIN_REFERENCES, needsFaceWord } from '@aisha/domain';
import type { StartTogether } from '@aisha/kinds/messages';
import type { Together } from '@aisha/kinds/tables';
import { ReferencePhotos } from '@aisha/orders';
import { claimPermissions, releasePermissions } from './together.store';

/** The part of an order that says who is drawn. */
export type Drawn = Pick<Together, 'orderId' | 'userId' | 'avatarId' | 'permissionIds'>;

/**
 * The most photos of one person. An editing model takes fourteen in all: with two people more of each would only take longer to upload.
 */
const MOST_PHOTOS = 5;

/** Somebody who is drawn, and the addresses at which the provider fetches their photos. */
export interface Photographed {
  readonly avatar: Avatar;
  /** Each address gives access to its photo: never log one. */
  readonly photoUrls: readonly string[];
}

/**
 * Decides who may be drawn together. Permissions are read from the database at each question and never kept: they may be taken back at
 * any moment of an order's life (decision 197).
 */
@Injectable()
export class TogetherPeople {
  constructor(
    private readonly database: Database,
    private readonly photos: ReferencePhotos,
  ) {}

  /** The avatars of all people of an order, the asker's first. Throws the reason why one of them may not be drawn. */
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
    // The order's person learns that somebody may not be drawn, and neither who nor why.
    const areAllThere = drawn.length === order.permissionIds.length;
    const areDifferent = new Set(everybody.map(({ userId }) => userId)).size === everybody.length;
    if (!areAllThere || !areDifferent) throw new AppError('permission-gone');
    return everybody;
  }

  /**
   * Why a new order is refused; null when it may begin. A permission for one picture is then the order's: of two orders that want it at the
   * same moment, the second waits for the first, and is refused.
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

  /** Uploads photos of everybody, as many of each as the model takes of all. Throws when one of them may not be drawn, before and after. */
  async photographed(order: Drawn, most: number): Promise<readonly Photographed[]> {
    const everybody = await this.of(order);
    const ofEach = Math.min(MOST_PHOTOS, Math.floor(most / everybody.length));
    const photographed = await Promise.all(
      everybody.map(async (avatar) => ({ avatar, photoUrls: await this.photos.uploadBest(avatar, ofEach) })),
    );
    await this.of(order); // uploads take seconds, and this is the last moment before the provider is asked
    return photographed;
  }

  private async hasPhotos(tx: Transaction, { userId, id }: Avatar): Promise<boolean> {
    const references = await new AvatarReader(Database.within(tx)).references(userId, id);
    return references.length >= MIN_REFERENCES;
  }
}

/** The people as the trainer knows them. */
export const asPeople = (everybody: readonly Avatar[]): DrawnPerson[] =>
  everybody.map(({ userId, id: avatarId }) => ({ userId, avatarId }));

/** Why an avatar may not be drawn with others; null when it may. */
function refusalOf(avatar: Avatar): ErrorCode | null {
  if (avatar.stoppedFor) return codeOfStop(avatar.stoppedFor);
  if (isDrawnFromChild(avatar)) return 'face-too-young';
  // Whether a young face is a grown-up's has to be said before it is drawn with others.
  if (needsFaceWord(avatar)) return 'face-too-young';
  // The word that lets others draw a face is its own person's: not that of somebody who was allowed to draw it.
  if (avatar.faceOwner === 'agreed') return 'avatar-not-ready';
  return avatar.trainingType === 'portrait' ? null : 'avatar-not-ready';
}
