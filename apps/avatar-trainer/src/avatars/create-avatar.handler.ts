import { Injectable } from '@nestjs/common';
import type { CreateAvatar } from '@aisha/contracts/avatar-trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { avatarsCreated } from './avatar.metrics';
import { AvatarStore } from './avatar.store';

@Injectable()
export class CreateAvatarHandler implements JobHandler<CreateAvatar> {
  constructor(private readonly avatars: AvatarStore) {}

  readonly handle = async ({ avatarId, ...avatar }: CreateAvatar, context: JobContext): Promise<void> => {
    const isNew = await context.once((tx) => this.avatars.create(tx, { id: avatarId, ...avatar }));
    if (isNew) avatarsCreated.inc({ training_type: avatar.trainingType });
  };
}
