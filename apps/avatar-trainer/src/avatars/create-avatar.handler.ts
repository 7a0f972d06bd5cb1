import { Injectable } from '@nestjs/common';
import type { CreateAvatar } from '@aisha/contracts/avatar-trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { AvatarStore } from './avatar.store';

@Injectable()
export class CreateAvatarHandler implements JobHandler<CreateAvatar> {
  constructor(private readonly avatars: AvatarStore) {}

  readonly handle = async ({ avatarId, ...avatar }: CreateAvatar, context: JobContext): Promise<void> => {
    await context.once((tx) => this.avatars.create(tx, { id: avatarId, ...avatar }));
  };
}
