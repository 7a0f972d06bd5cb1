import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import { AvatarPhoto, WaitingPhoto, type Avatar } from '@aisha/database/trainer';
import { MIN_PHOTOS } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';

/** Looks at the whole set of a portrait whenever it has changed and none of its photos waits for its check. */
@Injectable()
export class Coach {
  constructor(private readonly outbox: Outbox) {}

  /**
   * The caller has locked the avatar. A style, and an avatar that its person has not described yet, have no faces to
   * advise on.
   */
  async setChanged(tx: Transaction, { id: avatarId, userId, trainingType, subject, photoMap }: Avatar): Promise<void> {
    if (trainingType !== 'portrait' || subject === null) return;
    const wasShown = photoMap !== null;
    if (!wasShown && (await tx.countBy(AvatarPhoto, { avatarId, accepted: true })) < MIN_PHOTOS) return;
    if (await tx.existsBy(WaitingPhoto, { avatarId })) return; // the check of the last waiting photo calls this again
    await this.outbox.add(tx, message(avatarTrainerInbox, 'draw-photo-map', { avatarId, userId }));
  }
}
