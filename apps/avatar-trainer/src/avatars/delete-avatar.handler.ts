import { Inject, Injectable } from '@nestjs/common';
import { cancelOrder } from '@aisha/contracts';
import type { AvatarReference, DeleteAvatar } from '@aisha/contracts/avatar-trainer';
import { Database, type Transaction } from '@aisha/database';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import { AppError } from '@aisha/domain';
import type { StartTraining } from '@aisha/kinds/messages';
import type { Training } from '@aisha/kinds/tables';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Engine, engineOf, type Result } from '@aisha/orders';
import { Clock } from '@aisha/platform';
import { avatarPhotosPrefix, lorasPrefix, ObjectStore } from '@aisha/storage';
import { AvatarStore } from './avatar.store';

/**
 * Removes an avatar from the tables, ends its open training without a charge, and makes another avatar the main one. The bare row of the
 * avatar and its orders stay, because old receipts need them. A message asks FAL to stop the training, as after a withdrawn consent: the
 * person no longer wants the model, even if FAL has finished it. A training whose submission is under way is stopped by that submission.
 */
@Injectable()
export class AvatarRemoval {
  constructor(
    private readonly avatars: AvatarStore,
    @Inject(engineOf('training')) private readonly trainings: Engine<Training, StartTraining, Result>,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async remove(tx: Transaction, reference: AvatarReference): Promise<void> {
    const avatar = await this.endTraining(tx, reference);
    if (!avatar) return;
    await this.avatars.scrub(tx, avatar, this.clock.now());
    if (avatar.isMain) await this.avatars.ensureMain(tx, avatar.userId);
  }

  /** Ends the open training of an avatar without a charge. Resolves to the avatar, locked; null if there is none. */
  async endTraining(tx: Transaction, reference: AvatarReference): Promise<Avatar | null> {
    const avatar = await this.avatars.lockAmongAll(tx, reference);
    if (!avatar) return null;
    const training = await new AvatarReader(Database.within(tx)).openTraining(avatar.id);
    if (training) {
      await this.trainings.outcome.failIn(tx, training, new AppError('cancelled-by-user'));
      const { orderId, userId } = training;
      await this.outbox.add(tx, cancelOrder({ kind: 'training', orderId, userId, isWithdrawn: true }));
    }
    return avatar;
  }
}

/**
 * Deletes an avatar at its person's wish. Cancels a training under way and gives the credits back. FAL's files expire by themselves within
 * a day. The apps that own prompts, cards and waiting photos delete those in periodic jobs of their own.
 */
@Injectable()
export class DeleteAvatarHandler implements JobHandler<DeleteAvatar> {
  constructor(
    private readonly removal: AvatarRemoval,
    private readonly storage: ObjectStore,
    private readonly database: Database,
  ) {}

  readonly handle = async (data: DeleteAvatar, context: JobContext): Promise<void> => {
    // First, because the storage may be away for hours, and meanwhile a packed training would be sent to FAL.
    await this.database.transaction((tx) => this.removal.endTraining(tx, data));
    // Removes the files before the rows: once the rows are gone this message counts as done, so after a crash nobody would remove
    // photographs that are still there.
    await this.removeFiles(data);
    await context.once((tx) => this.removal.remove(tx, data));
    await this.removeFiles(data); // files that a running check or training stored after the first removal
  };

  /**
   * Removes only files under the id of the sender of the message, so a message with another person's avatar removes none of that person's
   * files.
   */
  private async removeFiles({ userId, avatarId }: DeleteAvatar): Promise<void> {
    await this.storage.removePrefix(avatarPhotosPrefix(userId, avatarId));
    await this.storage.removePrefix(lorasPrefix(userId, avatarId));
  }
}
