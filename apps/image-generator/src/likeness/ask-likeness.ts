import { message, type Message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { AvatarId, DrawingPath, OrderId, UserId } from '@aisha/domain';
import type { Collected } from '../results/picture-collector';

/** Asks the trainer, which alone has the faces of an avatar's photos, how much delivered pictures are like those. */
export const askLikeness = (
  order: {
    readonly orderId: OrderId;
    readonly userId: UserId;
    readonly avatarId: AvatarId;
    readonly path: DrawingPath;
  },
  pictures: Collected['pictures'],
): Message =>
  message(avatarTrainerInbox, 'measure-likeness', {
    ...order,
    pictures: pictures.map(({ id: pictureId, filePath: file }) => ({ pictureId, file })),
  });
