import { Injectable } from '@nestjs/common';
import type { SayFaceOwner } from '@aisha/contracts/avatar-trainer';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { AvatarStore } from './avatar.store';

/**
 * Handles the answer «Это я, мне 18» to the question of whose face an avatar shows: records it with its date and the version of the
 * question.
 */
@Injectable()
export class SayFaceOwnerHandler implements JobHandler<SayFaceOwner> {
  constructor(private readonly avatars: AvatarStore) {}

  readonly handle = async (said: SayFaceOwner, context: JobContext): Promise<void> => {
    await context.once(async (tx) => {
      const avatar = await this.avatars.lock(tx, said);
      if (avatar) await this.avatars.keepFaceOwner(tx, avatar.id, said);
    });
  };
}
