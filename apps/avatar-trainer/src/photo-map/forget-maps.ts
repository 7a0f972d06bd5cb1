import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Avatar } from '@aisha/database/trainer';
import { Logger, Periodic } from '@aisha/platform';
import { fromReference, ObjectStore } from '@aisha/storage';
import { In, IsNull, Not } from 'typeorm';
import { AvatarStore } from '../avatars/avatar.store';

const FORGET_EVERY_MS = 3_600_000;
const AT_ONCE = 100;

/**
 * Removes the map of a set once its training begins, because it is of no further use. Maps of deleted avatars are
 * removed with their photos.
 */
@Injectable()
export class ForgetMaps extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly avatars: AvatarStore,
    private readonly storage: ObjectStore,
    log: Logger,
  ) {
    super('photo-maps.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const used = await this.database.read.find(Avatar, {
      where: { photoMap: Not(IsNull()), status: In(['training', 'completed']) },
      take: AT_ONCE,
    });
    for (const { id, userId, photoMap } of used) {
      await this.storage.remove([fromReference(photoMap!)]);
      await this.database.transaction(async (tx) => {
        const avatar = await this.avatars.lock(tx, { userId, avatarId: id });
        if (avatar?.photoMap === photoMap) await this.avatars.keepMap(tx, id, null);
      });
    }
  }
}
