import { Injectable } from '@nestjs/common';
import type { CreateAvatar } from '@aisha/contracts/avatar-trainer';
import { OPEN_FOR_PHOTOS, TRAINING_TYPES } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { fromReference, ObjectStore } from '@aisha/storage';
import { Counter } from 'prom-client';
import { AvatarStore } from '../avatars/avatar.store';
import { PhotoSet } from './photo-set';

const avatarsCreated = new Counter({
  name: 'aisha_avatars_created_total',
  help: 'Avatars begun, by what they learn',
  labelNames: ['training_type'],
});
for (const type of TRAINING_TYPES) avatarsCreated.inc({ training_type: type }, 0); // so that the series exists before its first event

/**
 * Creates an avatar, or adds the person's description to an avatar that began with photos. The described type then decides which of those
 * photos stay.
 */
@Injectable()
export class CreateAvatarHandler implements JobHandler<CreateAvatar> {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly set: PhotoSet,
    private readonly storage: ObjectStore,
  ) {}

  readonly handle = async ({ avatarId, ...avatar }: CreateAvatar, context: JobContext): Promise<void> => {
    const refused: string[] = [];
    const isNew = await context.once(async (tx) => {
      if (await this.avatars.create(tx, { id: avatarId, ...avatar })) return true;
      const known = await this.avatars.lock(tx, { userId: avatar.userId, avatarId });
      const isDescribed = avatar.subject !== null && known !== null && OPEN_FOR_PHOTOS.includes(known.status);
      if (isDescribed) refused.push(...(await this.set.judgeAgain(tx, known)));
      return false;
    });
    // After a crash before this line the refused files stay until their avatar is deleted.
    await this.storage.remove(refused.map(fromReference));
    if (isNew) avatarsCreated.inc({ training_type: avatar.trainingType });
  };
}
