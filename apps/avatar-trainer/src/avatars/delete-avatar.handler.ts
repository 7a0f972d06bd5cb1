import { Injectable } from '@nestjs/common';
import type { DeleteAvatar } from '@aisha/contracts/avatar-trainer';
import { AvatarReader } from '@aisha/database/trainer';
import type { Training } from '@aisha/kinds/tables';
import { avatarPhotosPrefix, lorasPrefix, ObjectStore } from '@aisha/storage';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { RemoteQueue } from '@aisha/providers/ports';
import { AvatarRemoval } from './avatar-removal';

/**
 * "Forget this avatar." Cancels a training under way and gives the credits back, even if FAL has finished, because
 * nobody needs the model. Stops FAL's work where possible; FAL's files expire by themselves within a day. The owners of
 * prompts, cards and waiting photos delete those by their clocks.
 */
@Injectable()
export class DeleteAvatarHandler implements JobHandler<DeleteAvatar> {
  constructor(
    private readonly reader: AvatarReader,
    private readonly queue: RemoteQueue,
    private readonly removal: AvatarRemoval,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async (data: DeleteAvatar, context: JobContext): Promise<void> => {
    const training = await this.reader.openTraining(data.avatarId);
    // Removes the files first: once the rows are gone this message counts as done, and a crash must not leave
    // photographs behind.
    await this.removeFiles(data);
    await context.once((tx) => this.removal.remove(tx, data));
    // The order has ended before this, so FAL's callback does not look like a failure.
    if (training?.userId === data.userId) await this.stopAtFal(training);
    await this.removeFiles(data); // files that a running check or training stored in between
  };

  /** Removes files under the owner's id, so another person's avatar loses none. */
  private async removeFiles({ userId, avatarId }: DeleteAvatar): Promise<void> {
    await this.storage.removePrefix(avatarPhotosPrefix(userId, avatarId));
    await this.storage.removePrefix(lorasPrefix(userId, avatarId));
  }

  private async stopAtFal({ endpoint, requestId }: Training): Promise<void> {
    if (endpoint && requestId) await this.queue.cancel({ endpoint, requestId }).catch(() => 'unknown');
  }
}
