import { message, type Message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { AvatarId, DrawingPath, OrderId, UserId } from '@aisha/domain';
import type { Edit } from '@aisha/kinds/tables';
import type { Collected } from '../results/picture-collector';

/**
 * Asks the trainer how similar delivered pictures are to the photos of their avatar, because only the trainer has the faces of those
 * photos.
 */
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

/** Asks the trainer how similar the faces of a changed picture are to those of the original. Both are storage references. */
export const askEditLikeness = (
  { orderId, userId }: Pick<Edit, 'orderId' | 'userId'>,
  before: string,
  after: string,
): Message => message(avatarTrainerInbox, 'measure-edit', { orderId, userId, before, after });
