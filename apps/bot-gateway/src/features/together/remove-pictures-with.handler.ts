import { Injectable } from '@nestjs/common';
import type { RemovePicturesWith } from '@aisha/contracts/bot-gateway';
import { DeliveryReader, DrawingPermissionReader, PersonReader } from '@aisha/database/bot';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { togetherTexts } from '@aisha/words';
import { Readers } from '../../engine/conversation/readers';
import { Effects } from '../../engine/conversation/effects';
import { messageWith } from '../../engine/deliveries/content';
import { SCREEN } from '../../engine/deliveries/deliveries';
import { removal } from '../../orders/removals';
import { stillDeletable } from '../../orders/shown-results';

/**
 * Deletes a person's pictures that show a friend, because the friend wants that: the files, and the messages that Telegram still lets the
 * bot delete. The owner reads how many pictures were deleted and that nothing is paid back for them; the friend is not named.
 */
@Injectable()
export class RemovePicturesWithHandler implements JobHandler<RemovePicturesWith> {
  constructor(
    private readonly readers: Readers,
    private readonly effects: Effects,
  ) {}

  readonly handle = async ({ userId, friendId }: RemovePicturesWith, context: JobContext): Promise<void> => {
    const pictures = await this.readers.of(DrawingPermissionReader).picturesWith(userId, friendId);
    if (pictures.length === 0) return;
    const shown = await this.readers.of(DeliveryReader).showing(userId, pictures, [SCREEN]);
    const { messageIds } = stillDeletable(shown, new Date());
    const t = togetherTexts[await this.readers.of(PersonReader).languageOf(userId)];
    await context.once(async (tx) => {
      const removals = pictures.map(({ orderId }) => removal({ kind: 'together', orderId, userId }));
      await this.effects.carryOut(removals, { tx, userId });
      const { deliveries } = this.effects;
      if (messageIds.length > 0) await deliveries.add(tx, userId, { kind: 'delete', messageIds });
      await deliveries.add(tx, userId, messageWith(t.takenOut({ count: pictures.length })));
    });
  };
}
