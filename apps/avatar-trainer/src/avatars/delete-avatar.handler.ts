import { Injectable } from '@nestjs/common';
import type { DeleteAvatar } from '@aisha/contracts/avatar-trainer';
import { AvatarReader, type Training } from '@aisha/database/trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { FalQueue } from '@aisha/providers/fal';
import { avatarPhotosPrefix, loraKey, ObjectStore } from '@aisha/storage';
import { AvatarRemoval } from './avatar-removal';

/**
 * "Forget it." A training under way is cancelled with the credits back, finished at FAL or not: nobody wants its model. What FAL
 * holds of the avatar is stopped where it can be and runs out by itself (archive: a day, model: 30 days).
 */
@Injectable()
export class DeleteAvatarHandler implements JobHandler<DeleteAvatar> {
  constructor(
    private readonly reader: AvatarReader,
    private readonly fal: FalQueue,
    private readonly removal: AvatarRemoval,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async (data: DeleteAvatar, context: JobContext): Promise<void> => {
    const training = await this.reader.openTraining(data.avatarId);
    // The files first: once the rows are gone this message is done, and a crash must not leave photographs behind.
    await this.removeFiles(data);
    await context.once((tx) => this.removal.remove(tx, data));
    // Its order is over by now, so that FAL's callback about it cannot pass for a failure.
    if (training?.userId === data.userId) await this.stopAtFal(training);
    await this.removeFiles(data); // what a check or a training under way stored in between
  };

  /** By the owner's id: a stranger's avatar has no files there. */
  private async removeFiles({ userId, avatarId }: DeleteAvatar): Promise<void> {
    await this.storage.removePrefix(avatarPhotosPrefix(userId, avatarId));
    await this.storage.remove([loraKey(userId, avatarId)]);
  }

  private async stopAtFal({ endpoint, requestId }: Training): Promise<void> {
    if (endpoint && requestId) await this.fal.cancel({ endpoint, requestId }).catch(() => 'unknown');
  }
}
