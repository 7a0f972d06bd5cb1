import type { Database } from '@aisha/database';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import { isDrawnFromChild, MAX_UNFINISHED_AVATARS, MIN_REFERENCES, type UserId } from '@aisha/domain';
import { ChangedAvatars } from './changed-avatars';

/** How many avatars are read, the newest first: more than a person usually has. */
const LOOKED_AT = 2 * MAX_UNFINISHED_AVATARS;

/**
 * Reads the avatars of a person that may be drawn together with others: portraits of their own face with several photos, of a grown-up, and
 * not stopped. For some of them the person has not said yet whose face it is; the conversation asks that before such an avatar is drawn.
 */
export class DrawnTogether {
  constructor(private readonly database: Database) {}

  /** The main avatar comes first. */
  async of(userId: UserId): Promise<Avatar[]> {
    const avatars = await new ChangedAvatars(this.database).page(userId, { limit: LOOKED_AT });
    const fit = avatars.filter(
      (one) =>
        one.trainingType === 'portrait' && one.faceOwner !== 'agreed' && !one.stoppedFor && !isDrawnFromChild(one),
    );
    const reader = new AvatarReader(this.database);
    const photos = await Promise.all(fit.map(async ({ id }) => (await reader.references(userId, id)).length));
    const drawable = fit.filter((_, at) => photos[at]! >= MIN_REFERENCES);
    return drawable.toSorted((one, other) => Number(other.isMain) - Number(one.isMain));
  }
}
