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

  /** The caller has locked the avatar. A style has no faces to speak of, nor has an avatar of which the person has said nothing yet. */
  async setChanged(tx: Transaction, { id: avatarId, userId, trainingType, subject, photoMap }: Avatar): Promise<void> {
    if (trainingType !== 'portrait' || subject === null) return;
    const wasShown = photoMap !== null;
    if (!wasShown && (await tx.countBy(AvatarPhoto, { avatarId, accepted: true })) < MIN_PHOTOS) return;
    if (await tx.existsBy(WaitingPhoto, { avatarId })) return; // the last of the waiting photos says it
    await this.outbox.add(tx, message(avatarTrainerInbox, 'draw-photo-map', { avatarId, userId }));
  }
}
