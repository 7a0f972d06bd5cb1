import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { DrawPhotoMap } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import { PersonReader } from '@aisha/database/bot';
import { AvatarReader, type Avatar } from '@aisha/database/trainer';
import { MIN_PHOTOS, OPEN_FOR_PHOTOS, type Language } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { fromReference, ObjectStore, photoMapKey, toReference } from '@aisha/storage';
import { AvatarStore } from '../avatars/avatar.store';
import { adviceFor } from '../coach/advice';
import { facesOf } from '../coach/faces';
import { drawMap } from './map';
import { viewsOf, type CoachedPhoto, type View } from '../coach/view';

/** A set of photos as the coach shows it. */
interface CoachedSet {
  readonly avatar: Avatar;
  readonly photos: readonly CoachedPhoto[];
  readonly views: readonly View[];
  readonly language: Language;
  /** The storage reference of the set's map; null when the set is too small for a map. */
  readonly picture: string | null;
}

/**
 * Draws a map of what a portrait's photos cover, and tells the person what the set lacks, once for each state of the set. The name of the
 * map's file is a digest of its content. If the set has changed meanwhile, the message about that change shows the newer map.
 */
@Injectable()
export class DrawPhotoMapHandler implements JobHandler<DrawPhotoMap> {
  constructor(
    private readonly database: Database,
    private readonly avatars: AvatarStore,
    private readonly storage: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (data: DrawPhotoMap, context: JobContext): Promise<void> => {
    const set = await setOf(this.database, data);
    if (!set || set.picture === set.avatar.photoMap) return;
    if (set.picture) {
      const drawn = await drawMap(set.views, await facesOf(this.storage, set.photos), set.language);
      await this.storage.put(fromReference(set.picture), drawn, { contentType: 'image/png' });
    }
    const isShown = await context.once((tx) => this.show(tx, data, set));
    const isOld = isShown ? set.avatar.photoMap : set.picture;
    if (isOld) await this.storage.remove([fromReference(isOld)]);
  };

  /**
   * Sends the map to the person, or only the advice when the set is too small for a map. False when the set has changed since the map was
   * drawn.
   */
  private async show(tx: Transaction, data: DrawPhotoMap, { picture, photos, views }: CoachedSet): Promise<boolean> {
    await this.avatars.lock(tx, data);
    const now = await setOf(Database.within(tx), data);
    if (now?.picture !== picture) return false;
    await this.avatars.keepMap(tx, data.avatarId, picture);
    const outliers = photos.flatMap(({ findings }, i) => (findings.includes('another-person') ? [i + 1] : []));
    const told = { ...data, picture, photos: photos.length, advice: [...adviceFor(views)], outliers };
    await this.outbox.add(tx, message(botGatewayInbox, 'show-photo-map', told));
    return true;
  }
}

/** Reads the set of an avatar. Undefined for an avatar that is gone, is no longer open for photos, or is no portrait. */
async function setOf(database: Database, { userId, avatarId }: DrawPhotoMap): Promise<CoachedSet | undefined> {
  const reader = new AvatarReader(database);
  const avatar = await reader.find(userId, avatarId);
  if (!avatar || avatar.trainingType !== 'portrait' || !OPEN_FOR_PHOTOS.includes(avatar.status)) return undefined;
  const photos = await reader.photos(avatarId);
  const views = viewsOf(photos);
  const language = await new PersonReader(database).languageOf(userId);
  const version = createHash('sha256').update(JSON.stringify([language, photos.length, views]));
  const picture =
    views.length < MIN_PHOTOS ? null : toReference(photoMapKey(userId, avatarId, version.digest('hex').slice(0, 16)));
  return { avatar, photos, views, language, picture };
}
