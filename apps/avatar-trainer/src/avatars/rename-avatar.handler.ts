import { Injectable } from '@nestjs/common';
import type { RenameAvatar } from '@aisha/contracts/avatar-trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { AvatarStore } from './avatar.store';

@Injectable()
export class RenameAvatarHandler implements JobHandler<RenameAvatar> {
  constructor(private readonly avatars: AvatarStore) {}

  readonly handle = async (data: RenameAvatar, context: JobContext): Promise<void> => {
    await context.once(async (tx) => {
      const avatar = await this.avatars.lock(tx, data);
      if (avatar) await this.avatars.rename(tx, avatar.id, data.name);
    });
  };
}
