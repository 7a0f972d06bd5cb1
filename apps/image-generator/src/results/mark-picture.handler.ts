import { Injectable } from '@nestjs/common';
import type { MarkPicture } from '@aisha/contracts/image-generator';
import { Database } from '@aisha/database';
import { avatarIn } from '@aisha/kinds';
import { GenerationReader } from '@aisha/kinds/tables';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { markFavourite, markMain } from './picture.store';

/**
 * Marks a picture that the person still has; a picture of another person's order is not found. A picture without an avatar becomes no main
 * photo.
 */
@Injectable()
export class MarkPictureHandler implements JobHandler<MarkPicture> {
  readonly handle = async (asked: MarkPicture, context: JobContext): Promise<void> => {
    const { orderId, userId, pictureId, mark, isOn } = asked;
    await context.once(async (tx) => {
      const found = await new GenerationReader(Database.within(tx)).find(userId, orderId);
      if (!found?.pictures.some(({ id }) => id === pictureId)) return;
      const avatarId = avatarIn(found.generation.input);
      if (mark === 'favourite') await markFavourite(tx, pictureId, isOn);
      else if (avatarId) await markMain(tx, pictureId, avatarId, isOn);
    });
  };
}
