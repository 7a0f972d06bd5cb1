import { Injectable } from '@nestjs/common';
import type { ChooseMainAvatar } from '@aisha/contracts/avatar-trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { AvatarStore } from './avatar.store';

/**
 * Makes an avatar the main one if it is completed. The bot shows the button for this only for completed avatars, but an old screen may still
 * show it for an avatar that is not completed.
 */
@Injectable()
export class ChooseMainAvatarHandler implements JobHandler<ChooseMainAvatar> {
  constructor(private readonly avatars: AvatarStore) {}

  readonly handle = async (data: ChooseMainAvatar, context: JobContext): Promise<void> => {
    await context.once(async (tx) => {
      const avatar = await this.avatars.lockAmongAll(tx, data);
      if (avatar) await this.avatars.makeMain(tx, avatar);
    });
  };
}
