import { message } from '@aisha/contracts';
import { imageGeneratorInbox, type MarkPicture } from '@aisha/contracts/image-generator';
import type { AvatarId } from '@aisha/domain';
import { send, type Effect } from '../engine/conversation';

/**
 * Asks the generator to set or remove a mark of a picture. Until the generator has done so, the person's own screens already show the
 * change. `setId` names the set in which the mark applies: that of the person for a favourite, that of the avatar for a main photo.
 */
export const askToMark = (asked: MarkPicture, setId: MarkPicture['userId'] | AvatarId): Effect =>
  send(message(imageGeneratorInbox, 'mark-picture', asked), {
    change: `${asked.mark}-${asked.isOn ? 'on' : 'off'}`,
    setId,
    itemId: asked.pictureId,
  });
