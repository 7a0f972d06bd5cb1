import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import { AvatarPhoto, WaitingPhoto, type Avatar } from '@aisha/database/trainer';
import { MIN_PHOTOS } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';

/** Orders a new map of a portrait's photos whenever they have changed and none of them waits for its check. */
@Injectable()
export class Coach {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Orders a new map if the set has a map already or enough photos for one, and none of its photos waits for a check. A style has no faces
   * to advise on, and an avatar that its person has not described may be a style. The caller has locked the avatar.
   */
  async setChanged(tx: Transaction, { id: avatarId, userId, trainingType, subject, photoMap }: Avatar): Promise<void> {
    if (trainingType !== 'portrait' || subject === null) return;
    const wasShown = photoMap !== null;
    if (!wasShown && (await tx.countBy(AvatarPhoto, { avatarId, accepted: true })) < MIN_PHOTOS) return;
    if (await tx.existsBy(WaitingPhoto, { avatarId })) return; // the check of the last waiting photo calls this method again
    await this.outbox.add(tx, message(avatarTrainerInbox, 'draw-photo-map', { avatarId, userId }));
  }
}
